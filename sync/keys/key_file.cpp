// Reading and writing keys.json.
#include "sync/keys/key_file.hpp"

#include <QByteArray>
#include <QFile>
#include <QSaveFile>

#include <boost/json.hpp>

#include <algorithm>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr qint64 fileBytesMax = 16 * 1024; // About 700 bytes in truth.

Fault damaged(const std::string& what)
{
    return Fault{
        FaultCode::corrupt,
        "key_file_damaged",
        "The key file of this device cannot be read: " + what + ".",
        "Restore keys.json from a backup. Unsent changes stay unreadable without it."};
}

template <std::size_t size>
std::string encoded(const std::array<std::uint8_t, size>& bytes)
{
    const auto raw = QByteArray::fromRawData(
        reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(size)
    );
    return raw.toBase64().toStdString();
}

template <std::size_t size>
bool decode(const json::object& from, std::string_view key, std::array<std::uint8_t, size>& into)
{
    const auto* value = from.if_contains(key);
    if (!value || !value->is_string())
        return false;
    const auto& text = value->get_string();
    const auto raw = QByteArray::fromBase64(QByteArray(text.data(), static_cast<int>(text.size())));
    if (raw.size() != static_cast<qsizetype>(size))
        return false;
    std::copy_n(raw.constData(), size, into.begin());
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

bool readSlot(const json::object& object, KeyFile& file)
{
    const auto* slot = object.if_contains("slot");
    if (!slot || !slot->is_string())
        return false;
    if (slot->get_string() == "keyring") {
        const auto* entry = object.if_contains("entry");
        if (!entry || !entry->is_string())
            return false;
        file.slot = KeySlot::keyring;
        file.entry = entry->get_string().c_str();
        return true;
    }
    file.slot = KeySlot::passphrase;
    // The bounds keep a tampered file from eating the memory of the machine.
    return slot->get_string() == "passphrase" && decode(object, "salt", file.salt) &&
           decode(object, "memoryKiB", 1024 * 1024, file.cost.memoryKiB) &&
           decode(object, "passes", 100, file.cost.passes) &&
           decode(object, "lanes", 16, file.cost.lanes);
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
    if (version && version->is_int64() && version->get_int64() > 1)
        return Fault{
            FaultCode::unsupported,
            "key_file_newer",
            "The key file of this device was written by a newer Tidemark.",
            "Update Tidemark on this device."};
    KeyFile file;
    if (!readSlot(object, file) || !decode(object, "mirror", file.mirror.bytes) ||
        !decode(object, "vault", file.vault.bytes))
        return damaged("a part is missing");
    return std::optional<KeyFile>(std::move(file));
}

Result<void> writeKeyFile(const QString& path, const KeyFile& file)
{
    json::object object{
        {"version", 1}, {"slot", file.slot == KeySlot::keyring ? "keyring" : "passphrase"}};
    if (file.slot == KeySlot::keyring) {
        object["entry"] = file.entry;
    } else {
        object["salt"] = encoded(file.salt);
        object["memoryKiB"] = file.cost.memoryKiB;
        object["passes"] = file.cost.passes;
        object["lanes"] = file.cost.lanes;
    }
    object["mirror"] = encoded(file.mirror.bytes);
    object["vault"] = encoded(file.vault.bytes);

    QSaveFile target(path);
    const std::string text = json::serialize(object) + "\n";
    const bool written = target.open(QIODevice::WriteOnly) &&
                         target.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         target.write(text.data(), static_cast<qint64>(text.size())) ==
                             static_cast<qint64>(text.size()) &&
                         target.commit();
    if (!written)
        return Fault{
            FaultCode::full,
            "key_file_unwritable",
            "The key file could not be written: " + target.errorString().toStdString() + ".",
            "Make room on the disk and check that you may write to the data folder."};
    return {};
}

} // namespace tidemark::sync
