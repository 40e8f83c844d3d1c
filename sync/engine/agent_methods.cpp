// The methods of the local API over the engine.
#include "sync/engine/agent_methods.hpp"

#include "sync/engine/installation.hpp"
#include "sync/engine/params.hpp"
#include "sync/engine/platform_call.hpp"
#include "sync/session/about.hpp"
#include "sync/session/server_address.hpp"

#include <QSysInfo>

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

const AnswerText nothing = "{}";

Result<AnswerText> emptyOr(const Result<void>& outcome)
{
    if (!outcome)
        return outcome.error();
    return nothing;
}

Fault workingOffline()
{
    return Fault{
        FaultCode::offline,
        "working_offline",
        "You chose to work offline.",
        "Go online under Sync details, then try again."};
}

QCoro::Task<Result<AnswerText>> faulted(Fault fault)
{
    co_return fault;
}

} // namespace

AgentMethods::AgentMethods(Engine& engine, QObject* parent)
    : QObject(parent)
    , engine_(engine)
    , oidc_(engine)
    , blobs_(engine)
    , conflicts_(engine)
    , lists_(engine.stores())
    , work_(engine)
    , quarantine_(engine)
    , care_(engine)
    , log_(engine)
    , device_(engine)
    , signIn_(engine)
    , typing_(engine)
    , edits_(engine)
{
}

Result<void> AgentMethods::check(Engine& engine, Needs needs)
{
    if (needs == Needs::nothing)
        return {};
    if (!engine.isOpen()) {
        if (engine.storeFault())
            return *engine.storeFault();
        return Fault{
            FaultCode::locked,
            "store_closed",
            "The data on this device is not open yet.",
            "Wait a moment, or unlock Tidemark."};
    }
    if (needs == Needs::signedIn && !engine.profile().isSignedIn())
        return Fault{
            FaultCode::unauthenticated,
            "signed_out",
            "Nobody is signed in on this device.",
            "Sign in."};
    return {};
}

void AgentMethods::add(MethodTable& table, std::string name, Needs needs, Method method)
{
    table.add(std::move(name), needs, [this, method](Call call) {
        return (this->*method)(std::move(call));
    });
}

void AgentMethods::addTo(MethodTable& table)
{
    conflicts_.addTo(table);
    blobs_.addTo(table);
    oidc_.addTo(table);
    add(table, "status.get", Needs::nothing, &AgentMethods::statusGet);
    add(table, "session.about", Needs::nothing, &AgentMethods::sessionAbout);
    add(table, "session.signIn", Needs::openStore, &AgentMethods::sessionSignIn);
    add(table, "session.signOut", Needs::openStore, &AgentMethods::sessionSignOut);
    add(table, "session.user", Needs::nothing, &AgentMethods::sessionUser);
    add(table, "vault.unlock", Needs::nothing, &AgentMethods::vaultUnlock);
    add(table, "vault.create", Needs::nothing, &AgentMethods::vaultCreate);
    add(table, "rows.window", Needs::openStore, &AgentMethods::rowsWindow);
    add(table, "rows.get", Needs::openStore, &AgentMethods::rowsGet);
    add(table, "rows.sum", Needs::openStore, &AgentMethods::rowsSum);
    add(table, "sync.now", Needs::nothing, &AgentMethods::syncNow);
    add(table, "platform.call", Needs::signedIn, &AgentMethods::platformCall);
    add(table, "platform.download", Needs::signedIn, &AgentMethods::platformDownload);
    add(table, "agent.quit", Needs::nothing, &AgentMethods::agentQuit);
    work_.addTo(table);
    quarantine_.addTo(table);
    care_.addTo(table);
    log_.addTo(table);
    device_.addTo(table);
    signIn_.addTo(table);
    typing_.addTo(table);
    edits_.addTo(table);
}

void AgentMethods::addLiveTo(MethodTable& table, NoticeBoard& board)
{
    table.add("live.subscribe", Needs::signedIn, [&board](Call call) -> Answer {
        Params in(call.params);
        const std::string channel = in.text("channel", 200);
        co_return in.fault() ? Result<AnswerText>(*in.fault())
                             : emptyOr(board.subscribe(call.connection, channel));
    });
    table.add("live.unsubscribe", Needs::nothing, [&board](Call call) -> Answer {
        Params in(call.params);
        const std::string channel = in.text("channel", 200);
        if (in.fault())
            co_return *in.fault();
        board.unsubscribe(call.connection, channel);
        co_return nothing;
    });
    table.add("presence.say", Needs::signedIn, [&board](Call call) -> Answer {
        Params in(call.params);
        const std::string channel = in.text("channel", 200);
        const std::string field = in.optionalText("field", 200);
        co_return in.fault() ? Result<AnswerText>(*in.fault())
                             : emptyOr(board.presence().say(channel, field));
    });
}

AgentMethods::Answer AgentMethods::statusGet(Call)
{
    co_return json::serialize(toJson(engine_.status()));
}

AgentMethods::Answer AgentMethods::sessionAbout(Call call)
{
    Params in(call.params);
    const std::string typed = in.text("server", 2000);
    if (in.fault())
        co_return *in.fault();
    const auto address = serverAddress(typed);
    if (!address)
        co_return address.error();
    const auto about = co_await askAbout(engine_.http(), *address);
    if (!about)
        co_return about.error();
    json::object answer = about->body;
    answer["reachable"] = true;
    answer["clockSkewSeconds"] = about->clockSkewSeconds;
    co_return json::serialize(answer);
}

AgentMethods::Answer AgentMethods::sessionSignIn(Call call)
{
    Params in(call.params);
    SignInRequest request;
    request.server = in.text("server", 2000);
    request.credentials.tenant = in.text("tenant", 200);
    request.credentials.login = in.text("login", 320);
    request.credentials.password = Secret(in.text("password", 4096));
    request.credentials.deviceName = QSysInfo::machineHostName().left(60).toStdString();
    if (in.fault())
        co_return *in.fault();
    auto device = installationId(engine_.home().data);
    if (!device)
        co_return device.error();
    request.credentials.deviceId = std::move(*device);
    const auto user = co_await engine_.signIn(std::move(request));
    if (!user)
        co_return user.error();
    co_return json::serialize(json::object{{"user", toJson(*user)}});
}

AgentMethods::Answer AgentMethods::sessionSignOut(Call call)
{
    Params in(call.params);
    const bool discards = in.flag("discardPending");
    if (in.fault())
        co_return *in.fault();
    co_return emptyOr(co_await engine_.signOut(discards));
}

AgentMethods::Answer AgentMethods::sessionUser(Call)
{
    const auto& user = engine_.profile().user();
    if (!engine_.profile().isSignedIn() || !user)
        co_return std::string("null");
    co_return json::serialize(json::object{{"user", toJson(*user)}});
}

AgentMethods::Answer AgentMethods::vaultUnlock(Call call)
{
    Params in(call.params);
    Secret passphrase(in.optionalText("passphrase", 4096));
    if (in.fault())
        co_return *in.fault();
    co_return emptyOr(co_await engine_.unlock(std::move(passphrase)));
}

AgentMethods::Answer AgentMethods::vaultCreate(Call call)
{
    Params in(call.params);
    Secret passphrase(in.text("passphrase", 4096));
    if (in.fault())
        co_return *in.fault();
    co_return emptyOr(co_await engine_.createPassphrase(std::move(passphrase)));
}

AgentMethods::Answer AgentMethods::rowsWindow(Call call)
{
    auto query = rowQueryOf(call.params, true);
    if (!query)
        co_return query.error();
    const auto read = [query = std::move(*query)](DeskStore& desk) {
        return desk.windows.window(query);
    };
    const auto window = co_await engine_.stores().desk(read);
    if (!window)
        co_return window.error();
    lists_.windowWasRead();
    std::string answer = "{\"total\":" + std::to_string(window->total) +
                         ",\"offset\":" + std::to_string(window->offset) + ",\"cut\":\"" +
                         std::to_string(window->cut) + "\",\"rows\":";
    answer.reserve(answer.size() + window->rows.size() + 1);
    answer += window->rows;
    answer += '}';
    co_return answer;
}

AgentMethods::Answer AgentMethods::rowsGet(Call call)
{
    Params in(call.params);
    const std::string entity = in.text("entity", 80);
    const Uuid id = in.id("id");
    if (in.fault())
        co_return *in.fault();
    const auto read = [entity, id](DeskStore& desk) { return desk.windows.get(entity, id); };
    co_return co_await engine_.stores().desk(read);
}

AgentMethods::Answer AgentMethods::rowsSum(Call call)
{
    Params in(call.params);
    const std::string field = in.text("field", 80);
    auto query = rowQueryOf(call.params, false);
    if (in.fault())
        co_return *in.fault();
    if (!query)
        co_return query.error();
    const auto read = [query = std::move(*query), field](DeskStore& desk) {
        return desk.windows.sum(query, field);
    };
    const auto sum = co_await engine_.stores().desk(read);
    if (!sum)
        co_return sum.error();
    co_return "{\"sum\":" + json::serialize(json::value(sum->sum)) +
        ",\"count\":" + std::to_string(sum->count) + "}";
}

AgentMethods::Answer AgentMethods::syncNow(Call)
{
    engine_.syncNow();
    co_return nothing;
}

AgentMethods::Answer AgentMethods::platformCall(Call call)
{
    auto request = platformRequestOf(call.params);
    if (!request)
        return faulted(request.error());
    if (engine_.isPaused())
        return faulted(workingOffline());
    return callPlatform(engine_.profile().session(), std::move(*request));
}

AgentMethods::Answer AgentMethods::platformDownload(Call call)
{
    Params in(call.params);
    const auto file = QString::fromStdString(in.text("file", 4000));
    if (in.fault())
        return faulted(*in.fault());
    call.params["method"] = "GET";
    auto request = platformRequestOf(call.params);
    if (!request)
        return faulted(request.error());
    if (engine_.isPaused())
        return faulted(workingOffline());
    return downloadFromPlatform(engine_.profile().session(), std::move(*request), file);
}

AgentMethods::Answer AgentMethods::agentQuit(Call)
{
    Q_EMIT quitWanted();
    co_return nothing;
}

} // namespace tidemark::sync
