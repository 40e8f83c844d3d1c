#include "platform/signin/session_routes.hpp"

#include "platform/http/sql_answer.hpp"

#include <boost/json/object.hpp>

namespace tidemark::platform {
namespace {

const std::string& isAlive()
{
    static const std::string condition =
        "s.revoked_at IS NULL AND s.expires_at > now() AND s.active_at > now() - make_interval("
        "mins => (SELECT session_timeout_minutes::int FROM app.tenant WHERE tenant_id = $1::int))";
    return condition;
}

/// `{devices:[{…, sessions:[…]}]}` of user $2, seen from session $3; of organization $4 only.
std::string devicesSql()
{
    const std::string session =
        "jsonb_build_object('id', s.id, 'openedAt', " + utcText("s.created_at") + ", 'usedAt', " +
        utcText("s.used_at") + ", 'activeAt', " + utcText("s.active_at") + ", 'expiresAt', " +
        utcText("s.expires_at") +
        ", 'address', s.address, 'method', s.method, 'isCurrent', s.id = $3::uuid)";
    return "SELECT jsonb_build_object('devices', coalesce(jsonb_agg(one.device ORDER BY"
           " one.seen_at DESC), '[]'))::text FROM (SELECT d.seen_at, jsonb_build_object('id', d.id,"
           " 'name', d.name, 'agent', d.agent, 'address', d.address, 'firstSeenAt', " +
           utcText("d.first_seen_at") + ", 'seenAt', " + utcText("d.seen_at") +
           ", 'wipe', CASE WHEN d.wipe_requested_at IS NOT NULL THEN"
           " jsonb_build_object('requestedAt', " +
           utcText("d.wipe_requested_at") + ", 'wipedAt', " + utcText("d.wiped_at") +
           ") END, 'sessions', coalesce((SELECT jsonb_agg(" + session +
           " ORDER BY s.used_at DESC) FROM app.session s WHERE s.tenant_id = $1::int"
           " AND s.user_id = d.user_id AND s.device_id = d.id AND " +
           isAlive() +
           "), '[]')) AS device FROM app.device d WHERE d.tenant_id = $1::int"
           " AND d.user_id = $2::uuid) one HAVING EXISTS (SELECT FROM app.user u"
           " WHERE u.id = $2::uuid AND ($4::uuid IS NULL OR u.organization_id = $4::uuid))";
}

/// All living sessions, newest activity first, of organization $4 if given; $2 searches, $3 is
/// one's own session.
std::string sessionsSql()
{
    return "SELECT jsonb_build_object('id', s.id, 'userId', u.id, 'login', u.login, 'user',"
           " u.display_name, 'deviceId', d.id, 'device', s.device_name, 'wipeRequested',"
           " d.wipe_requested_at IS NOT NULL, 'address', s.address, 'agent', s.agent, 'method',"
           " s.method, 'openedAt', " +
           utcText("s.created_at") + ", 'activeAt', " + utcText("s.active_at") + ", 'expiresAt', " +
           utcText("s.expires_at") +
           ", 'isCurrent', s.id = $3::uuid) AS item FROM app.session s"
           " JOIN app.user u ON u.tenant_id = s.tenant_id AND u.id = s.user_id"
           " LEFT JOIN app.device d ON d.tenant_id = s.tenant_id AND d.user_id = s.user_id"
           " AND d.id = s.device_id WHERE s.tenant_id = $1::int AND " +
           isAlive() +
           " AND ($2 = '' OR strpos(lower(u.login || ' ' || u.display_name || ' ' ||"
           " s.device_name), lower($2)) > 0) AND ($4::uuid IS NULL OR u.organization_id ="
           " $4::uuid) ORDER BY s.active_at DESC, s.id";
}

/// Attempts, newest first: of user $2 or all, successful, failed or both by $3, searched by $4, of
/// users of organization $5.
std::string attemptsSql()
{
    return "SELECT jsonb_build_object('id', a.id, 'at', " + utcText("a.at") +
           ", 'userId', a.user_id, 'user', u.display_name, 'login', a.login, 'success', a.success,"
           " 'reason', a.reason, 'method', a.method, 'address', a.address, 'device', a.device,"
           " 'agent', a.agent) AS item FROM app.sign_in_attempt a"
           " LEFT JOIN app.user u ON u.tenant_id = a.tenant_id AND u.id = a.user_id"
           " WHERE a.tenant_id = $1::int AND ($2::uuid IS NULL OR a.user_id = $2::uuid)"
           " AND ($3::boolean IS NULL OR a.success = $3::boolean)"
           " AND ($4 = '' OR strpos(a.login || ' ' || a.address, lower($4)) > 0)"
           " AND ($5::uuid IS NULL OR u.organization_id = $5::uuid)"
           " ORDER BY a.at DESC, a.id";
}

/// The id in the path, or one that nothing has.
Uuid idIn(const Request& request, std::string_view name = "id")
{
    const auto id = request.pathId(name);
    return id ? *id : Uuid{};
}

std::string tenantOf(const Request& request)
{
    return std::to_string(request.actor->tenancy.tenant);
}

Response counted(const Result<int>& ended, const Request& request)
{
    if (!ended)
        return problem(ended.error(), request.requestId);
    boost::json::object body;
    body["ended"] = *ended;
    return json(200, body);
}

Response onlyOne(const Result<int>& ended, const Request& request)
{
    const bool isThere = ended || ended.error().code != FaultCode::notFound;
    if (!ended && isThere)
        return problem(ended.error(), request.requestId);
    if (isThere && *ended > 0)
        return noContent();
    const Fault nothing{
        FaultCode::notFound,
        "no_such_row",
        "There is no session with this id.",
        "Open the list again."};
    return problem(nothing, request.requestId);
}

asio::awaitable<Response> attempts(Database& database, const Request& request, bool isOwn)
{
    std::optional<std::string> user;
    if (isOwn)
        user = request.actor->userId.toString();
    else if (const auto asked = request.query("user")) {
        const auto id = Uuid::parse(*asked);
        user = id ? id->toString() : Uuid{}.toString();
    }
    std::optional<std::string> success;
    if (const auto asked = request.query("success"))
        success = *asked == "true" ? "true" : "false";
    Params params = {
        tenantOf(request),
        user,
        success,
        std::string(request.query("search").value_or("")),
        isOwn ? std::nullopt : organizationOf(*request.actor)};
    return sqlListAnswer(database, request, attemptsSql(), std::move(params));
}

class SessionRoutes {
public:
    SessionRoutes(Database& database, SessionBook& book)
        : database_(database)
        , book_(book)
    {
    }

    asio::awaitable<Response> devices(const Request& request, Uuid user) const
    {
        Params params = {
            tenantOf(request),
            user.toString(),
            request.actor->sessionId.toString(),
            organizationOf(*request.actor)};
        return sqlAnswer(database_, request, devicesSql(), std::move(params));
    }

    asio::awaitable<Response> devicesOf(Request& request) const
    {
        return devices(request, idIn(request));
    }

    asio::awaitable<Response> all(Request& request) const
    {
        Params params = {
            tenantOf(request),
            std::string(request.query("search").value_or("")),
            request.actor->sessionId.toString(),
            organizationOf(*request.actor)};
        return sqlListAnswer(database_, request, sessionsSql(), std::move(params));
    }

    asio::awaitable<Response> endOne(Request& request, bool isOwn) const
    {
        EndedSessions which;
        which.sessionId = idIn(request);
        if (isOwn) {
            which.userId = request.actor->userId;
            which.reason = "own_choice";
        } else {
            which.by = request.actor;
        }
        const auto ended =
            co_await book_.end(request.actor->tenancy, AuditOrigin::of(request), which);
        co_return onlyOne(ended, request);
    }

    asio::awaitable<Response> endOthers(Request& request) const
    {
        EndedSessions which;
        which.userId = request.actor->userId;
        which.except = request.actor->sessionId;
        which.reason = "own_choice";
        const auto ended =
            co_await book_.end(request.actor->tenancy, AuditOrigin::of(request), which);
        co_return counted(ended, request);
    }

    asio::awaitable<Response> endAllOf(Request& request) const
    {
        EndedSessions which;
        which.userId = idIn(request);
        which.by = request.actor;
        const auto ended =
            co_await book_.end(request.actor->tenancy, AuditOrigin::of(request), which);
        co_return counted(ended, request);
    }

    asio::awaitable<Response> wipe(Request& request, Uuid user) const
    {
        const auto device = request.pathId("device");
        if (!device)
            co_return problem(device.error(), request.requestId);
        const auto wiped =
            co_await book_.wipe(request.actor, AuditOrigin::of(request), user, *device);
        if (!wiped)
            co_return problem(wiped.error(), request.requestId);
        co_return noContent();
    }

private:
    Database& database_;
    SessionBook& book_;
};

} // namespace

void addSessionRoutes(Router& router, Database& database, SessionBook& book)
{
    const SessionRoutes routes(database, book);
    const auto mine = [routes](Request& request) {
        return routes.devices(request, request.actor->userId);
    };
    const auto endMine = [routes](Request& request) { return routes.endOne(request, true); };
    const auto wipeMine = [routes](Request& request) {
        return routes.wipe(request, request.actor->userId);
    };
    const auto wipeOf = [routes](Request& request) { return routes.wipe(request, idIn(request)); };
    const auto ownAttempts = [&database](Request& request) {
        return attempts(database, request, true);
    };
    const auto allAttempts = [&database](Request& request) {
        return attempts(database, request, false);
    };
    const auto reading = Access::to("session:read");
    const auto ruling = Access::to("session:admin");
    router.add(Method::get, "me/sessions", Access::signedIn(), mine);
    router.add(Method::del, "me/sessions/{id}", Access::signedIn(), endMine);
    router.add(Method::post, "me/sessions/end-others", Access::signedIn(), [routes](Request& r) {
        return routes.endOthers(r);
    });
    router.add(Method::post, "me/devices/{device}/wipe", Access::signedIn(), wipeMine);
    router.add(Method::get, "me/sign-ins", Access::signedIn(), ownAttempts);
    router.add(Method::get, "sessions", reading, [routes](Request& r) { return routes.all(r); });
    router.add(Method::del, "sessions/{id}", ruling, [routes](Request& request) {
        return routes.endOne(request, false);
    });
    router.add(Method::get, "users/{id}/sessions", reading, [routes](Request& request) {
        return routes.devicesOf(request);
    });
    router.add(Method::post, "users/{id}/sessions/end", ruling, [routes](Request& request) {
        return routes.endAllOf(request);
    });
    router.add(Method::post, "users/{id}/devices/{device}/wipe", ruling, wipeOf);
    router.add(Method::get, "sign-ins", Access::to("audit:read"), allAttempts);
}

} // namespace tidemark::platform
