#include "sync/engine/support_bundle.hpp"

#include "sync/engine/sync_events.hpp"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSysInfo>
#include <QUrl>

#include <boost/json.hpp>

#include <algorithm>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr qint64 logBytesMost = 64 * 1024;
constexpr std::size_t pendingMost = 200;

std::string section(std::string_view name)
{
    return "\n== " + std::string(name) + "\n";
}

std::string versions()
{
    return section("versions") + "tidemark " +
           QCoreApplication::applicationVersion().toStdString() + "\nsystem " +
           QSysInfo::prettyProductName().toStdString() + "\narchitecture " +
           QSysInfo::currentCpuArchitecture().toStdString() + "\nqt " + qVersion() + "\n";
}

std::string checks(const std::vector<Check>& all)
{
    std::string text = section("checks");
    for (const Check& check : all) {
        text += std::string(nameOf(check.state)) + " " + check.id + ": " + check.detail + "\n";
        if (!check.nextStep.empty())
            text += "   " + check.nextStep + "\n";
    }
    return text;
}

std::string scopes(const StoreCondition& stores)
{
    std::string text = section("scopes");
    for (const ScopeState& scope : stores.scopes)
        text += json::serialize(toJson(scope, 0)) + "\n";
    return text;
}

/// Names of fields, not what stands in them.
std::string pending(const std::vector<PendingMutation>& all)
{
    std::string text = section("pending");
    text += std::to_string(all.size()) + " in all\n";
    for (std::size_t i = 0; i < std::min(all.size(), pendingMost); ++i) {
        const PendingMutation& item = all[i];
        text += std::to_string(item.mid) + " " + item.mutation.name + " " +
                std::string(nameOf(item.state)) + ", attempts " + std::to_string(item.attempts) +
                ", since " + item.createdAt.toString();
        for (const PushOp& op : item.mutation.ops) {
            text += "; " + std::string(nameOf(op.kind)) + " " + op.entity;
            for (const auto& [field, value] : op.set)
                text += " " + std::string(field);
            if (item.mutation.ops.size() > 3)
                break;
        }
        if (item.error)
            text += "; " + item.error->reason;
        text += "\n";
    }
    return text;
}

std::string events(const std::vector<SyncEvent>& all)
{
    std::string text = section("events");
    for (const SyncEvent& event : all)
        text += event.at.toString() + " " + std::string(nameOf(event.level)) + " " +
                std::string(nameOf(event.kind)) + " " + lineOf(event) + "\n";
    return text;
}

constexpr std::string_view lineStart = R"({"at":")";

/// Each line of the log begins with its time, in a form that sorts.
std::string linesSince(std::string text, const std::optional<Timestamp>& since)
{
    if (!since)
        return text;
    const std::string from = since->toString().substr(0, 19);
    std::string kept;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        if (end - at < lineStart.size() + from.size())
            break;
        if (text.compare(at + lineStart.size(), from.size(), from) >= 0)
            kept.append(text, at, end - at);
        at = end;
    }
    return kept;
}

std::string log(const Home& home, const std::optional<Timestamp>& since)
{
    QFile file(home.log + QStringLiteral("/agent.log"));
    std::string text = section("log");
    if (!file.open(QIODevice::ReadOnly))
        return text + "not readable\n";
    if (file.size() > logBytesMost)
        file.seek(file.size() - logBytesMost);
    const QByteArray tail = file.readAll();
    const auto first = file.size() > logBytesMost ? tail.indexOf('\n') + 1 : 0;
    return text + linesSince(tail.mid(first).toStdString(), since);
}

void replaceAll(std::string& text, const std::string& what, std::string_view by)
{
    if (what.size() < 2)
        return;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

/// Quoted as in JSON, without the quotes: so a name with special letters is found too.
std::string asJson(const std::string& text)
{
    const std::string quoted = json::serialize(json::value(text));
    return quoted.substr(1, quoted.size() - 2);
}

void redact(std::string& text, const BundleParts& parts)
{
    const auto hide = [&text](const std::string& what, std::string_view by) {
        replaceAll(text, what, by);
        replaceAll(text, asJson(what), by);
    };
    for (const ScopeState& scope : parts.stores.scopes)
        hide(scope.grant.name, "<scope " + std::to_string(scope.grant.scope) + ">");
    if (const auto& user = parts.status.user) {
        hide(user->displayName, "<person>");
        hide(user->login, "<login>");
        hide(user->id, "<person id>");
        hide(user->organizationName.value_or(""), "<organization>");
        hide(user->organizationId.value_or(""), "<organization id>");
        hide(user->department, "<department>");
        hide(user->tenant.name, "<tenant>");
    }
    const QUrl server(QString::fromStdString(parts.status.server));
    hide(parts.status.server, "<server>");
    hide(server.host().toStdString(), "<host>");
    for (const QString& path : {parts.home.data, parts.home.config, parts.home.run, parts.home.log})
        hide(path.toStdString(), "<folder>");
    hide(QDir::homePath().toStdString(), "<home>");
    hide(QSysInfo::machineHostName().toStdString(), "<device>");
}

} // namespace

std::string bundleOf(const BundleParts& parts, bool isRedacted, const std::set<std::string>& wanted)
{
    const auto isWanted = [&](const char* part) { return wanted.empty() || wanted.contains(part); };
    std::string text = "Tidemark support bundle, " + Timestamp::now().toString() +
                       (isRedacted ? ", redacted\n" : ", NOT redacted\n");
    text += versions();
    if (isWanted("status"))
        text += section("status") + json::serialize(toJson(parts.status)) + "\n";
    if (isWanted("checks"))
        text += checks(parts.checks);
    if (isWanted("scopes"))
        text += scopes(parts.stores);
    if (isWanted("pending"))
        text += pending(parts.pending);
    if (isWanted("events"))
        text += events(parts.events);
    if (isWanted("log"))
        text += log(parts.home, parts.since);
    if (isRedacted)
        redact(text, parts);
    return text;
}

} // namespace tidemark::sync
