// Deriving keys from passphrases.
#include "sync/keys/passphrase_key.hpp"

#include "sync/keys/durable_file.hpp"
#include "sync/keys/secure_memory.hpp"

#include <QCoroFuture>
#include <QFile>
#include <QtConcurrentRun>

#include <openssl/hmac.h>

namespace tidemark::sync {
namespace {

constexpr std::size_t bytesMin = 8;
constexpr std::size_t bytesMax = 1024;
constexpr std::string_view purpose = "tidemark/passphrase/2\x01";

Fault cryptoFailed()
{
    return Fault{
        FaultCode::internal,
        "crypto_failed",
        "The encryption library refused to work.",
        "Reinstall Tidemark; if this stays, send the log to support."};
}

/// HKDF with SHA-256 for one block: two HMACs.
Result<KeyBytes> mixed(const KeyBytes& key, const KeyBytes& salt)
{
    std::array<std::uint8_t, KeyBytes::size> between{};
    std::array<std::uint8_t, KeyBytes::size> out{};
    unsigned size = 0;
    const auto keySize = static_cast<int>(KeyBytes::size);
    const bool done = HMAC(
                          EVP_sha256(),
                          salt.view().data(),
                          keySize,
                          key.view().data(),
                          KeyBytes::size,
                          between.data(),
                          &size
                      ) != nullptr &&
                      HMAC(
                          EVP_sha256(),
                          between.data(),
                          keySize,
                          reinterpret_cast<const unsigned char*>(purpose.data()),
                          purpose.size(),
                          out.data(),
                          &size
                      ) != nullptr;
    auto made = done ? KeyBytes::from(out) : Result<KeyBytes>(cryptoFailed());
    wipe(between.data(), between.size());
    wipe(out.data(), out.size());
    return made;
}

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
    co_return mixed(**outcome, secret);
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
