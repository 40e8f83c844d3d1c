// Reading and writing keys.json.
#include "sync/keys/key_file.hpp"

#include "sync/keys/durable_file.hpp"

#include <QByteArray>
#include <QFile>

#include <boost/json.hpp>

#include <algorithm>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr qint64 fileBytesMax = 16 * 1024; // About 2 KB in truth.
constexpr std::size_t sealedSize = KeyBytes::size + 16;

Fault damaged(const std::string& what)
{
    return Fault{
        FaultCode::corrupt,
        "key_file_damaged",
        "The key file of this device cannot be read: " + what + ".",
        "Restore keys.json from a backup. Unsent changes stay unreadable without it."};
}

std::string encoded(std::span<const std::uint8_t> bytes)
{
    const auto raw = QByteArray::fromRawData(
        reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())
    );
    return raw.toBase64().toStdString();
}

bool decode(const json::object& from, std::string_view key, std::span<std::uint8_t> into)
{
    const auto* value = from.if_contains(key);
    if (!value || !value->is_string())
        return false;
    const auto& text = value->get_string();
    const auto raw = QByteArray::fromBase64(QByteArray(text.data(), static_cast<int>(text.size())));
    if (raw.size() != static_cast<qsizetype>(into.size()))
        return false;
    std::copy_n(raw.constData(), into.size(), into.begin());
    return true;
}

bool decode(const json::object& from, std::string_view key, std::uint32_t most, std::uint32_t& into)
{
    const auto* value = from.if_contains(key);
    if (!value || !value->is_int64() || value->get_int64() < 1 || value->get_int64() > most)
        return false;
    into = static_cast<std::uint32_t>(value->get_int64());
    return true;
}

bool decode(const json::object& from, std::string_view key, std::string& into)
{
    const auto* value = from.if_contains(key);
    if (!value || !value->is_string())
        return false;
    into = value->get_string().c_str();
    return true;
}

/// Absent is fine: then the slot's key is the master key.
bool decodeMaster(const json::object& from, std::optional<WrappedKey>& into)
{
    const auto* value = from.if_contains("master");
    if (!value || value->is_null())
        return true;
    into.emplace();
    return decode(from, "master", into->bytes);
}

bool decodeSlot(const json::object& from, KeyringSlot& slot)
{
    return decode(from, "entry", slot.entry) && decodeMaster(from, slot.master);
}

bool decodeSlot(const json::object& from, PassphraseSlot& slot)
{
    const auto* secret = from.if_contains("deviceSecret");
    slot.usesDeviceSecret = secret && secret->is_bool() && secret->get_bool();
    // The bounds keep a tampered file from eating the memory of the machine.
    return decode(from, "salt", slot.salt) &&
           decode(from, "memoryKiB", 1024 * 1024, slot.cost.memoryKiB) &&
           decode(from, "passes", 100, slot.cost.passes) &&
           decode(from, "lanes", 16, slot.cost.lanes) && decodeMaster(from, slot.master);
}

bool decodeSlot(const json::object& from, RecoverySlot& slot)
{
    slot.master.text.resize(sealedSize);
    return decode(from, "keyId", slot.keyId) && decode(from, "sender", slot.master.sender) &&
           decode(from, "sealed", slot.master.text);
}

bool decodeSlot(const json::object& from, WrappedPair& pair)
{
    return decode(from, "mirror", pair.mirror.bytes) && decode(from, "vault", pair.vault.bytes);
}

/// A member that may be absent, but not malformed.
template <class Slot>
bool decodeMember(const json::object& object, std::string_view key, std::optional<Slot>& into)
{
    const auto* value = object.if_contains(key);
    if (!value)
        return true;
    if (!value->is_object())
        return false;
    into.emplace();
    return decodeSlot(value->get_object(), *into);
}

/// Version 1 had one slot, and it wrapped the keys themselves.
bool decodeFirstVersion(const json::object& object, KeyFile& file)
{
    std::string slot;
    if (!decode(object, "slot", slot))
        return false;
    if (slot == "keyring")
        return decodeSlot(object, file.keyring.emplace());
    return slot == "passphrase" && decodeSlot(object, file.passphrase.emplace());
}

bool decodeFile(const json::object& object, KeyFile& file)
{
    std::string madeAt;
    if (!decode(object, "madeAt", madeAt))
        return false;
    if (const auto at = Timestamp::parse(madeAt))
        file.madeAt = *at;
    return decodeMember(object, "keyring", file.keyring) &&
           decodeMember(object, "passphrase", file.passphrase) &&
           decodeMember(object, "recovery", file.recovery) &&
           decodeMember(object, "next", file.next) &&
           decodeMember(object, "previous", file.previous) && (file.keyring || file.passphrase);
}

json::object encodedPair(const WrappedPair& pair)
{
    return {{"mirror", encoded(pair.mirror.bytes)}, {"vault", encoded(pair.vault.bytes)}};
}

void encodeMaster(json::object& object, const std::optional<WrappedKey>& master)
{
    if (master)
        object["master"] = encoded(master->bytes);
}

} // namespace

Result<std::optional<KeyFile>> readKeyFile(const QString& path)
{
    QFile source(path);
    if (!source.exists())
        return std::optional<KeyFile>{};
    if (!source.open(QIODevice::ReadOnly))
        return damaged(source.errorString().toStdString());
    if (source.size() > fileBytesMax)
        return damaged("it is too large");
    const QByteArray text = source.readAll();
    boost::system::error_code failed;
    const auto value =
        json::parse({text.constData(), static_cast<std::size_t>(text.size())}, failed);
    if (failed || !value.is_object())
        return damaged("it is not JSON");
    const auto& object = value.get_object();
    const auto* version = object.if_contains("version");
    const std::int64_t number = version && version->is_int64() ? version->get_int64() : 1;
    if (number > 2)
        return Fault{
            FaultCode::unsupported,
            "key_file_newer",
            "The key file of this device was written by a newer Tidemark.",
            "Update Tidemark on this device."};
    KeyFile file;
    const bool isRead = number < 2 ? decodeFirstVersion(object, file) : decodeFile(object, file);
    if (!isRead || !decodeSlot(object, file.keys))
        return damaged("a part is missing");
    return std::optional<KeyFile>(std::move(file));
}

Result<void> writeKeyFile(const QString& path, const KeyFile& file)
{
    json::object object = encodedPair(file.keys);
    object["version"] = 2;
    object["madeAt"] = file.madeAt.value_or(Timestamp::now()).toString();
    if (file.keyring) {
        json::object slot{{"entry", file.keyring->entry}};
        encodeMaster(slot, file.keyring->master);
        object["keyring"] = std::move(slot);
    }
    if (file.passphrase) {
        const PassphraseSlot& from = *file.passphrase;
        json::object slot{
            {"salt", encoded(from.salt)},
            {"memoryKiB", from.cost.memoryKiB},
            {"passes", from.cost.passes},
            {"lanes", from.cost.lanes},
            {"deviceSecret", from.usesDeviceSecret}};
        encodeMaster(slot, from.master);
        object["passphrase"] = std::move(slot);
    }
    if (file.recovery)
        object["recovery"] = json::object{
            {"keyId", file.recovery->keyId},
            {"sender", encoded(file.recovery->master.sender)},
            {"sealed", encoded(file.recovery->master.text)}};
    if (file.next)
        object["next"] = encodedPair(*file.next);
    if (file.previous)
        object["previous"] = encodedPair(*file.previous);
    const auto written = writeDurably(path, json::serialize(object) + "\n");
    if (!written)
        return Fault{
            FaultCode::full,
            "key_file_unwritable",
            "The key file could not be written. " + written.error().cause,
            written.error().nextStep};
    return {};
}

} // namespace tidemark::sync
