// Parameters of local calls.
#include "sync/engine/params.hpp"

#include "models/entities/entities.hpp"
#include "models/protocol/limits.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::size_t filterPartsMax = 32;
constexpr std::size_t sortFieldsMax = 8;

/// The op in the form that travels to the platform, so that it is read by the same rules.
Result<PushOp> opOf(const json::value& value)
{
    const json::object mutation{
        {"mid", 1},
        {"name", "local"},
        {"ops", json::array{value}},
        {"clientTime", Timestamp{}.toString()},
        {"sha", "0"}};
    auto read = readMutation(mutation);
    if (!read)
        return read.error();
    return std::move(read->ops.front());
}

} // namespace

void Params::refuse(std::string_view key, std::string_view what)
{
    if (fault_)
        return;
    fault_ = Fault{
        FaultCode::invalid,
        "bad_params",
        "The parameter " + std::string(key) + " " + std::string(what) + ".",
        "Update the agent and the desk to the same version."};
}

std::string Params::text(std::string_view key, std::size_t bytesMax)
{
    const auto* value = object_.if_contains(key);
    if (!value || !value->is_string() || value->get_string().empty() ||
        value->get_string().size() > bytesMax) {
        refuse(key, "is missing or no fitting text");
        return {};
    }
    return std::string(value->get_string());
}

std::string Params::optionalText(std::string_view key, std::size_t bytesMax)
{
    const auto* value = object_.if_contains(key);
    if (!value || value->is_null() || (value->is_string() && value->get_string().empty()))
        return {};
    return text(key, bytesMax);
}

std::int64_t Params::integer(std::string_view key)
{
    const auto* value = object_.if_contains(key);
    if (value && value->is_int64() && value->get_int64() >= 0)
        return value->get_int64();
    refuse(key, "is missing or no number from 0");
    return 0;
}

Mid Params::mid(std::string_view key)
{
    const auto* value = object_.if_contains(key);
    if (value && value->is_int64())
        return value->get_int64();
    refuse(key, "is missing or no number");
    return 0;
}

bool Params::flag(std::string_view key)
{
    const auto* value = object_.if_contains(key);
    if (value && !value->is_bool())
        refuse(key, "is neither true nor false");
    return value && value->is_bool() && value->get_bool();
}

json::array Params::optionalArray(std::string_view key, std::size_t most)
{
    const auto* value = object_.if_contains(key);
    if (!value || value->is_null())
        return {};
    if (!value->is_array() || value->get_array().size() > most) {
        refuse(key, "is no array or too long");
        return {};
    }
    return value->get_array();
}

Uuid Params::id(std::string_view key)
{
    const auto parsed = Uuid::parse(text(key, 36));
    if (!parsed)
        refuse(key, "is no id");
    return parsed ? *parsed : Uuid{};
}

Result<MirrorQuery> rowQueryOf(const json::object& params, bool hasWindow)
{
    Params in(params);
    MirrorQuery query;
    query.entity = in.text("entity", 80);
    query.filter = in.optionalArray("filter", filterPartsMax);
    query.search = in.optionalText("search", 500);
    for (const auto& field : in.optionalArray("sort", sortFieldsMax)) {
        if (field.is_string())
            query.sort.emplace_back(field.get_string());
        else
            in.refuse("sort", "names something that is no field");
    }
    if (hasWindow) {
        query.offset = in.integer("offset");
        query.limit = in.integer("limit");
        if (query.limit > windowRowsMax)
            in.refuse("limit", "is above 500");
    }
    if (in.fault())
        return *in.fault();
    return query;
}

Result<NewMutation> mutationOf(const json::object& params)
{
    Params in(params);
    NewMutation mutation;
    mutation.name = in.text("name", 80);
    const std::string mode = in.optionalText("mergeMode", 16);
    if (!mode.empty() && mode != "atomic" && mode != "cleanFields")
        in.refuse("mergeMode", "is neither atomic nor cleanFields");
    mutation.mergeMode = mode == "cleanFields" ? MergeMode::cleanFields : MergeMode::atomic;
    if (params.contains("key"))
        mutation.key = in.id("key");
    const auto ops = in.optionalArray("ops", limits::opsPerMutation);
    if (ops.empty())
        in.refuse("ops", "is missing or empty");
    if (in.fault())
        return *in.fault();
    for (const auto& value : ops) {
        auto op = opOf(value);
        if (!op)
            return op.error();
        mutation.ops.push_back(std::move(*op));
    }
    return mutation;
}

Result<void> checkEntities(std::span<const PushOp> ops)
{
    for (const PushOp& op : ops) {
        const auto* entity = findEntity(op.entity);
        if (!entity || entity->sync != SyncPolicy::mirrored || !entity->writable)
            return Fault{
                FaultCode::invalid,
                "unknown_entity",
                "There is nothing named " + op.entity + " that can be edited on this device.",
                "Update the agent and the desk to the same version."};
    }
    return {};
}

} // namespace tidemark::sync
