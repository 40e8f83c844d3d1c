#include "sync/engine/oidc_methods.hpp"

#include "sync/engine/engine.hpp"
#include "sync/engine/installation.hpp"
#include "sync/engine/params.hpp"
#include "sync/session/server_address.hpp"

#include <QSysInfo>

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::chrono::milliseconds patience{20'000}; ///< Well below what callers wait for.

/// `server`, `tenant` and `provider` of a call.
Result<OidcPlace> placeOf(const json::object& params)
{
    Params in(params);
    const std::string typed = in.text("server", 2000);
    OidcPlace place;
    place.tenant = in.text("tenant", 200);
    place.provider = in.text("provider", 80);
    if (in.fault())
        return *in.fault();
    const auto address = serverAddress(typed);
    if (!address)
        return address.error();
    place.server = *address;
    return place;
}

Result<json::object> thisDevice(Engine& engine)
{
    auto id = installationId(engine.home().data);
    if (!id)
        return id.error();
    return json::object{{"id", *id}, {"name", QSysInfo::machineHostName().left(60).toStdString()}};
}

Result<AnswerText> textOf(const Result<json::object>& answer)
{
    if (!answer)
        return answer.error();
    return json::serialize(*answer);
}

} // namespace

OidcMethods::OidcMethods(Engine& engine, LoopbackLimits limits)
    : engine_(engine)
    , flow_(
          engine.http(),
          [&engine](QUrl server, json::object answer) {
              return engine.takeOver(std::move(server), std::move(answer));
          },
          [&engine] { return thisDevice(engine); },
          limits
      )
{
}

void OidcMethods::addTo(MethodTable& table)
{
    using Method = Answer (OidcMethods::*)(Call);
    const auto add = [this, &table](const char* name, Needs needs, Method method) {
        table.add(name, needs, [this, method](Call call) {
            return (this->*method)(std::move(call));
        });
    };
    add("session.oidcProviders", Needs::nothing, &OidcMethods::providers);
    add("session.oidcStart", Needs::openStore, &OidcMethods::start);
    add("session.oidcDevice", Needs::openStore, &OidcMethods::device);
    add("session.oidcWait", Needs::openStore, &OidcMethods::wait);
    add("session.oidcCancel", Needs::nothing, &OidcMethods::cancel);
}

OidcMethods::Answer OidcMethods::providers(Call call)
{
    Params in(call.params);
    const std::string typed = in.text("server", 2000);
    const std::string tenant = in.text("tenant", 200);
    if (in.fault())
        co_return *in.fault();
    const auto address = serverAddress(typed);
    if (!address)
        co_return address.error();
    co_return textOf(co_await flow_.providers(*address, tenant));
}

OidcMethods::Answer OidcMethods::start(Call call)
{
    auto place = placeOf(call.params);
    if (!place)
        co_return place.error();
    co_return textOf(co_await flow_.begin(std::move(*place)));
}

OidcMethods::Answer OidcMethods::device(Call call)
{
    auto place = placeOf(call.params);
    if (!place)
        co_return place.error();
    co_return textOf(co_await flow_.beginByCode(std::move(*place)));
}

OidcMethods::Answer OidcMethods::wait(Call call)
{
    Params in(call.params);
    const std::string flow = in.text("flow", 100);
    if (in.fault())
        co_return *in.fault();
    const auto came = co_await flow_.wait(flow, patience);
    if (!came)
        co_await engine_.heed(came.error());
    co_return textOf(came);
}

OidcMethods::Answer OidcMethods::cancel(Call call)
{
    Params in(call.params);
    const std::string flow = in.text("flow", 100);
    if (in.fault())
        co_return *in.fault();
    flow_.cancel(flow);
    co_return std::string("{}");
}

} // namespace tidemark::sync
