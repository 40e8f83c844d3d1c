// Keeping the id of this installation.
#include "sync/engine/installation.hpp"

#include "models/core/uuid.hpp"
#include "sync/keys/durable_file.hpp"

#include <QDir>
#include <QFile>

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

QString pathIn(const QString& folder)
{
    return QDir(folder).filePath(QString::fromLatin1(installationFile));
}

} // namespace

Result<std::string> installationId(const QString& folder)
{
    const QString path = pathIn(folder);
    QFile file(path);
    if (file.open(QIODevice::ReadOnly)) {
        const QByteArray text = file.read(1024);
        boost::system::error_code failed;
        const auto value =
            json::parse({text.constData(), static_cast<std::size_t>(text.size())}, failed);
        const auto* object = failed ? nullptr : value.if_object();
        const auto* id = object ? object->if_contains("id") : nullptr;
        if (id && id->is_string()) {
            if (const auto known = Uuid::parse(id->get_string()))
                return known->toString();
        }
    }
    std::string made = Uuid::make().toString();
    const auto written = writeDurably(path, json::serialize(json::object{{"id", made}}) + "\n");
    if (!written)
        return written.error();
    return made;
}

void forgetInstallation(const QString& folder)
{
    QFile::remove(pathIn(folder));
}

} // namespace tidemark::sync
