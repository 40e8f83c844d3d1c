// Deriving keys from passphrases.
#include "sync/keys/passphrase_key.hpp"

#include "sync/keys/durable_file.hpp"
#include "sync/keys/key_purposes.hpp"
#include "sync/keys/secure_memory.hpp"

#include <QCoroFuture>
#include <QFile>
#include <QtConcurrentRun>

namespace tidemark::sync {
namespace {

constexpr std::size_t bytesMin = 8;
constexpr std::size_t bytesMax = 1024;

} // namespace

Result<KeyBytes> deviceSecret(const QString& path, bool mayMake)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly)) {
        QByteArray raw = file.read(64);
        auto key = KeyBytes::from(
            {reinterpret_cast<const std::uint8_t*>(raw.constData()),
             static_cast<std::size_t>(raw.size())}
        );
        wipe(raw.data(), static_cast<std::size_t>(raw.size()));
        if (key || !mayMake)
            return key;
    }
    if (!mayMake)
        return Fault{
            FaultCode::locked,
            "device_secret_missing",
            "The secret file of this device is missing, so no passphrase can open it.",
            "Unlock the keyring, or use a recovery file; then set a passphrase again."};
    auto key = KeyBytes::random();
    if (!key)
        return key;
    const auto bytes = key->view();
    const auto written =
        writeDurably(path, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    if (!written)
        return written.error();
    return key;
}

QCoro::Task<Result<KeyBytes>>
passphraseKey(Secret passphrase, PassphraseSalt salt, PassphraseCost cost, KeyBytes secret)
{
    auto outcome = std::make_shared<Result<KeyBytes>>(KeyBytes{});
    const auto held = std::make_shared<Secret>(std::move(passphrase));
    const auto work = [outcome, held, salt, cost] {
        *outcome = keyFromPassphrase(*held, salt, cost);
    };
    co_await QtConcurrent::run(work);
    if (!*outcome || secret.isEmpty())
        co_return std::move(*outcome);
    const auto bytes = secret.view();
    const std::string_view device(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    co_return derive(**outcome, device, passphrasePurpose);
}

Result<void> checkPassphrase(const Secret& passphrase)
{
    const auto length = passphrase.reveal().size();
    if (length >= bytesMin && length <= bytesMax)
        return {};
    return Fault{
        FaultCode::invalid,
        "bad_passphrase",
        "A passphrase needs at least 8 characters and at most 1024.",
        "Choose a longer passphrase, best of several words."};
}

} // namespace tidemark::sync
