#include "models/protocol/push.hpp"

#include "models/core/json_reader.hpp"
#include "models/protocol/limits.hpp"

#include <boost/json/array.hpp>

#include <array>
#include <utility>

namespace tidemark {
namespace {

namespace json = boost::json;

constexpr std::array<std::pair<PushStatus, std::string_view>, 7> statusNames{{
    {PushStatus::applied, "applied"},
    {PushStatus::merged, "merged"},
    {PushStatus::partial, "partial"},
    {PushStatus::noop, "noop"},
    {PushStatus::conflict, "conflict"},
    {PushStatus::rejected, "rejected"},
    {PushStatus::parked, "parked"},
}};

json::value textOrNull(const std::string& text)
{
    return text.empty() ? json::value() : json::value(text);
}

std::optional<PushOpKind> opKindOf(std::string_view name)
{
    for (const PushOpKind kind : {PushOpKind::create, PushOpKind::update, PushOpKind::remove}) {
        if (nameOf(kind) == name)
            return kind;
    }
    return std::nullopt;
}

Result<PushOp> readOp(const json::value& value)
{
    JsonReader in(value, "operation");
    PushOp op{
        .entity = in.text("entity", 64),
        .id = in.uuid("id"),
        .baseRv = in.optionalCounter("baseRv")};
    const auto kind = opKindOf(in.text("op", 16));
    if (!kind)
        in.refuse("op", "is not create, update or delete");
    op.kind = kind.value_or(PushOpKind::update);
    if (in.has("base"))
        op.base = in.object("base");
    if (in.has("set") || kind != PushOpKind::remove)
        op.set = in.object("set");
    if (in.fault())
        return *in.fault();
    return op;
}

/// Reads every item of `items` by `read`; the first fault wins.
template <class T, class Read>
Result<std::vector<T>> readAll(const json::array& items, Read read)
{
    std::vector<T> all;
    all.reserve(items.size());
    for (const json::value& item : items) {
        auto one = read(item);
        if (!one)
            return one.error();
        all.push_back(std::move(*one));
    }
    return all;
}

Result<PushEffect> readEffect(const json::value& value)
{
    JsonReader in(value, "effect");
    PushEffect effect{in.text("entity", 64), in.uuid("id"), in.counter("rv")};
    if (in.fault())
        return *in.fault();
    return effect;
}

PushAuthor readAuthor(JsonReader& in)
{
    JsonReader by(in.any("by"), "author");
    PushAuthor author{
        .name = by.optionalText("name", 200).value_or(""),
        .device = by.optionalText("device", 200).value_or("")};
    if (by.has("at"))
        author.at = by.timestamp("at");
    if (by.fault())
        in.refuse("by", "names no author");
    return author;
}

Result<PushConflict> readConflict(const json::value& value)
{
    JsonReader in(value, "conflict");
    PushConflict conflict{
        .entity = in.text("entity", 64),
        .id = in.uuid("id"),
        .field = in.text("field", 64),
        .base = in.any("base"),
        .mine = in.any("mine"),
        .theirs = in.any("theirs"),
        .group = in.optionalText("group", 64).value_or(""),
        .kind = in.optionalText("kind", 16).value_or(""),
        .theirRv = in.optionalCounter("theirRv").value_or(0)};
    if (in.has("by"))
        conflict.by = readAuthor(in);
    if (in.has("rules"))
        conflict.rules = in.array("rules");
    if (in.fault())
        return *in.fault();
    return conflict;
}

} // namespace

std::string_view nameOf(PushStatus status)
{
    for (const auto& [known, name] : statusNames) {
        if (known == status)
            return name;
    }
    return "parked";
}

std::optional<PushStatus> pushStatusOf(std::string_view name)
{
    for (const auto& [status, known] : statusNames) {
        if (known == name)
            return status;
    }
    return std::nullopt;
}

std::string_view nameOf(PushOpKind kind)
{
    switch (kind) {
    case PushOpKind::create:
        return "create";
    case PushOpKind::update:
        return "update";
    case PushOpKind::remove:
        break;
    }
    return "delete";
}

std::string_view nameOf(MergeMode mode)
{
    return mode == MergeMode::atomic ? "atomic" : "cleanFields";
}

json::object toJson(const PushOp& op)
{
    json::object out;
    out["op"] = nameOf(op.kind);
    out["entity"] = op.entity;
    out["id"] = op.id.toString();
    if (op.baseRv)
        out["baseRv"] = std::to_string(*op.baseRv);
    out["base"] = op.base;
    out["set"] = op.set;
    return out;
}

json::object toJson(const PushMutation& mutation)
{
    json::array ops;
    ops.reserve(mutation.ops.size());
    for (const PushOp& op : mutation.ops)
        ops.emplace_back(toJson(op));
    json::object out;
    out["mid"] = mutation.mid;
    out["name"] = mutation.name;
    out["ops"] = std::move(ops);
    out["mergeMode"] = nameOf(mutation.mergeMode);
    out["clientTime"] = mutation.clientTime.toString();
    out["sha"] = mutation.sha;
    if (mutation.park)
        out["park"] = true;
    if (!mutation.depends.empty())
        out["depends"] = json::array(mutation.depends.begin(), mutation.depends.end());
    if (!mutation.history.empty())
        out["history"] = mutation.history;
    if (mutation.resolves)
        out["resolves"] = *mutation.resolves;
    return out;
}

json::object toJson(const PushRequest& request)
{
    json::array mutations;
    for (const PushMutation& mutation : request.mutations)
        mutations.emplace_back(toJson(mutation));
    json::object out;
    out["clientId"] = request.clientId;
    out["incarnation"] = std::to_string(request.incarnation);
    out["mutations"] = std::move(mutations);
    return out;
}

json::object toJson(const PushConflict& conflict)
{
    json::object out{
        {"entity", conflict.entity},
        {"id", conflict.id.toString()},
        {"field", conflict.field},
        {"base", conflict.base},
        {"mine", conflict.mine},
        {"theirs", conflict.theirs}};
    if (!conflict.group.empty())
        out["group"] = conflict.group;
    if (!conflict.kind.empty())
        out["kind"] = conflict.kind;
    if (conflict.theirRv != 0)
        out["theirRv"] = std::to_string(conflict.theirRv);
    if (conflict.by != PushAuthor{}) {
        json::object by{{"name", conflict.by.name}, {"device", conflict.by.device}};
        if (conflict.by.at)
            by["at"] = conflict.by.at->toString();
        out["by"] = std::move(by);
    }
    if (!conflict.rules.empty())
        out["rules"] = conflict.rules;
    return out;
}

json::object toJson(const PushResult& result)
{
    json::object out;
    out["mid"] = result.mid;
    out["status"] = nameOf(result.status);
    out["code"] = textOrNull(result.code);
    if (!result.cause.empty())
        out["cause"] = result.cause;
    if (!result.nextStep.empty())
        out["nextStep"] = result.nextStep;
    json::array effects;
    for (const PushEffect& effect : result.effects)
        effects.emplace_back(json::object{
            {"entity", effect.entity},
            {"id", effect.id.toString()},
            {"rv", std::to_string(effect.rv)}});
    out["effects"] = std::move(effects);
    json::array conflicts;
    for (const PushConflict& conflict : result.conflicts)
        conflicts.emplace_back(toJson(conflict));
    out["conflicts"] = std::move(conflicts);
    if (!result.sha.empty())
        out["sha"] = result.sha;
    return out;
}

json::object toJson(const PushAnswer& answer)
{
    json::array results;
    for (const PushResult& result : answer.results)
        results.emplace_back(toJson(result));
    json::object out;
    out["lastMid"] = answer.lastMid;
    out["results"] = std::move(results);
    return out;
}

namespace {

std::vector<std::int64_t> readMids(JsonReader& in, std::string_view key)
{
    std::vector<std::int64_t> mids;
    const json::array& items = in.array(key);
    if (items.size() > limits::dependsPerMutation)
        in.refuse(key, "names more than 100 mutations");
    for (const json::value& item : items) {
        if (item.is_int64() && item.get_int64() > 0)
            mids.push_back(item.get_int64());
        else
            in.refuse(key, "holds what is not the number of a mutation");
    }
    return mids;
}

} // namespace

Result<PushMutation> readMutation(const json::value& value)
{
    JsonReader in(value, "mutation");
    PushMutation mutation{.mid = in.integer("mid"), .name = in.text("name", 80)};
    if (mutation.mid <= 0)
        in.refuse("mid", "is not above 0");
    const json::array& ops = in.array("ops");
    if (ops.size() > limits::opsPerMutation)
        in.refuse("ops", "has more than 10000 operations");
    const std::string mode = in.optionalText("mergeMode", 16).value_or("atomic");
    if (mode != "atomic" && mode != "cleanFields")
        in.refuse("mergeMode", "is not atomic or cleanFields");
    mutation.mergeMode = mode == "atomic" ? MergeMode::atomic : MergeMode::cleanFields;
    mutation.clientTime = in.timestamp("clientTime");
    mutation.sha = in.text("sha", 64);
    if (in.has("park"))
        mutation.park = in.any("park") == json::value(true);
    if (in.has("depends"))
        mutation.depends = readMids(in, "depends");
    mutation.history = in.optionalText("history", 64).value_or("");
    mutation.resolves = in.optionalCounter("resolves");
    if (in.fault())
        return *in.fault();
    auto read = readAll<PushOp>(ops, readOp);
    if (!read)
        return read.error();
    mutation.ops = std::move(*read);
    return mutation;
}

Result<PushRequest> readPushRequest(const json::value& value)
{
    JsonReader in(value, "push");
    PushRequest request{
        .clientId = in.text("clientId", 64), .incarnation = in.counter("incarnation")};
    const json::array& mutations = in.array("mutations");
    if (mutations.size() > limits::mutationsPerPush)
        in.refuse("mutations", "has more than 100 mutations");
    if (in.fault())
        return *in.fault();
    auto read = readAll<PushMutation>(mutations, readMutation);
    if (!read)
        return read.error();
    request.mutations = std::move(*read);
    return request;
}

Result<PushResult> readPushResult(const json::value& value)
{
    JsonReader in(value, "result");
    PushResult result{
        .mid = in.integer("mid"),
        .code = in.optionalText("code").value_or(""),
        .cause = in.optionalText("cause").value_or(""),
        .nextStep = in.optionalText("nextStep").value_or("")};
    const auto status = pushStatusOf(in.text("status", 16));
    if (!status)
        in.refuse("status", "is not known");
    result.status = status.value_or(PushStatus::parked);
    const json::array none;
    const json::array& effects = in.has("effects") ? in.array("effects") : none;
    const json::array& conflicts = in.has("conflicts") ? in.array("conflicts") : none;
    if (in.fault())
        return *in.fault();
    auto readEffects = readAll<PushEffect>(effects, readEffect);
    if (!readEffects)
        return readEffects.error();
    auto readConflicts = readAll<PushConflict>(conflicts, readConflict);
    if (!readConflicts)
        return readConflicts.error();
    result.sha = in.optionalText("sha", 64).value_or("");
    if (in.fault())
        return *in.fault();
    result.effects = std::move(*readEffects);
    result.conflicts = std::move(*readConflicts);
    return result;
}

Result<PushAnswer> readPushAnswer(const json::value& value)
{
    JsonReader in(value, "push answer");
    PushAnswer answer{.lastMid = in.counter("lastMid")};
    const json::array& results = in.array("results");
    if (in.fault())
        return *in.fault();
    auto read = readAll<PushResult>(results, readPushResult);
    if (!read)
        return read.error();
    answer.results = std::move(*read);
    return answer;
}

} // namespace tidemark
