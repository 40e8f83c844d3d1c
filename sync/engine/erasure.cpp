// Removing everything of a person.
#include "sync/engine/erasure.hpp"

#include "sync/engine/installation.hpp"
#include "sync/keys/durable_file.hpp"
#include "sync/keys/key_file.hpp"
#include "sync/session/connection_settings.hpp"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr const char* intentFile = "erasing.json";

QString intentPath(const Home& home)
{
    return QDir(home.data).filePath(QString::fromLatin1(intentFile));
}

std::string textOf(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

Erasure erasureFrom(const json::object& object)
{
    Erasure erasure;
    erasure.cause =
        textOf(object, "cause") == "signOut" ? ErasureCause::signOut : ErasureCause::wipe;
    if (const auto at = Timestamp::parse(textOf(object, "at")))
        erasure.at = *at;
    erasure.server = textOf(object, "server");
    erasure.token = Secret(textOf(object, "token"));
    if (const auto* unsent = object.if_contains("unsent"); unsent && unsent->is_int64())
        erasure.unsent = unsent->get_int64();
    if (const auto* entries = object.if_contains("entries"); entries && entries->is_array()) {
        for (const auto& entry : entries->get_array()) {
            if (entry.is_string())
                erasure.entries.emplace_back(entry.get_string());
        }
    }
    const auto* isErased = object.if_contains("erased");
    erasure.isErased = isErased && isErased->is_bool() && isErased->get_bool();
    return erasure;
}

/// What was in a key file must not come back from a free block of the disk, as far as we can help.
void overwrite(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return;
    const qint64 size = file.size();
    file.write(QByteArray(static_cast<qsizetype>(std::min<qint64>(size, 1 << 20)), '\0'));
    file.flush();
}

Fault cannotErase(const QString& path)
{
    return Fault{
        FaultCode::forbidden,
        "cannot_erase",
        "The file " + path.toStdString() + " could not be removed.",
        "Close programs that use it, then start Tidemark again: it goes on by itself."};
}

/// All files below a folder, but not the folders themselves.
QStringList filesBelow(const QString& folder)
{
    QStringList files;
    QDirIterator all(
        folder,
        QDir::Files | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot,
        QDirIterator::Subdirectories
    );
    while (all.hasNext())
        files.append(all.next());
    return files;
}

/// The order in which things go: without the keys everything else is noise already.
int rankOf(const QString& name)
{
    if (name.startsWith(QLatin1String("keys.json")) || name == QLatin1String("device.key"))
        return 0;
    if (name.startsWith(QLatin1String("vault")))
        return 1;
    return name.startsWith(QLatin1String("mirror")) ? 2 : 3;
}

} // namespace

Erasure Erasure::clone() const
{
    return {cause, at, server, token.clone(), unsent, entries, isErased};
}

std::optional<Erasure> readErasure(const Home& home)
{
    QFile file(intentPath(home));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray text = file.read(64 * 1024);
    boost::system::error_code failed;
    const auto value =
        json::parse({text.constData(), static_cast<std::size_t>(text.size())}, failed);
    if (failed || !value.is_object())
        return Erasure{.cause = ErasureCause::wipe, .at = Timestamp::now()};
    return erasureFrom(value.get_object());
}

Result<void> writeErasure(const Home& home, const Erasure& erasure)
{
    json::array entries;
    for (const std::string& entry : erasure.entries)
        entries.emplace_back(entry);
    json::object object{
        {"cause", erasure.cause == ErasureCause::wipe ? "wipe" : "signOut"},
        {"at", erasure.at.toString()},
        {"server", erasure.server},
        {"unsent", erasure.unsent},
        {"entries", std::move(entries)},
        {"erased", erasure.isErased}};
    if (!erasure.token.isEmpty())
        object["token"] = erasure.token.reveal();
    return writeDurably(intentPath(home), json::serialize(object) + "\n");
}

void forgetErasure(const Home& home)
{
    QFile::remove(intentPath(home));
    syncFolder(home.data);
}

Result<void> eraseFiles(const Home& home, ErasureCause cause, const ErasureStep& step)
{
    QStringList files = filesBelow(home.data);
    std::stable_sort(files.begin(), files.end(), [](const QString& a, const QString& b) {
        return rankOf(QFileInfo(a).fileName()) < rankOf(QFileInfo(b).fileName());
    });
    files += filesBelow(home.log);
    if (cause == ErasureCause::wipe)
        files += filesBelow(home.config);
    files.removeDuplicates(); // Logs may lie in the data folder.
    const QDir data(home.data);
    const QString kept = data.filePath(QString::fromLatin1(installationFile));
    std::optional<Fault> fault;
    for (const QString& path : files) {
        if (path == intentPath(home) || path == kept)
            continue;
        if (step && !step(path))
            return cannotErase(path);
        if (rankOf(QFileInfo(path).fileName()) == 0)
            overwrite(path);
        if (!QFile::remove(path) && QFile::exists(path) && !fault)
            fault = cannotErase(path); // The rest goes all the same.
    }
    for (const QString& folder : data.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QDir(data.filePath(folder)).removeRecursively();
    syncFolder(home.data);
    return fault ? Result<void>(*fault) : Result<void>();
}

QCoro::Task<void> eraseEntries(Keyring& keyring, std::vector<std::string>& entries)
{
    std::vector<std::string> left;
    for (const std::string& entry : entries) {
        auto gone = Result<void>(Fault{});
        if (keyring.isPresent())
            gone = co_await keyring.remove(QString::fromStdString(entry));
        if (!gone)
            left.push_back(entry);
    }
    entries = std::move(left);
}

std::vector<std::string> keyringEntries(const QString& folder)
{
    // The password of a proxy is as much of the person as the key of their data.
    std::vector<std::string> entries;
    const auto network =
        readConnectionSettings(QDir(folder).filePath(QStringLiteral("connection.json")));
    if (!network || network->proxy.hasSignIn)
        entries.emplace_back(proxyEntry);
    const auto file = readKeyFile(QDir(folder).filePath(QStringLiteral("keys.json")));
    if (file && *file && (*file)->keyring)
        entries.push_back((*file)->keyring->entry);
    return entries;
}

void resumeErasure(const Home& home)
{
    auto erasure = readErasure(home);
    if (!erasure || erasure->isErased)
        return;
    // What stays is met again when the engine goes on with it.
    erasure->isErased = eraseFiles(home, erasure->cause).has_value();
    if (erasure->isErased)
        (void)writeErasure(home, *erasure);
}

} // namespace tidemark::sync
