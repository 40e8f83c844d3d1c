#include "sync/engine/connection_methods.hpp"

#include "sync/engine/params.hpp"
#include "sync/session/server_address.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

const AnswerText nothing = "{}";
constexpr std::size_t mostBypassed = 100;

json::object toJson(const ProxySettings& proxy, const QString& user)
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
        {"user", user.toStdString()},
        {"hasPassword", !user.isEmpty()}};
}

json::array toJson(const std::map<std::string, Pin>& pins)
{
    json::array list;
    for (const auto& [server, pin] : pins)
        list.push_back(json::object{
            {"server", server},
            {"fingerprint", pin.fingerprint},
            {"subject", pin.subject},
            {"since", pin.since.toString()}});
    return list;
}

/// The `proxy` of `connection.set`.
ProxySettings proxyOf(Params& in)
{
    ProxySettings proxy;
    const auto mode = proxyModeOf(in.text("mode", 20));
    const auto kind = proxyKindOf(in.text("kind", 20));
    if (!mode)
        in.refuse("mode", "is one of system, none, manual");
    if (!kind)
        in.refuse("kind", "is http or socks5");
    proxy.mode = mode.value_or(ProxyMode::system);
    proxy.kind = kind.value_or(ProxyKind::http);
    proxy.host = QString::fromStdString(in.optionalText("host", 255)).trimmed();
    const std::int64_t port = in.integer("port");
    if (port > 65535)
        in.refuse("port", "is at most 65535");
    proxy.port = static_cast<quint16>(port);
    proxy.bypass.clear();
    for (const auto& one : in.optionalArray("bypass", mostBypassed)) {
        if (one.is_string() && one.get_string().size() <= 255)
            proxy.bypass.append(QString::fromStdString(std::string(one.get_string())).trimmed());
        else
            in.refuse("bypass", "is a list of hosts");
    }
    return proxy;
}

} // namespace

void ConnectionMethods::addTo(MethodTable& table)
{
    using Method = Answer (ConnectionMethods::*)(Call);
    const auto add = [&](const char* name, Method method) {
        table.add(name, Needs::nothing, [this, method](Call call) {
            return (this->*method)(std::move(call));
        });
    };
    add("connection.get", &ConnectionMethods::get);
    add("connection.set", &ConnectionMethods::set);
    add("connection.certificate", &ConnectionMethods::certificate);
    add("connection.trust", &ConnectionMethods::trust);
    add("connection.forget", &ConnectionMethods::forget);
}

ConnectionMethods::Answer ConnectionMethods::get(Call)
{
    co_await reach_.ready();
    const ConnectionSettings& settings = reach_.settings();
    const auto& fault = reach_.fault();
    co_return json::serialize(json::object{
        {"caFile", settings.caFile.toStdString()},
        {"proxy", toJson(settings.proxy, reach_.proxyUser())},
        {"pins", toJson(settings.pins)},
        {"problem", fault ? json::value(fault->cause) : json::value(nullptr)}});
}

ConnectionMethods::Answer ConnectionMethods::set(Call call)
{
    Params in(call.params);
    const auto caFile = QString::fromStdString(in.optionalText("caFile", 4096));
    const auto* given = call.params.if_contains("proxy");
    if (!given || !given->is_object())
        in.refuse("proxy", "is missing");
    if (in.fault())
        co_return *in.fault();
    Params inProxy(given->get_object());
    ProxySettings proxy = proxyOf(inProxy);
    std::optional<ProxySignIn> signIn;
    const auto user = QString::fromStdString(inProxy.optionalText("user", 200));
    const bool isSame = user == reach_.proxyUser() && !given->get_object().contains("password");
    if (!isSame)
        signIn = ProxySignIn{user, Secret(inProxy.optionalText("password", 1000))};
    if (inProxy.fault())
        co_return *inProxy.fault();
    const auto kept = co_await reach_.choose(caFile, std::move(proxy), std::move(signIn));
    if (!kept)
        co_return kept.error();
    co_return json::serialize(json::object{{"isPasswordKept", *kept}});
}

ConnectionMethods::Answer ConnectionMethods::certificate(Call call)
{
    Params in(call.params);
    const std::string typed = in.text("server", 2000);
    if (in.fault())
        co_return *in.fault();
    const auto server = serverAddress(typed);
    if (!server)
        co_return server.error();
    const CertificateFacts* shown = reach_.lastShown(*server);
    if (!shown)
        co_return Fault{
            FaultCode::notFound,
            "no_certificate",
            "This server has not shown a certificate yet.",
            "Ask what is there first."};
    json::object answer = toJson(*shown);
    const Pin* pin = reach_.pinOf(*server);
    answer["server"] = originOf(*server);
    answer["pinned"] = pin ? json::value(pin->fingerprint) : json::value(nullptr);
    co_return json::serialize(answer);
}

ConnectionMethods::Answer ConnectionMethods::trust(Call call)
{
    Params in(call.params);
    const std::string typed = in.text("server", 2000);
    const std::string fingerprint = in.text("fingerprint", 200);
    if (in.fault())
        co_return *in.fault();
    const auto server = serverAddress(typed);
    if (!server)
        co_return server.error();
    const auto trusted = reach_.trust(*server, fingerprint);
    if (!trusted)
        co_return trusted.error();
    co_return nothing;
}

ConnectionMethods::Answer ConnectionMethods::forget(Call call)
{
    Params in(call.params);
    const std::string typed = in.text("server", 2000);
    if (in.fault())
        co_return *in.fault();
    const auto server = serverAddress(typed);
    if (!server)
        co_return server.error();
    const auto forgotten = reach_.forget(*server);
    if (!forgotten)
        co_return forgotten.error();
    co_return nothing;
}

} // namespace tidemark::sync
