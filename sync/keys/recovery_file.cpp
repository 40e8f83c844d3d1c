// Reading recovery files.
#include "sync/keys/recovery_file.hpp"

#include "sync/keys/secure_memory.hpp"

#include <QFile>

#include <boost/json.hpp>

#include <algorithm>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr qint64 fileBytesMax = 16 * 1024;

Fault notOne(const QString& path, const std::string& why)
{
    return Fault{
        FaultCode::invalid,
        "not_a_recovery_file",
        path.toStdString() + " is not a recovery file of Tidemark: " + why + ".",
        "Choose the file that was made by \"tidemark-platform recovery-key new\"."};
}

std::string textOf(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// Empty when it is not `32` bytes in hexadecimal digits.
QByteArray bytesFromHex(std::string_view text)
{
    const bool isHex = text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
                           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                       });
    const QByteArray hex(text.data(), static_cast<qsizetype>(text.size()));
    return isHex ? QByteArray::fromHex(hex) : QByteArray();
}

} // namespace

Result<PublicKey> publicKeyFromHex(std::string_view text)
{
    const QByteArray raw = bytesFromHex(text);
    if (raw.isEmpty())
        return Fault{
            FaultCode::invalid,
            "not_a_key",
            "The platform's recovery key cannot be read.",
            "Update Tidemark; if this stays, tell the operator of the server."};
    PublicKey key{};
    std::copy_n(raw.constData(), key.size(), key.begin());
    return key;
}

Result<RecoveryFile> readRecoveryFile(const QString& path)
{
    QFile source(path);
    if (!source.open(QIODevice::ReadOnly))
        return notOne(path, source.errorString().toStdString());
    if (source.size() > fileBytesMax)
        return notOne(path, "it is too large");
    QByteArray text = source.readAll();
    boost::system::error_code failed;
    const auto value =
        json::parse({text.constData(), static_cast<std::size_t>(text.size())}, failed);
    wipe(text.data(), static_cast<std::size_t>(text.size()));
    if (failed || !value.is_object())
        return notOne(path, "it is not JSON");
    const auto& object = value.get_object();
    if (textOf(object, "kind") != "tidemark-recovery-key")
        return notOne(path, "it is of another kind");
    RecoveryFile file;
    file.keyId = textOf(object, "keyId");
    std::string hex = textOf(object, "privateKey");
    QByteArray raw = bytesFromHex(hex);
    wipe(hex.data(), hex.size());
    if (raw.isEmpty() || file.keyId.empty())
        return notOne(path, "its key is missing");
    auto key = KeyBytes::from(
        {reinterpret_cast<const std::uint8_t*>(raw.constData()),
         static_cast<std::size_t>(raw.size())}
    );
    wipe(raw.data(), static_cast<std::size_t>(raw.size()));
    if (!key)
        return key.error();
    file.privateKey = std::move(*key);
    return file;
}

} // namespace tidemark::sync
