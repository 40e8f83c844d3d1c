#include "models/protocol/session.hpp"

#include "models/core/json_reader.hpp"
#include "models/protocol/limits.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <utility>

namespace tidemark {
namespace {

namespace json = boost::json;

SyncCursor readCursor(JsonReader& outer, std::string_view key)
{
    JsonReader in(outer.any(key), "cursor");
    SyncCursor cursor{
        .history = in.text("history", 64),
        .epoch = in.counter("epoch"),
        .cut = in.counter("cut"),
        .salt = in.optionalText("salt", 64).value_or("")};
    if (in.fault())
        outer.refuse(key, "is not a cursor");
    return cursor;
}

Result<SessionScope> readScope(const json::value& value)
{
    JsonReader in(value, "scope");
    SessionScope scope{
        .id = in.counter("id"),
        .name = in.optionalText("name").value_or(""),
        .rows = in.optionalCounter("rows").value_or(0),
        .leaseSeconds = in.counter("leaseSeconds"),
        .readyCut = in.optionalCounter("readyCut").value_or(0)};
    const auto kind = scopeKindOf(in.text("kind", 32));
    if (!kind)
        in.refuse("kind", "is not known");
    scope.kind = kind.value_or(ScopeKind::tenant);
    scope.dataClass = static_cast<int>(in.optionalCounter("class").value_or(1));
    if (in.fault())
        return *in.fault();
    return scope;
}

UpgradeWanted readUpgrade(JsonReader& outer, std::string_view key)
{
    JsonReader in(outer.any(key), "upgrade");
    UpgradeWanted upgrade{.least = in.text("min", 32)};
    if (in.has("graceUntil"))
        upgrade.graceUntil = in.timestamp("graceUntil");
    if (in.fault())
        outer.refuse(key, "is not a version and a time");
    return upgrade;
}

json::array numbers(const std::vector<std::int64_t>& values)
{
    json::array all;
    for (const std::int64_t value : values)
        all.emplace_back(std::to_string(value));
    return all;
}

std::vector<std::int64_t> readScopes(JsonReader& in, std::string_view key)
{
    std::vector<std::int64_t> scopes;
    const json::array& items = in.array(key);
    if (items.size() > limits::scopesPerPull)
        in.refuse(key, "has more than 10000 scopes");
    for (const json::value& item : items) {
        const json::value wrapped = json::object{{"scope", item}};
        JsonReader one(wrapped, "pull request");
        scopes.push_back(one.counter("scope"));
        if (one.fault())
            in.refuse(key, "holds what is not a scope");
    }
    return scopes;
}

} // namespace

std::optional<int> agreedProtocol(int clientLeast, int clientMost, int serverLeast, int serverMost)
{
    const int newest = std::min(clientMost, serverMost);
    const bool isSpoken = newest >= clientLeast && newest >= serverLeast;
    return isSpoken ? std::optional(newest) : std::nullopt;
}

std::string_view nameOf(ScopeKind kind)
{
    return kind == ScopeKind::tenant ? "tenant" : "organization";
}

std::optional<ScopeKind> scopeKindOf(std::string_view name)
{
    if (name == "tenant")
        return ScopeKind::tenant;
    if (name == "organization")
        return ScopeKind::organization;
    return std::nullopt;
}

Fault upgradeRequired(const UpgradeWanted& upgrade, bool mayReceive)
{
    std::string nextStep = "Update Tidemark on this computer.";
    if (mayReceive && upgrade.graceUntil)
        nextStep += " Until " + upgrade.graceUntil->toString() + " it still receives changes.";
    return Fault{
        FaultCode::unsupported,
        "upgrade_required",
        "The platform takes changes from Tidemark " + upgrade.least + " on.",
        nextStep + " What you change is kept here, can be exported and is sent after the update."};
}

json::object toJson(const SyncCursor& cursor)
{
    return json::object{
        {"history", cursor.history},
        {"epoch", cursor.epoch},
        {"cut", std::to_string(cursor.cut)},
        {"salt", cursor.salt}};
}

json::object toJson(const SessionRequest& request)
{
    json::object out;
    out["clientId"] = request.clientId ? json::value(*request.clientId) : json::value();
    out["incarnation"] = std::to_string(request.incarnation);
    out["deviceName"] = request.deviceName;
    out["protocol"] = json::array{request.protocolLeast, request.protocolMost};
    out["nextMid"] = request.nextMid;
    out["mirror"] = request.mirror ? json::value(toJson(*request.mirror)) : json::value();
    if (request.oldestMid)
        out["oldestMid"] = *request.oldestMid;
    if (request.deviceKey)
        out["deviceKey"] = *request.deviceKey;
    if (!request.fieldsStamp.empty())
        out["fields"] = request.fieldsStamp;
    return out;
}

json::object toJson(const UpgradeWanted& upgrade)
{
    return json::object{
        {"min", upgrade.least},
        {"graceUntil",
         upgrade.graceUntil ? json::value(upgrade.graceUntil->toString()) : json::value()}};
}

json::object toJson(const SessionAnswer& answer)
{
    json::array scopes;
    for (const SessionScope& scope : answer.scopes)
        scopes.emplace_back(json::object{
            {"id", std::to_string(scope.id)},
            {"kind", nameOf(scope.kind)},
            {"name", scope.name},
            {"rows", scope.rows},
            {"leaseSeconds", scope.leaseSeconds},
            {"readyCut", std::to_string(scope.readyCut)},
            {"class", scope.dataClass}});
    json::object out;
    out["clientId"] = answer.clientId;
    out["history"] = answer.history;
    out["epoch"] = answer.epoch;
    out["headCut"] = std::to_string(answer.headCut);
    out["salt"] = answer.salt;
    out["lastMid"] = answer.lastMid;
    out["serverTime"] = answer.serverTime.toString();
    out["limits"] = json::object{
        {"mutations", answer.mutationsMost},
        {"pushBytes", answer.pushBytesMost},
        {"pageRows", answer.pageRowsMost}};
    out["scopes"] = std::move(scopes);
    out["protocol"] = answer.protocol;
    out["projection"] = answer.projection;
    out["floorCut"] = std::to_string(answer.floorCut);
    if (answer.restoredTo)
        out["restoredTo"] = answer.restoredTo->toString();
    if (answer.fields)
        out["fields"] = toJson(*answer.fields);
    if (answer.upgrade)
        out["upgrade"] = toJson(*answer.upgrade);
    return out;
}

json::object toJson(const PullRequest& request)
{
    json::object out;
    out["cursor"] = toJson(request.cursor);
    out["scopes"] = numbers(request.scopes);
    if (request.toCut)
        out["toCut"] = std::to_string(*request.toCut);
    if (request.afterPos)
        out["afterPos"] = std::to_string(*request.afterPos);
    out["clientId"] = request.clientId;
    if (!request.verify.empty())
        out["verify"] = numbers(request.verify);
    if (!request.projection.empty())
        out["projection"] = request.projection;
    return out;
}

Result<SessionRequest> readSessionRequest(const json::value& value)
{
    JsonReader in(value, "session request");
    SessionRequest request{
        .clientId = in.optionalText("clientId", 64),
        .incarnation = in.counter("incarnation"),
        .deviceName = in.text("deviceName", 200)};
    const json::array& versions = in.array("protocol");
    if (versions.size() == 2 && versions[0].is_int64() && versions[1].is_int64()) {
        request.protocolLeast = static_cast<int>(versions[0].get_int64());
        request.protocolMost = static_cast<int>(versions[1].get_int64());
    } else {
        in.refuse("protocol", "is not a pair of versions");
    }
    request.nextMid = in.counter("nextMid");
    if (in.has("mirror"))
        request.mirror = readCursor(in, "mirror");
    request.oldestMid = in.optionalCounter("oldestMid");
    request.deviceKey = in.optionalText("deviceKey", 64);
    request.fieldsStamp = in.optionalText("fields", 64).value_or("");
    if (in.fault())
        return *in.fault();
    return request;
}

Result<SessionAnswer> readSessionAnswer(const json::value& value)
{
    JsonReader in(value, "session answer");
    SessionAnswer answer{
        .clientId = in.text("clientId", 64),
        .history = in.text("history", 64),
        .epoch = in.counter("epoch"),
        .headCut = in.counter("headCut"),
        .salt = in.optionalText("salt", 64).value_or(""),
        .lastMid = in.counter("lastMid"),
        .serverTime = in.timestamp("serverTime")};
    if (in.has("limits")) {
        JsonReader most(in.any("limits"), "limits");
        answer.mutationsMost = most.optionalCounter("mutations").value_or(answer.mutationsMost);
        answer.pushBytesMost = most.optionalCounter("pushBytes").value_or(answer.pushBytesMost);
        answer.pageRowsMost = most.optionalCounter("pageRows").value_or(answer.pageRowsMost);
        if (most.fault())
            return *most.fault();
    }
    for (const json::value& item : in.array("scopes")) {
        const auto scope = readScope(item);
        if (!scope)
            return scope.error();
        answer.scopes.push_back(*scope);
    }
    answer.protocol = static_cast<int>(in.optionalCounter("protocol").value_or(1));
    answer.projection = in.optionalText("projection", 64).value_or("");
    answer.floorCut = in.optionalCounter("floorCut").value_or(0);
    if (in.has("restoredTo"))
        answer.restoredTo = in.timestamp("restoredTo");
    if (in.has("fields"))
        answer.fields = readKnownFields(in, "fields");
    if (in.has("upgrade"))
        answer.upgrade = readUpgrade(in, "upgrade");
    if (in.fault())
        return *in.fault();
    return answer;
}

Result<PullRequest> readPullRequest(const json::value& value)
{
    JsonReader in(value, "pull request");
    PullRequest request{.cursor = readCursor(in, "cursor")};
    request.scopes = readScopes(in, "scopes");
    if (in.has("verify"))
        request.verify = readScopes(in, "verify");
    request.projection = in.optionalText("projection", 64).value_or("");
    request.toCut = in.optionalCounter("toCut");
    request.afterPos = in.optionalCounter("afterPos");
    request.clientId = in.optionalText("clientId", 64).value_or("");
    if (in.fault())
        return *in.fault();
    return request;
}

} // namespace tidemark
