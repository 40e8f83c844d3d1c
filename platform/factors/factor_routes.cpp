#include "platform/factors/factor_routes.hpp"

#include "models/core/json_reader.hpp"
#include "platform/factors/factor_rule.hpp"
#include "platform/limits/retry_after.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace tidemark::platform {
namespace {

constexpr std::size_t longestCode = 64;
constexpr std::size_t mostRoles = 200;

constexpr std::string_view passwordSql =
    "SELECT coalesce(p.hash, '') FROM app.user u LEFT JOIN app.user_password p"
    " ON p.tenant_id = u.tenant_id AND p.user_id = u.id WHERE u.id = $1::uuid";

class FactorRoutes {
public:
    FactorRoutes(Database& database, Sessions& sessions, FactorBook& factors)
        : database_(database)
        , sessions_(sessions)
        , factors_(factors)
    {
    }

    asio::awaitable<Response> show(Request& request) const;
    asio::awaitable<Response> enrol(Request& request) const;
    asio::awaitable<Response> confirm(Request& request) const;
    asio::awaitable<Response> renewCodes(Request& request) const;
    asio::awaitable<Response> turnOff(Request& request) const;
    asio::awaitable<Response> reset(Request& request) const;
    asio::awaitable<Response> showRule(Request& request) const;
    asio::awaitable<Response> setRule(Request& request) const;

private:
    asio::awaitable<Result<void>> provePassword(const Request& request, Secret password) const;

    Database& database_;
    Sessions& sessions_;
    FactorBook& factors_;
};

/// One member of the body that is a code.
Result<std::string> readCode(const Request& request)
{
    auto body = request.jsonBody();
    if (!body)
        return body.error();
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "code");
    std::string code = in.text("code", longestCode);
    if (in.fault())
        return *in.fault();
    return code;
}

Response codesAnswer(const std::vector<std::string>& codes)
{
    boost::json::array list;
    for (const std::string& code : codes)
        list.emplace_back(code);
    boost::json::object body;
    body["recoveryCodes"] = std::move(list);
    return json(200, body);
}

asio::awaitable<Response> FactorRoutes::show(Request& request) const
{
    auto state = co_await factors_.stateOf(request.actor->tenancy);
    if (!state)
        co_return problem(state.error(), request.requestId);
    boost::json::object body;
    body["on"] = state->isOn;
    body["since"] = nullptr;
    if (state->isOn)
        body["since"] = state->since;
    body["required"] = state->isRequired;
    body["recoveryCodesLeft"] = state->recoveryCodesLeft;
    co_return json(200, body);
}

asio::awaitable<Response> FactorRoutes::enrol(Request& request) const
{
    const Actor& actor = *request.actor;
    std::string issuer = "Tidemark " + actor.tenantName;
    auto factor = co_await factors_.enrol(actor.tenancy, std::move(issuer), actor.login);
    if (!factor)
        co_return problem(factor.error(), request.requestId);
    boost::json::object body;
    body["secret"] = factor->secret;
    body["uri"] = factor->uri;
    co_return json(200, body);
}

asio::awaitable<Response> FactorRoutes::confirm(Request& request) const
{
    auto code = readCode(request);
    if (!code)
        co_return problem(code.error(), request.requestId);
    const AuditOrigin origin = AuditOrigin::of(request);
    auto codes = co_await factors_.confirm(request.actor->tenancy, origin, std::move(*code));
    if (!codes)
        co_return refusal(codes.error(), request.requestId);
    sessions_.forget(request.actor->sessionId); // What it owed is done.
    co_return codesAnswer(*codes);
}

asio::awaitable<Response> FactorRoutes::renewCodes(Request& request) const
{
    auto code = readCode(request);
    if (!code)
        co_return problem(code.error(), request.requestId);
    const AuditOrigin origin = AuditOrigin::of(request);
    auto codes = co_await factors_.renewCodes(request.actor->tenancy, origin, std::move(*code));
    if (!codes)
        co_return refusal(codes.error(), request.requestId);
    co_return codesAnswer(*codes);
}

asio::awaitable<Response> FactorRoutes::turnOff(Request& request) const
{
    auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "second factor");
    Secret password(in.text("password"));
    std::string code = in.text("code", longestCode);
    if (in.fault())
        co_return problem(*in.fault(), request.requestId);
    auto proven = co_await provePassword(request, std::move(password));
    if (!proven)
        co_return refusal(proven.error(), request.requestId);
    const AuditOrigin origin = AuditOrigin::of(request);
    auto off = co_await factors_.turnOff(request.actor->tenancy, origin, std::move(code));
    if (!off)
        co_return refusal(off.error(), request.requestId);
    co_return noContent();
}

asio::awaitable<Result<void>>
FactorRoutes::provePassword(const Request& request, Secret password) const
{
    auto wait = co_await factors_.takeTurn(request.actor->tenancy);
    if (!wait)
        co_return wait.error();
    if (wait->count() > 0)
        co_return tooManyCodes(*wait);
    Params who = {request.actor->userId.toString()};
    auto rows = co_await database_.read(request.actor->tenancy, passwordSql, std::move(who));
    if (!rows)
        co_return rows.error();
    std::string hash(rows->text(0, 0));
    if (co_await sessions_.passwords().isRight(password, std::move(hash)))
        co_return Result<void>();
    co_return Fault{
        FaultCode::invalid,
        "wrong_password",
        "The password is not right.",
        "Type the password that you sign in with."};
}

/// The same answer for a foreign user as for none.
asio::awaitable<Response> FactorRoutes::reset(Request& request) const
{
    const Fault nobody{
        FaultCode::notFound,
        "no_such_row",
        "There is no user with this id.",
        "Open the list again."};
    const auto id = request.pathId();
    if (!id)
        co_return problem(nobody, request.requestId);
    auto done = co_await factors_.reset(request.actor, AuditOrigin::of(request), *id);
    if (!done)
        co_return problem(done.error(), request.requestId);
    co_return noContent();
}

asio::awaitable<Response> FactorRoutes::showRule(Request& request) const
{
    auto rule = co_await readFactorRule(database_, request.actor->tenancy);
    if (!rule)
        co_return problem(rule.error(), request.requestId);
    co_return json(200, toJson(*rule));
}

asio::awaitable<Response> FactorRoutes::setRule(Request& request) const
{
    auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const boost::json::value value(std::move(*body));
    JsonReader in(value, "second factor rule");
    FactorRule rule;
    const auto required = factorRequirementOf(in.text("required", longestCode));
    if (!required)
        in.refuse("required", "is one of nobody, roles, everyone");
    else
        rule.required = *required;
    if (in.has("roles")) {
        const boost::json::array& roles = in.array("roles");
        if (roles.size() > mostRoles)
            in.refuse("roles", "has too many");
        for (const boost::json::value& role : roles) {
            const auto* text = role.if_string();
            const auto id = Uuid::parse(text ? std::string_view(*text) : std::string_view());
            if (!id)
                in.refuse("roles", "holds ids of roles");
            else
                rule.roles.push_back(*id);
        }
    }
    if (rule.required == FactorRule::Required::roles && rule.roles.empty())
        in.refuse("roles", "names at least one, or nobody would have to");
    if (in.fault())
        co_return problem(*in.fault(), request.requestId);
    const AuditOrigin origin = AuditOrigin::of(request);
    auto set = co_await writeFactorRule(database_, request.actor->tenancy, origin, std::move(rule));
    if (!set)
        co_return problem(set.error(), request.requestId);
    co_return noContent();
}

} // namespace

void addFactorRoutes(Router& router, Database& database, Sessions& sessions, FactorBook& factors)
{
    const auto routes = std::make_shared<FactorRoutes>(database, sessions, factors);
    using Answer = asio::awaitable<Response> (FactorRoutes::*)(Request&) const;
    const auto add = [&](Method method, const char* path, Access access, Answer answer) {
        router.add(method, path, std::move(access), [routes, answer](Request& request) {
            return (*routes.*answer)(request);
        });
    };
    const Access own = Access::signedIn().alsoOwing(Owed::secondFactor);
    add(Method::get, "me/second-factor", own, &FactorRoutes::show);
    add(Method::post, "me/second-factor/enrol", own, &FactorRoutes::enrol);
    add(Method::post, "me/second-factor/confirm", own, &FactorRoutes::confirm);
    add(Method::post,
        "me/second-factor/recovery-codes",
        Access::signedIn(),
        &FactorRoutes::renewCodes);
    add(Method::post, "me/second-factor/off", Access::signedIn(), &FactorRoutes::turnOff);
    add(Method::post,
        "users/{id}/second-factor/reset",
        Access::to("user:admin"),
        &FactorRoutes::reset);
    add(Method::get, "access/second-factor", Access::to("tenant:read"), &FactorRoutes::showRule);
    add(Method::put, "access/second-factor", Access::to("tenant:update"), &FactorRoutes::setRule);
}

} // namespace tidemark::platform
