#include "platform/feed/gone_row.hpp"

#include "models/merge/merge.hpp"

#include <boost/json/parse.hpp>

namespace tidemark::platform {
namespace {

/// Deleted by itself, or along with its report; then the row is known as it was created.
constexpr std::string_view deedSql =
    "WITH deed AS ("
    " SELECT actor, device, at, before AS image, false AS is_old FROM app.audit_entry"
    "  WHERE entity = $1 AND entity_id = $2 AND action = $1 || '.delete'"
    " UNION ALL"
    " SELECT d.actor, d.device, d.at, c.after, true FROM app.audit_entry c"
    "  JOIN app.audit_entry d ON d.entity = 'complianceReport'"
    "   AND d.entity_id = (c.after ->> 'reportId')::uuid AND d.action = 'complianceReport.delete'"
    "  WHERE c.entity = $1 AND c.entity_id = $2 AND c.action = $1 || '.create')"
    " SELECT actor, device, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'),"
    " image, is_old, coalesce(image ->> 'organizationId', (SELECT r.organization_id::text"
    "  FROM app.compliance_report r WHERE r.id = (image ->> 'reportId')::uuid), '')"
    " FROM deed ORDER BY at DESC LIMIT 1";

bool sees(const Actor& actor, const EntityInfo& info, std::string_view organization)
{
    return info.scope == Scope::tenant || actor.seesAllOrganizations() ||
           actor.organizationId->toString() == organization;
}

/// What of a row a new one can be made of.
boost::json::object creatable(const EntityInfo& info, const boost::json::object& row)
{
    boost::json::object some;
    for (const FieldInfo& field : info.fields) {
        const auto* value = row.if_contains(field.name);
        if (value != nullptr && !value->is_null() && !field.platformSet)
            some[field.name] = *value;
    }
    return some;
}

} // namespace

asio::awaitable<Result<std::optional<PushConflict>>>
goneConflict(Transaction& transaction, const Actor& actor, const EntityInfo& info, PushOp op)
{
    Params params = {info.name, op.id.toString()};
    const auto rows = co_await transaction.run(deedSql, std::move(params));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty() || !sees(actor, info, rows->text(0, 5)))
        co_return std::optional<PushConflict>();
    boost::json::error_code failed;
    const auto image = boost::json::parse(rows->text(0, 3), failed);
    if (failed || !image.is_object())
        co_return std::optional<PushConflict>();
    boost::json::object base = creatable(info, image.get_object());
    for (const auto& member : op.base) {
        if (rows->boolean(0, 4) && info.field(member.key()) != nullptr)
            base[member.key()] = member.value();
    }
    boost::json::object mine = base;
    for (const auto& member : op.set)
        mine[member.key()] = member.value();
    PushConflict conflict{.entity = info.name, .id = op.id};
    conflict.mine = creatable(info, mine);
    conflict.base = std::move(base);
    conflict.kind = nameOf(ConflictKind::gone);
    conflict.by = {std::string(rows->text(0, 0)), std::string(rows->text(0, 1)), {}};
    if (const auto at = Timestamp::parse(rows->text(0, 2)))
        conflict.by.at = *at;
    co_return conflict;
}

} // namespace tidemark::platform
