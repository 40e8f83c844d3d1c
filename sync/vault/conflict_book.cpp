#include "sync/vault/conflict_book.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::array<std::pair<ConflictSource, std::string_view>, 3> sourceNames{{
    {ConflictSource::mine, "mine"},
    {ConflictSource::theirs, "theirs"},
    {ConflictSource::edited, "edited"},
}};

constexpr std::string_view decidedStates = "state IN('mine','theirs','edited')";

json::value readJson(std::string_view text)
{
    json::error_code failed;
    auto value = json::parse(text, failed);
    return failed ? json::value() : value;
}

std::string_view orValues(const std::string& kind)
{
    return kind.empty() ? "values" : std::string_view(kind);
}

/// Columns: 0 mid, entity, id, field, grp, kind, base, mine, theirs, 9 their_rv, by_name,
/// by_device, by_at, rules, state, 15 opened_at, outbox.created_at.
constexpr std::string_view caseColumns =
    "c.mid, c.entity, c.id, c.field, c.grp, c.kind, c.base, c.mine, c.theirs, c.their_rv, "
    "c.by_name, c.by_device, c.by_at, c.rules, c.state, c.opened_at, coalesce(o.created_at, "
    "c.opened_at)";

ConflictGroup groupOf(const Statement& row)
{
    ConflictGroup group{.group = std::string(row.text(4)), .kind = std::string(row.text(5))};
    group.theirRv = row.integer(9);
    group.by.name = row.text(10);
    group.by.device = row.text(11);
    if (!row.isNull(12))
        group.by.at = Timestamp{row.integer(12)};
    auto rules = readJson(row.text(13));
    if (rules.is_array())
        group.rules = std::move(rules.get_array());
    group.chosen = conflictSourceOf(row.text(14));
    return group;
}

void addRow(std::vector<ConflictCase>& cases, const Statement& row)
{
    const std::string_view entity = row.text(1);
    const Uuid id = row.uuid(2);
    auto found = std::find_if(cases.begin(), cases.end(), [&](const ConflictCase& one) {
        return one.id == id && one.entity == entity;
    });
    if (found == cases.end()) {
        ConflictCase fresh{.entity = std::string(entity), .id = id};
        fresh.openedAt.micros = row.integer(15);
        found = cases.insert(cases.end(), std::move(fresh));
    }
    const Mid mid = row.integer(0);
    if (std::find(found->mids.begin(), found->mids.end(), mid) == found->mids.end())
        found->mids.push_back(mid);
    found->mineAt.micros = std::max(found->mineAt.micros, row.integer(16));
    ConflictGroup group = groupOf(row);
    auto known =
        std::find_if(found->groups.begin(), found->groups.end(), [&](const ConflictGroup& other) {
            return other.group == group.group;
        });
    if (known == found->groups.end())
        known = found->groups.insert(found->groups.end(), std::move(group));
    known->fields.push_back(
        {std::string(row.text(3)),
         readJson(row.text(6)),
         readJson(row.text(7)),
         readJson(row.text(8))}
    );
}

/// Columns: 0 entity, id, field, state, chosen, 5 mine, theirs, their_rv, copy.
constexpr std::string_view decidedColumns =
    "entity, id, field, state, chosen, mine, theirs, their_rv, copy";

Result<std::vector<DecidedField>> readDecided(Statement& statement)
{
    std::vector<DecidedField> all;
    auto more = statement.step();
    for (; more && *more; more = statement.step()) {
        DecidedField field{.entity = std::string(statement.text(0)), .id = statement.uuid(1)};
        field.field = statement.text(2);
        field.source = conflictSourceOf(statement.text(3)).value_or(ConflictSource::theirs);
        field.value = readJson(statement.text(field.source == ConflictSource::edited ? 4 : 5));
        field.theirs = readJson(statement.text(6));
        field.theirRv = statement.integer(7);
        if (!statement.isNull(8)) {
            auto copy = readJson(statement.text(8));
            if (copy.is_object())
                field.copy = std::move(copy.get_object());
        }
        all.push_back(std::move(field));
    }
    if (!more)
        return more.error();
    return all;
}

/// Taking mine of a row that they deleted means to make it anew: the row that came back under its
/// old id would be one that everybody else has seen go.
std::string copyOf(std::string_view mine)
{
    json::value row = readJson(mine);
    if (!row.is_object())
        return {};
    row.get_object()["id"] = Uuid::make().toString();
    return json::serialize(row);
}

} // namespace

std::string_view nameOf(ConflictSource source)
{
    for (const auto& [known, name] : sourceNames) {
        if (known == source)
            return name;
    }
    return "theirs";
}

std::optional<ConflictSource> conflictSourceOf(std::string_view name)
{
    for (const auto& [source, known] : sourceNames) {
        if (known == name)
            return source;
    }
    return std::nullopt;
}

Result<std::optional<Mid>> ConflictBook::add(Mid mid, const PushConflict& conflict)
{
    auto before = db_.prepare("SELECT mid FROM conflict WHERE entity=? AND id=? AND field=? AND "
                              "state='open' AND mid<>?");
    if (!before)
        return before.error();
    before->bind(1, std::string_view(conflict.entity)).bind(2, conflict.id);
    const auto row = before->bind(3, std::string_view(conflict.field)).bind(4, mid).step();
    if (!row)
        return row.error();
    const auto displaced = *row ? std::optional(before->integer(0)) : std::nullopt;
    before->reset();
    auto insert = db_.prepare(
        "INSERT INTO conflict(mid, entity, id, field, grp, kind, base, mine, theirs, their_rv, "
        "by_name, by_device, by_at, rules, opened_at) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT(entity, id, field) WHERE state='open' DO UPDATE SET mid=excluded.mid, "
        "grp=excluded.grp, kind=excluded.kind, mine=excluded.mine, theirs=excluded.theirs, "
        "their_rv=excluded.their_rv, by_name=excluded.by_name, by_device=excluded.by_device, "
        "by_at=excluded.by_at, rules=excluded.rules"
    );
    if (!insert)
        return insert.error();
    const std::string base = json::serialize(conflict.base);
    const std::string mine = json::serialize(conflict.mine);
    const std::string theirs = json::serialize(conflict.theirs);
    const std::string rules = json::serialize(conflict.rules);
    const std::string& group = conflict.group.empty() ? conflict.field : conflict.group;
    const auto at = conflict.by.at ? std::optional(conflict.by.at->micros) : std::nullopt;
    insert->bind(1, mid).bind(2, std::string_view(conflict.entity)).bind(3, conflict.id);
    insert->bind(4, std::string_view(conflict.field)).bind(5, std::string_view(group));
    insert->bind(6, orValues(conflict.kind)).bind(7, std::string_view(base));
    insert->bind(8, std::string_view(mine)).bind(9, std::string_view(theirs));
    insert->bind(10, conflict.theirRv).bind(11, std::string_view(conflict.by.name));
    insert->bind(12, std::string_view(conflict.by.device)).bind(13, at);
    insert->bind(14, std::string_view(rules)).bind(15, Timestamp::now().micros);
    if (auto done = insert->run(); !done)
        return done.error();
    return displaced;
}

Result<std::vector<ConflictCase>> ConflictBook::cases()
{
    auto statement = db_.prepare(
        "SELECT " + std::string(caseColumns) +
        " FROM conflict c LEFT JOIN outbox o ON o.mid=c.mid WHERE c.state='open' OR (c." +
        std::string(decidedStates) +
        " AND c.resolved_at IS NULL AND o.state='conflict') ORDER BY c.cid"
    );
    if (!statement)
        return statement.error();
    std::vector<ConflictCase> all;
    auto more = statement->step();
    for (; more && *more; more = statement->step())
        addRow(all, *statement);
    if (!more)
        return more.error();
    return all;
}

Result<std::int64_t> ConflictBook::nextBatch()
{
    return db_.integer("SELECT coalesce(max(batch), 0) + 1 FROM conflict");
}

Result<void> ConflictBook::decide(const CaseChoice& choice, std::int64_t batch, std::set<Mid>& mids)
{
    std::string copy = choice.copy ? json::serialize(*choice.copy) : std::string();
    for (const GroupChoice& group : choice.groups) {
        auto open = db_.prepare(
            "SELECT cid, mid, field, kind, mine FROM conflict WHERE entity=? AND id=? AND grp=? "
            "AND (state='open' OR (" +
            std::string(decidedStates) + " AND resolved_at IS NULL))"
        );
        if (!open)
            return open.error();
        open->bind(1, std::string_view(choice.entity)).bind(2, choice.id);
        open->bind(3, std::string_view(group.group));
        bool isThere = false;
        auto more = open->step();
        for (; more && *more; more = open->step()) {
            isThere = true;
            mids.insert(open->integer(1));
            if (copy.empty() && open->text(3) == "gone" && group.source == ConflictSource::mine)
                copy = copyOf(open->text(4));
            const json::value* edited = group.values.if_contains(open->text(2));
            if (group.source == ConflictSource::edited && edited == nullptr)
                return Fault{
                    FaultCode::invalid,
                    "value_missing",
                    "The edited value of " + std::string(open->text(2)) + " is missing.",
                    "Enter a value, or choose one of the two."};
            const std::string value = edited == nullptr ? "null" : json::serialize(*edited);
            if (auto done = note(open->integer(0), group.source, value, batch, copy); !done)
                return done;
            copy.clear(); // Once.
        }
        if (!more)
            return more.error();
        if (!isThere)
            return Fault{
                FaultCode::notFound,
                "no_such_conflict",
                "This conflict is not open any more.",
                "Look at the list again."};
    }
    return {};
}

Result<void> ConflictBook::note(
    std::int64_t cid,
    ConflictSource source,
    const std::string& value,
    std::int64_t batch,
    const std::string& copy
)
{
    auto update = db_.prepare("UPDATE conflict SET state=?, chosen=?, batch=?, copy=? WHERE cid=?");
    if (!update)
        return update.error();
    update->bind(1, nameOf(source)).bind(2, std::string_view(value)).bind(3, batch);
    if (copy.empty())
        update->bind(4, nullptr);
    else
        update->bind(4, std::string_view(copy));
    return update->bind(5, cid).run();
}

Result<bool> ConflictBook::hasOpen(Mid mid)
{
    auto statement = db_.prepare("SELECT 1 FROM conflict WHERE mid=? AND state='open' LIMIT 1");
    if (!statement)
        return statement.error();
    return statement->bind(1, mid).step();
}

Result<std::vector<DecidedField>> ConflictBook::decided(Mid mid)
{
    auto statement = db_.prepare(
        "SELECT " + std::string(decidedColumns) + " FROM conflict WHERE mid=? AND " +
        std::string(decidedStates) + " AND resolved_at IS NULL ORDER BY cid"
    );
    if (!statement)
        return statement.error();
    statement->bind(1, mid);
    return readDecided(*statement);
}

Result<void> ConflictBook::carriedOut(Mid mid, std::optional<Mid> by)
{
    auto update = db_.prepare(
        "UPDATE conflict SET resolved_at=?, resolved_mid=? WHERE mid=? AND " +
        std::string(decidedStates) + " AND resolved_at IS NULL"
    );
    if (!update)
        return update.error();
    return update->bind(1, Timestamp::now().micros).bind(2, by).bind(3, mid).run();
}

Result<std::vector<Resolution>> ConflictBook::recent(std::size_t most)
{
    auto statement = db_.prepare(
        "SELECT batch, max(resolved_at), count(*), entity, id, min(cid) FROM conflict WHERE "
        "batch IS NOT NULL AND resolved_at IS NOT NULL GROUP BY batch ORDER BY batch DESC LIMIT ?"
    );
    if (!statement)
        return statement.error();
    statement->bind(1, static_cast<std::int64_t>(most));
    std::vector<Resolution> all;
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        Resolution one{.batch = statement->integer(0)};
        one.at.micros = statement->integer(1);
        one.fields = statement->integer(2);
        one.entity = statement->text(3);
        one.id = statement->uuid(4);
        all.push_back(std::move(one));
    }
    if (!more)
        return more.error();
    return all;
}

Result<void>
ConflictBook::reopen(std::int64_t batch, std::vector<std::pair<Mid, std::optional<Mid>>>& by)
{
    auto from = db_.prepare("SELECT DISTINCT mid, resolved_mid, EXISTS(SELECT 1 FROM conflict n "
                            "WHERE n.entity=c.entity AND n.id=c.id AND n.field=c.field AND "
                            "n.state='open') FROM conflict c WHERE batch=?");
    if (!from)
        return from.error();
    from->bind(1, batch);
    auto more = from->step();
    for (; more && *more; more = from->step()) {
        if (from->integer(2) != 0)
            return Fault{
                FaultCode::conflict,
                "open_again",
                "A newer conflict about the same field is open.",
                "Decide that one."};
        by.emplace_back(
            from->integer(0), from->isNull(1) ? std::nullopt : std::optional(from->integer(1))
        );
    }
    if (!more)
        return more.error();
    auto update = db_.prepare("UPDATE conflict SET state='open', chosen=NULL, batch=NULL, "
                              "copy=NULL, resolved_at=NULL, resolved_mid=NULL WHERE batch=?");
    if (!update)
        return update.error();
    return update->bind(1, batch).run();
}

Result<void> ConflictBook::waitAgain(Mid mid, std::optional<Mid> by)
{
    auto update = db_.prepare(
        "UPDATE conflict SET resolved_at=NULL, resolved_mid=NULL WHERE mid=? "
        "AND resolved_mid IS ? AND " +
        std::string(decidedStates)
    );
    if (!update)
        return update.error();
    return update->bind(1, mid).bind(2, by).run();
}

Result<std::vector<DecidedField>> ConflictBook::batchFields(std::int64_t batch)
{
    auto statement = db_.prepare(
        "SELECT " + std::string(decidedColumns) + " FROM conflict WHERE batch=? ORDER BY cid"
    );
    if (!statement)
        return statement.error();
    statement->bind(1, batch);
    return readDecided(*statement);
}

Result<std::map<std::string, json::value>>
ConflictBook::openBases(std::string_view entity, const Uuid& id)
{
    auto statement =
        db_.prepare("SELECT field, base FROM conflict WHERE entity=? AND id=? AND state='open'");
    if (!statement)
        return statement.error();
    statement->bind(1, entity).bind(2, id);
    std::map<std::string, json::value> bases;
    auto more = statement->step();
    for (; more && *more; more = statement->step())
        bases.emplace(statement->text(0), readJson(statement->text(1)));
    if (!more)
        return more.error();
    return bases;
}

} // namespace tidemark::sync
