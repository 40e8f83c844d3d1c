#include "platform/entities/row_writer.hpp"

#include "models/core/timestamp.hpp"
#include "models/entities/entities.hpp"
#include "models/entity/record_codec.hpp"
#include "models/merge/merge.hpp"
#include "platform/audit/audit_deed.hpp"
#include "platform/entities/entity_table.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace tidemark::platform {
namespace {

constexpr std::string_view activitySql =
    "INSERT INTO app.activity (tenant_id, id, rv, scope_id, entity, entity_id, kind, title,"
    " performed_by, at) VALUES ($1, $2, 0, $3, $4, $5, $6, $7, $8, clock_timestamp())";

Params textsOf(const ResultSet& rows)
{
    Params texts;
    for (int column = commonColumns; column < rows.columnCount(); ++column) {
        const auto text = rows.at(0, column);
        texts.push_back(text ? std::optional<std::string>(*text) : std::nullopt);
    }
    return texts;
}

StoredRow storedRow(const EntityTable& table, const ResultSet& rows, int row = 0)
{
    StoredRow stored;
    if (const auto id = Uuid::parse(rows.text(row, idColumn)))
        stored.id = *id;
    stored.rv = rows.integer(row, rvColumn);
    stored.scope = rows.integer(row, scopeColumn);
    appendRow(stored.json, table, rows, row);
    return stored;
}

Fault asInUse(const EntityInfo& info, const Fault& fault)
{
    if (!fault.reason.starts_with("missing_reference"))
        return fault;
    return Fault{
        FaultCode::conflict,
        "in_use",
        "This " + wordsOf(info.name) + " is used by other records.",
        "Remove or change the records that name it first."};
}

std::string titleOf(const EntityInfo& info, ActivityKind kind, int count)
{
    std::string title = kind == ActivityKind::created   ? "Created "
                        : kind == ActivityKind::deleted ? "Deleted "
                                                        : "Changed ";
    if (count == 1)
        return title + wordsOf(info.name);
    std::string plural = info.plural;
    for (char& c : plural)
        c = c == '-' ? ' ' : c;
    return title + std::to_string(count) + ' ' + plural;
}

} // namespace

std::string wordsOf(std::string_view camelCase)
{
    std::string words = snakeCase(camelCase);
    for (char& c : words)
        c = c == '_' ? ' ' : c;
    return words;
}

Fault notThere(const EntityInfo& info)
{
    return Fault{
        FaultCode::notFound,
        "no_such_row",
        "There is no " + wordsOf(info.name) + " with this id.",
        "Open the list again."};
}

Fault staleFault(const EntityInfo& info)
{
    return Fault{
        FaultCode::conflict,
        "stale",
        "Somebody changed this " + wordsOf(info.name) + " in the meantime.",
        "Look at the newer values, then repeat your change."};
}

WriteContext WriteContext::of(const Request& request)
{
    const AuditOrigin origin = AuditOrigin::of(request);
    return WriteContext{
        .actorId = origin.actorId,
        .actorName = origin.actor,
        .requestId = origin.requestId,
        .address = origin.address,
        .device = origin.device,
        .agent = origin.agent};
}

WriteContext WriteContext::platform(Trail trail)
{
    return WriteContext{.actorName = "Tidemark", .trail = trail};
}

boost::json::object StoredRow::object() const
{
    return boost::json::parse(json).as_object();
}

RowWriter::RowWriter(Transaction& transaction, WriteContext context)
    : transaction_(transaction)
    , context_(std::move(context))
{
}

asio::awaitable<Result<std::optional<StoredRow>>> RowWriter::lock(const EntityInfo& info, Uuid id)
{
    const EntityTable& table = tableOf(info);
    Params key = {id.toString()};
    auto rows = co_await transaction_.run(table.lockSql, std::move(key));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return std::optional<StoredRow>();
    remembered_.insert_or_assign(id, textsOf(*rows));
    co_return std::optional(storedRow(table, *rows));
}

asio::awaitable<Result<std::vector<StoredRow>>>
RowWriter::createAll(const EntityInfo& info, std::vector<boost::json::object> values)
{
    const EntityTable& table = tableOf(info);
    std::vector<StoredRow> created;
    constexpr std::size_t batch = 100;
    for (std::size_t begin = 0; begin < values.size(); begin += batch) {
        std::vector<Statement> statements;
        const std::size_t end = std::min(begin + batch, values.size());
        for (std::size_t i = begin; i < end; ++i) {
            auto statement = insertStatement(info, values[i]);
            if (!statement)
                co_return statement.error();
            statements.push_back(std::move(*statement));
        }
        auto done = co_await transaction_.runAll(std::move(statements));
        if (!done)
            co_return done.error();
        std::vector<Statement> audits;
        for (const ResultSet& rows : *done) {
            StoredRow row = storedRow(table, rows);
            remember(info, row, ActivityKind::created);
            if (leavesTrail())
                audits.push_back(auditStatement(info, row.id, RowWrite::create, "null", row.json));
            created.push_back(std::move(row));
        }
        if (audits.empty())
            continue;
        auto audited = co_await transaction_.runAll(std::move(audits));
        if (!audited)
            co_return audited.error();
    }
    co_return created;
}

asio::awaitable<Result<StoredRow>>
RowWriter::create(const EntityInfo& info, boost::json::object values)
{
    std::vector<boost::json::object> one;
    one.push_back(std::move(values));
    auto created = co_await createAll(info, std::move(one));
    if (!created)
        co_return created.error();
    co_return std::move(created->front());
}

Result<Statement>
RowWriter::insertStatement(const EntityInfo& info, const boost::json::object& values) const
{
    Uuid id = Uuid::make();
    if (const auto* given = values.if_contains("id")) {
        const auto parsed =
            given->is_string() ? Uuid::parse(given->get_string()) : Result<Uuid>(Fault{});
        if (!parsed || parsed->isNil())
            return Fault{FaultCode::invalid, "bad_id", "The id is no UUID.", "Correct the id."};
        id = *parsed;
    }
    Statement statement{.sql = tableOf(info).insertSql};
    statement.params = {std::to_string(transaction_.tenancy().tenant), id.toString()};
    for (const FieldInfo& field : info.fields) {
        const auto* given = values.if_contains(field.name);
        auto parameter = given == nullptr ? parameterWithout(field) : parameterOf(field, *given);
        if (!parameter)
            return parameter.error();
        statement.params.push_back(std::move(*parameter));
    }
    return statement;
}

asio::awaitable<Result<StoredRow>> RowWriter::update(
    const EntityInfo& info,
    Uuid id,
    boost::json::object changes,
    std::optional<std::int64_t> expectedRv
)
{
    auto before = co_await lock(info, id);
    if (!before)
        co_return before.error();
    if (!*before)
        co_return notThere(info);
    if (expectedRv && *expectedRv != (*before)->rv)
        co_return staleFault(info);
    co_return co_await change(info, **before, std::move(changes));
}

asio::awaitable<Result<StoredRow>>
RowWriter::change(const EntityInfo& info, const StoredRow& before, boost::json::object changes)
{
    const EntityTable& table = tableOf(info);
    const boost::json::object old = before.object();
    boost::json::object was;
    Params params = {before.id.toString()};
    for (const auto& text : remembered_.at(before.id))
        params.push_back(text);
    std::size_t position = 1;
    for (const FieldInfo& field : info.fields) {
        const auto* changed = changes.if_contains(field.name);
        const auto* current = old.if_contains(field.name);
        if (changed != nullptr && current != nullptr && !sameValue(field, *changed, *current)) {
            auto parameter = parameterOf(field, *changed);
            if (!parameter)
                co_return parameter.error();
            params[position] = std::move(*parameter);
            was[field.name] = *current;
        }
        ++position;
    }
    if (was.empty())
        co_return before;
    auto rows = co_await transaction_.run(table.updateSql, std::move(params));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return notThere(info);
    remembered_.insert_or_assign(before.id, textsOf(*rows));
    StoredRow after = storedRow(table, *rows);
    remember(info, after, ActivityKind::updated);
    if (leavesTrail()) {
        boost::json::object became;
        const boost::json::object now = after.object();
        for (const auto& member : was)
            became[member.key()] = now.at(member.key());
        const Statement audit = auditStatement(
            info,
            after.id,
            RowWrite::update,
            boost::json::serialize(was),
            boost::json::serialize(became)
        );
        auto audited = co_await transaction_.run(audit.sql, audit.params);
        if (!audited)
            co_return audited.error();
    }
    co_return after;
}

asio::awaitable<Result<StoredRow>>
RowWriter::remove(const EntityInfo& info, Uuid id, std::optional<std::int64_t> expectedRv)
{
    const EntityTable& table = tableOf(info);
    auto before = co_await lock(info, id);
    if (!before)
        co_return before.error();
    if (!*before)
        co_return notThere(info);
    if (expectedRv && *expectedRv != (*before)->rv)
        co_return staleFault(info);
    Params key = {id.toString()};
    auto gone = co_await transaction_.run(table.deleteSql, std::move(key));
    if (!gone)
        co_return asInUse(info, gone.error());
    remembered_.erase(id);
    remember(info, **before, ActivityKind::deleted);
    if (leavesTrail()) {
        const Statement audit = auditStatement(info, id, RowWrite::remove, (*before)->json, "null");
        auto audited = co_await transaction_.run(audit.sql, audit.params);
        if (!audited)
            co_return audited.error();
    }
    co_return std::move(**before);
}

void RowWriter::tell(
    const EntityInfo& info, const StoredRow& row, ActivityKind kind, std::string title
)
{
    std::erase_if(deeds_, [&](const Deed& deed) {
        return deed.info == &info && deed.first == row.id && deed.count == 1;
    });
    deeds_.push_back(Deed{&info, kind, row.id, row.scope, 1, std::move(title)});
}

asio::awaitable<Result<void>> RowWriter::finish()
{
    std::vector<Statement> statements;
    for (const Deed& deed : deeds_) {
        const std::string title =
            deed.title.empty() ? titleOf(*deed.info, deed.kind, deed.count) : deed.title;
        statements.push_back(Statement{
            std::string(activitySql),
            {std::to_string(transaction_.tenancy().tenant),
             Uuid::make().toString(),
             std::to_string(deed.scope),
             deed.info->name,
             deed.first.toString(),
             std::string(choiceName(deed.kind)),
             title,
             context_.actorName}});
    }
    deeds_.clear();
    if (statements.empty())
        co_return Result<void>();
    auto done = co_await transaction_.runAll(std::move(statements));
    if (!done)
        co_return done.error();
    co_return Result<void>();
}

Statement RowWriter::auditStatement(
    const EntityInfo& info, Uuid id, RowWrite write, std::string before, std::string after
) const
{
    const AuditOrigin origin{
        context_.actorId,
        context_.actorName,
        context_.requestId,
        context_.address,
        context_.device,
        context_.agent};
    AuditDeed deed{AuditAction::ofRow(info.name, write), info.name, id};
    deed.before = std::move(before);
    deed.after = std::move(after);
    return platform::auditStatement(transaction_.tenancy().tenant, origin, std::move(deed));
}

void RowWriter::remember(const EntityInfo& info, const StoredRow& row, ActivityKind kind)
{
    if (!leavesTrail())
        return;
    for (Deed& deed : deeds_) {
        if (deed.info == &info && deed.kind == kind && deed.scope == row.scope &&
            deed.title.empty()) {
            ++deed.count;
            return;
        }
    }
    deeds_.push_back(Deed{&info, kind, row.id, row.scope, 1, {}});
}

} // namespace tidemark::platform
