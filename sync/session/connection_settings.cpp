#include "sync/session/connection_settings.hpp"

#include <QFile>
#include <QSaveFile>
#include <QSslCertificate>

#include <boost/json.hpp>

#include <array>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 3> modeNames = {"system", "none", "manual"};
constexpr std::array<std::string_view, 2> kindNames = {"http", "socks5"};
constexpr qint64 fileBytesMax = 1024 * 1024;

Fault unreadable(const QString& path)
{
    return Fault{
        FaultCode::corrupt,
        "connection_settings_unreadable",
        "The connection settings in " + path.toStdString() + " cannot be read.",
        "Delete the file; proxy and trusted certificates are then to be entered again."};
}

std::string textOf(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

QString qtextOf(const json::object& object, std::string_view key)
{
    return QString::fromStdString(textOf(object, key));
}

void readProxy(const json::object& from, ProxySettings& proxy)
{
    proxy.mode = proxyModeOf(textOf(from, "mode")).value_or(ProxyMode::system);
    proxy.kind = proxyKindOf(textOf(from, "kind")).value_or(ProxyKind::http);
    proxy.host = qtextOf(from, "host");
    if (const auto* port = from.if_contains("port"); port && port->is_int64())
        proxy.port = static_cast<quint16>(port->get_int64());
    if (const auto* list = from.if_contains("bypass"); list && list->is_array()) {
        proxy.bypass.clear();
        for (const auto& one : list->get_array()) {
            if (one.is_string())
                proxy.bypass.append(QString::fromStdString(std::string(one.get_string())));
        }
    }
    const auto* signIn = from.if_contains("hasSignIn");
    proxy.hasSignIn = signIn && signIn->is_bool() && signIn->get_bool();
}

json::object toJson(const ProxySettings& proxy)
{
    json::array bypass;
    for (const QString& one : proxy.bypass)
        bypass.emplace_back(one.toStdString());
    return {
        {"mode", nameOf(proxy.mode)},
        {"kind", nameOf(proxy.kind)},
        {"host", proxy.host.toStdString()},
        {"port", proxy.port},
        {"bypass", std::move(bypass)},
        {"hasSignIn", proxy.hasSignIn}};
}

void readPins(const json::object& from, std::map<std::string, Pin>& pins)
{
    for (const auto& [server, value] : from) {
        if (!value.is_object())
            continue;
        const auto& object = value.get_object();
        Pin pin{textOf(object, "fingerprint"), textOf(object, "subject"), {}};
        if (const auto since = Timestamp::parse(textOf(object, "since")))
            pin.since = *since;
        if (!pin.fingerprint.empty())
            pins[std::string(server)] = std::move(pin);
    }
}

} // namespace

std::string_view nameOf(ProxyMode mode)
{
    return modeNames[static_cast<std::size_t>(mode)];
}

std::string_view nameOf(ProxyKind kind)
{
    return kindNames[static_cast<std::size_t>(kind)];
}

std::optional<ProxyMode> proxyModeOf(std::string_view name)
{
    for (std::size_t i = 0; i < modeNames.size(); ++i) {
        if (modeNames[i] == name)
            return static_cast<ProxyMode>(i);
    }
    return std::nullopt;
}

std::optional<ProxyKind> proxyKindOf(std::string_view name)
{
    for (std::size_t i = 0; i < kindNames.size(); ++i) {
        if (kindNames[i] == name)
            return static_cast<ProxyKind>(i);
    }
    return std::nullopt;
}

Result<ConnectionSettings> readConnectionSettings(const QString& path)
{
    QFile file(path);
    ConnectionSettings settings;
    if (!file.exists())
        return settings;
    if (!file.open(QIODevice::ReadOnly) || file.size() > fileBytesMax)
        return unreadable(path);
    const QByteArray text = file.readAll();
    boost::system::error_code failed;
    const auto value =
        json::parse({text.constData(), static_cast<std::size_t>(text.size())}, failed);
    const auto* object = failed ? nullptr : value.if_object();
    if (!object)
        return unreadable(path);
    settings.caFile = qtextOf(*object, "caFile");
    if (const auto* proxy = object->if_contains("proxy"); proxy && proxy->is_object())
        readProxy(proxy->get_object(), settings.proxy);
    if (const auto* pins = object->if_contains("pins"); pins && pins->is_object())
        readPins(pins->get_object(), settings.pins);
    return settings;
}

Result<void> writeConnectionSettings(const QString& path, const ConnectionSettings& settings)
{
    json::object pins;
    for (const auto& [server, pin] : settings.pins) {
        pins[server] = json::object{
            {"fingerprint", pin.fingerprint},
            {"subject", pin.subject},
            {"since", pin.since.toString()}};
    }
    const std::string text = json::serialize(json::object{
        {"caFile", settings.caFile.toStdString()},
        {"proxy", toJson(settings.proxy)},
        {"pins", std::move(pins)}});
    QSaveFile file(path);
    const bool isOpen = file.open(QIODevice::WriteOnly) &&
                        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    const auto size = static_cast<qint64>(text.size());
    if (isOpen && file.write(text.data(), size) == size && file.commit())
        return {};
    return Fault{
        FaultCode::full,
        "connection_settings_unwritable",
        "The connection settings could not be written: " + file.errorString().toStdString() + ".",
        "Make room on the disk, or correct the rights of the data folder."};
}

Result<void> checkConnectionSettings(const ConnectionSettings& settings)
{
    const ProxySettings& proxy = settings.proxy;
    const bool isOdd =
        proxy.host.contains(QLatin1Char('/')) || proxy.host.contains(QLatin1Char('@'));
    if (proxy.mode == ProxyMode::manual && (proxy.host.isEmpty() || isOdd || proxy.port == 0))
        return Fault{
            FaultCode::invalid,
            "bad_proxy",
            "A proxy needs the name of a host and a port.",
            "Enter them as in proxy.example.com and 3128."};
    if (settings.caFile.isEmpty())
        return {};
    const auto found = QSslCertificate::fromPath(
        settings.caFile, QSsl::Pem, QSslCertificate::PatternSyntax::FixedString
    );
    if (!found.isEmpty())
        return {};
    return Fault{
        FaultCode::invalid,
        "ca_file_unusable",
        "There is no certificate in " + settings.caFile.toStdString() + ".",
        "Choose a readable file of certificate authorities in PEM form."};
}

} // namespace tidemark::sync
