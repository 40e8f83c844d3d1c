#include "sync/mirror/scope_book.hpp"

#include "models/core/seeded_fault.hpp"
#include "sync/mirror/mirror_schema.hpp"

#include <algorithm>
#include <charconv>

namespace tidemark::sync {
namespace {

/// The first entity of a snapshot after `name`; after none: the very first. Null: no more. All
/// scopes go through all entities, since an activity lies in the scope of what it tells of.
const EntityInfo* entityAfter(std::string_view name)
{
    const EntityInfo* before = name.empty() ? nullptr : mirroredEntity(name);
    for (const EntityInfo* entity : mirroredEntities()) {
        if (before == nullptr || entity->code > before->code)
            return entity;
    }
    return nullptr;
}

/// Where a snapshot is, in an order in which it only moves on.
struct Position {
    int code = 0;
    Uuid after = {};
    friend auto operator<=>(const Position&, const Position&) = default;
};

Position positionOf(std::string_view entity, const Uuid& after)
{
    const EntityInfo* info = mirroredEntity(entity);
    return {info != nullptr ? info->code : 0, after};
}

constexpr std::string_view awayKey = "away";

Result<std::set<ScopeId>> readAway(Database& db)
{
    const auto kept = readMeta(db, awayKey);
    if (!kept)
        return kept.error();
    std::set<ScopeId> scopes;
    const char* at = kept->data();
    for (const char* const end = at + kept->size(); at < end; ++at) {
        ScopeId scope = 0;
        at = std::from_chars(at, end, scope).ptr;
        scopes.insert(scope);
    }
    return scopes;
}

} // namespace

Result<void> ScopeBook::load()
{
    auto away = readAway(*db_);
    if (!away)
        return away.error();
    away_ = *std::move(away);
    entries_.clear();
    auto statement =
        db_->prepare("SELECT id, standing='live', recheck, coalesce(ready_cut, 0) FROM scope");
    if (!statement)
        return statement.error();
    auto more = statement->step();
    for (; more && *more; more = statement->step())
        entries_[statement->integer(0)] = {
            statement->integer(1) != 0 ? ScopeStanding::live : ScopeStanding::joining,
            static_cast<Recheck>(statement->integer(2)),
            statement->integer(3)};
    if (!more)
        return more.error();
    return {};
}

std::optional<ScopeStanding> ScopeBook::standing(ScopeId scope) const
{
    const auto found = entries_.find(scope);
    return found == entries_.end() ? std::nullopt : std::optional(found->second.standing);
}

Recheck ScopeBook::recheck(ScopeId scope) const
{
    const auto found = entries_.find(scope);
    return found == entries_.end() ? Recheck::none : found->second.recheck;
}

std::int64_t ScopeBook::readyCut(ScopeId scope) const
{
    const auto found = entries_.find(scope);
    return found == entries_.end() ? 0 : found->second.readyCut;
}

bool ScopeBook::isAnyJoining() const
{
    return std::any_of(entries_.begin(), entries_.end(), [](const auto& entry) {
        return entry.second.standing == ScopeStanding::joining;
    });
}

Result<void> ScopeBook::setAway(std::set<ScopeId> scopes)
{
    if (scopes == away_)
        return {};
    away_ = std::move(scopes);
    std::string text;
    for (const ScopeId scope : away_)
        text += std::to_string(scope) + ",";
    return writeMeta(*db_, awayKey, text);
}

Result<bool> ScopeBook::join(const ScopeGrant& grant)
{
    if (away_.contains(grant.scope))
        return false;
    const bool isNew = !standing(grant.scope);
    auto statement = db_->prepare(
        "INSERT INTO scope(id, kind, name, lease, standing, entity, class) "
        "VALUES(?,?,?,?,'joining',?,?) ON CONFLICT(id) DO UPDATE SET name=excluded.name, "
        "lease=excluded.lease, class=excluded.class"
    );
    if (!statement)
        return statement.error();
    const EntityInfo* first = entityAfter({});
    statement->bind(1, grant.scope)
        .bind(2, nameOf(grant.kind))
        .bind(3, std::string_view(grant.name))
        .bind(4, grant.leaseSeconds)
        .bind(5, std::string_view(first != nullptr ? first->name : std::string_view()))
        .bind(6, static_cast<std::int64_t>(grant.dataClass));
    if (auto done = statement->run(); !done)
        return done.error();
    if (isNew)
        entries_[grant.scope] = {};
    return isNew;
}

Result<void> ScopeBook::restart(ScopeId scope)
{
    if (!standing(scope))
        return {};
    const EntityInfo* first = entityAfter({});
    auto statement = db_->prepare("UPDATE scope SET standing='joining', entity=?, after=NULL, "
                                  "complete=0, ready_cut=NULL, n=0, s=0, recheck=0, "
                                  "verified_cut=NULL WHERE id=?");
    if (!statement)
        return statement.error();
    entries_[scope] = {};
    const std::string_view name = first != nullptr ? first->name : std::string_view();
    return statement->bind(1, name).bind(2, scope).run();
}

Result<void> ScopeBook::remove(ScopeId scope)
{
    auto statement = db_->prepare("DELETE FROM scope WHERE id=?");
    if (!statement)
        return statement.error();
    entries_.erase(scope);
    return statement->bind(1, scope).run();
}

Result<void> ScopeBook::advance(const PageFrame& page)
{
    auto stored = db_->prepare("SELECT entity, after FROM scope WHERE id=?");
    if (!stored)
        return stored.error();
    const auto row = stored->bind(1, page.scope).step();
    if (!row)
        return row.error();
    if (!*row)
        return {};
    std::string entity = page.entity;
    if (!page.next) {
        const EntityInfo* following = entityAfter(page.entity);
        entity = following != nullptr ? following->name : std::string();
    }
    const bool isComplete = page.readyCut.has_value() || entity.empty();
    const Position now = positionOf(stored->text(0), stored->uuid(1));
    if (!isComplete && positionOf(entity, page.next.value_or(Uuid{})) <= now)
        return {}; // An old page once more.
    auto update =
        db_->prepare("UPDATE scope SET entity=?, after=?, complete=?, ready_cut=? WHERE id=?");
    if (!update)
        return update.error();
    update->bind(1, std::string_view(entity));
    if (page.next)
        update->bindBlob(2, page.next->bytes);
    else
        update->bind(2, nullptr);
    update->bind(3, static_cast<std::int64_t>(isComplete ? 1 : 0)).bind(4, page.readyCut);
    return update->bind(5, page.scope).run();
}

Result<std::vector<ScopeId>> ScopeBook::ready(std::int64_t cut)
{
    auto statement = db_->prepare("SELECT id FROM scope WHERE standing='joining' AND complete=1 "
                                  "AND ready_cut IS NOT NULL AND ready_cut<=? ORDER BY id");
    if (!statement)
        return statement.error();
    std::vector<ScopeId> scopes;
    statement->bind(1, TIDEMARK_SEEDED(publishEarly) ? INT64_MAX : cut);
    auto more = statement->step();
    for (; more && *more; more = statement->step())
        scopes.push_back(statement->integer(0));
    if (!more)
        return more.error();
    return scopes;
}

Result<void> ScopeBook::publish(ScopeId scope)
{
    auto statement =
        db_->prepare("UPDATE scope SET standing='live', entity='', after=NULL WHERE id=?");
    if (!statement)
        return statement.error();
    entries_[scope].standing = ScopeStanding::live;
    return statement->bind(1, scope).run();
}

Result<void> ScopeBook::verified(ScopeId scope, std::int64_t cut)
{
    auto statement = db_->prepare("UPDATE scope SET verified_cut=? WHERE id=?");
    if (!statement)
        return statement.error();
    return statement->bind(1, cut).bind(2, scope).run();
}

Result<DigestSum> ScopeBook::digest(ScopeId scope)
{
    auto statement = db_->prepare("SELECT n, s FROM scope WHERE id=?");
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, scope).step();
    if (!row)
        return row.error();
    if (!*row)
        return DigestSum{};
    return DigestSum{statement->integer(0), static_cast<std::uint64_t>(statement->integer(1))};
}

Result<void> ScopeBook::setRecheck(ScopeId scope, Recheck recheck)
{
    auto statement = db_->prepare("UPDATE scope SET recheck=?1, verified_cut=CASE WHEN ?1=0 THEN "
                                  "verified_cut END WHERE id=?2");
    if (!statement)
        return statement.error();
    entries_[scope].recheck = recheck;
    return statement->bind(1, static_cast<std::int64_t>(recheck)).bind(2, scope).run();
}

Result<void> ScopeBook::patched(ScopeId scope, std::int64_t readyCut, const DigestSum& sums)
{
    auto statement = db_->prepare("UPDATE scope SET recheck=2, ready_cut=?, n=?, s=? WHERE id=?");
    if (!statement)
        return statement.error();
    entries_[scope].recheck = Recheck::patched;
    entries_[scope].readyCut = readyCut;
    statement->bind(1, readyCut).bind(2, sums.count);
    return statement->bind(3, static_cast<std::int64_t>(sums.sum)).bind(4, scope).run();
}

namespace {

Result<void> readMends(Database& db, std::vector<ScopeState>& scopes)
{
    auto statement = db.prepare("SELECT scope, at, rejoin FROM mend ORDER BY at");
    if (!statement)
        return statement.error();
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        for (ScopeState& scope : scopes) {
            if (scope.grant.scope == statement->integer(0))
                scope.mends.push_back({statement->integer(1), statement->integer(2) != 0});
        }
    }
    return more ? Result<void>() : more.error();
}

} // namespace

Result<std::vector<ScopeState>> readScopes(Database& db)
{
    auto statement = db.prepare("SELECT id, kind, name, lease, standing='live', entity, after, "
                                "complete, ready_cut, n, verified_cut, class, recheck FROM scope "
                                "ORDER BY id");
    if (!statement)
        return statement.error();
    std::vector<ScopeState> scopes;
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        ScopeState state;
        state.grant.scope = statement->integer(0);
        state.grant.kind = scopeKindOf(statement->text(1)).value_or(ScopeKind::organization);
        state.grant.name = statement->text(2);
        state.grant.leaseSeconds = statement->integer(3);
        state.standing = statement->integer(4) != 0 ? ScopeStanding::live : ScopeStanding::joining;
        state.entity = statement->text(5);
        state.after = statement->isNull(6) ? std::string() : statement->uuid(6).toString();
        state.snapshotComplete = statement->integer(7) != 0;
        if (!statement->isNull(8))
            state.readyCut = statement->integer(8);
        state.rows = statement->integer(9);
        if (!statement->isNull(10))
            state.verifiedCut = statement->integer(10);
        state.grant.dataClass = static_cast<int>(statement->integer(11));
        state.recheck = static_cast<Recheck>(statement->integer(12));
        scopes.push_back(std::move(state));
    }
    if (!more)
        return more.error();
    if (auto done = readMends(db, scopes); !done)
        return done.error();
    return scopes;
}

} // namespace tidemark::sync
