#include "platform/entities/client_writer.hpp"

#include "platform/access/row_guard.hpp"
#include "platform/entities/entity_table.hpp"

#include <algorithm>

namespace tidemark::platform {
namespace {

boost::json::object withChanges(boost::json::object row, const boost::json::object& changes)
{
    for (const auto& member : changes)
        row[member.key()] = member.value();
    return row;
}

/// The fields of `row` that `set` has: what there is to compare with.
boost::json::object sameFields(const boost::json::object& row, const boost::json::object& set)
{
    boost::json::object some;
    for (const auto& member : set) {
        if (const auto* value = row.if_contains(member.key()))
            some[member.key()] = *value;
    }
    return some;
}

/// What could be written breaks a rule: none of it is, and the author decides.
void askAboutAll(
    MergedRow& merged,
    const EntityInfo& info,
    const boost::json::object& base,
    const boost::json::object& theirs
)
{
    for (const FieldInfo& field : info.fields) {
        const auto* mine = merged.apply.if_contains(field.name);
        if (mine == nullptr)
            continue;
        FieldConflict conflict{.field = field.name, .mine = *mine, .group = groupOf(field)};
        if (const auto* before = base.if_contains(field.name))
            conflict.base = *before;
        if (const auto* now = theirs.if_contains(field.name))
            conflict.theirs = *now;
        conflict.kind = ConflictKind::rule;
        merged.conflicts.push_back(std::move(conflict));
    }
    merged.apply.clear();
}

} // namespace

ClientWriter::ClientWriter(
    Transaction& transaction, ActorPointer actor, WriteContext context, ReferenceCache& reference
)
    : transaction_(transaction)
    , actor_(std::move(actor))
    , reference_(reference)
    , rows_(transaction, std::move(context))
{
}

asio::awaitable<Result<StoredRow>>
ClientWriter::create(const EntityInfo& info, boost::json::object row)
{
    std::vector<boost::json::object> one;
    one.push_back(std::move(row));
    auto created = co_await createAll(info, one);
    if (!created)
        co_return created.error();
    co_return std::move(created->front());
}

asio::awaitable<Result<std::vector<StoredRow>>>
ClientWriter::createAll(const EntityInfo& info, const std::vector<boost::json::object>& rows)
{
    if (auto permitted = permit(info, "create"); !permitted)
        co_return permitted.error();
    std::vector<boost::json::object> checked;
    for (const boost::json::object& row : rows) {
        CheckedRow one = checkedCreate(info, row);
        if (!one.isValid()) {
            problems_ = std::move(one.problems);
            co_return faultOf(problems_);
        }
        if (const auto* id = row.if_contains("id"))
            one.values["id"] = *id;
        auto prepared = co_await prepareNew(info, one.values);
        if (!prepared)
            co_return prepared.error();
        checked.push_back(std::move(one.values));
    }
    auto created = co_await rows_.createAll(info, std::move(checked));
    if (!created)
        co_return inWords(info, created.error());
    if (isReferenceEntity(info))
        reference_.forget(transaction_.tenancy().tenant);
    co_return std::move(*created);
}

asio::awaitable<Result<StoredRow>> ClientWriter::patch(
    const EntityInfo& info, Uuid id, boost::json::object changes, std::int64_t expectedRv
)
{
    if (auto permitted = permit(info, "update"); !permitted)
        co_return permitted.error();
    CheckedRow checked = checkedPatch(info, changes);
    if (!checked.isValid()) {
        problems_ = std::move(checked.problems);
        co_return faultOf(problems_);
    }
    auto before = co_await lockSeen(info, id, "update");
    if (!before)
        co_return before.error();
    if (before->rv != expectedRv) {
        current_ = std::move(*before);
        co_return staleFault(info);
    }
    auto prepared = co_await prepareChange(info, *before, checked.values);
    if (!prepared)
        co_return prepared.error();
    auto after = co_await rows_.change(info, *before, std::move(checked.values));
    if (!after)
        co_return inWords(info, after.error());
    if (isReferenceEntity(info))
        reference_.forget(transaction_.tenancy().tenant);
    co_return std::move(*after);
}

asio::awaitable<Result<MergeOutcome>>
ClientWriter::merge(const EntityInfo& info, const PushOp& op, MergeMode mode)
{
    if (auto permitted = permit(info, "update"); !permitted)
        co_return permitted.error();
    auto before = co_await lockSeen(info, op.id, "update");
    if (!before)
        co_return before.error();
    auto entered = co_await enteredFields(info, *before, op.set);
    if (!entered)
        co_return entered.error();
    CheckedRow checked = checkedPatch(info, *entered);
    if (!checked.isValid()) {
        problems_ = std::move(checked.problems);
        co_return faultOf(problems_);
    }
    const boost::json::object theirs = before->object();
    const bool isCurrent = op.baseRv && *op.baseRv == before->rv;
    const boost::json::object base = isCurrent ? sameFields(theirs, checked.values) : op.base;
    MergedRow merged = mergeRow(info, base, checked.values, theirs);
    MergeOutcome outcome;
    outcome.isMerged = merged.tookTheirs;
    if (!isCurrent && !merged.apply.empty()) {
        auto broken = co_await rulesBroken(info, op, theirs, merged.apply);
        if (!broken)
            co_return broken.error();
        outcome.broken = std::move(*broken);
    }
    if (!outcome.broken.empty())
        askAboutAll(merged, info, op.base, theirs);
    outcome.conflicts = merged.conflicts;
    if (merged.apply.empty() || (!merged.isClean() && mode == MergeMode::atomic)) {
        outcome.row = std::move(*before);
        co_return outcome;
    }
    auto prepared = co_await prepareChange(info, *before, merged.apply);
    if (!prepared)
        co_return prepared.error();
    auto after = co_await rows_.change(info, *before, std::move(merged.apply));
    if (!after)
        co_return inWords(info, after.error());
    if (isReferenceEntity(info))
        reference_.forget(transaction_.tenancy().tenant);
    outcome.isChanged = after->rv != before->rv;
    outcome.isMerged = outcome.isMerged || !isCurrent;
    outcome.row = std::move(*after);
    co_return outcome;
}

asio::awaitable<Result<StoredRow>>
ClientWriter::remove(const EntityInfo& info, Uuid id, std::optional<std::int64_t> expectedRv)
{
    if (auto permitted = permit(info, "delete"); !permitted)
        co_return permitted.error();
    auto before = co_await lockSeen(info, id, "delete");
    if (!before)
        co_return before.error();
    if (expectedRv && before->rv != *expectedRv) {
        current_ = std::move(*before);
        co_return staleFault(info);
    }
    auto prepared = co_await prepareRemoval(info, *before);
    if (!prepared)
        co_return prepared.error();
    auto removed = co_await rows_.remove(info, id);
    if (!removed)
        co_return inWords(info, removed.error());
    if (isReferenceEntity(info))
        reference_.forget(transaction_.tenancy().tenant);
    co_return std::move(*removed);
}

Result<void> ClientWriter::permit(const EntityInfo& info, std::string_view action) const
{
    const std::string permission = info.permissionTo(action);
    if (info.writable && info.sync != SyncPolicy::serverOnly && actor_->maySometimes(permission))
        return {};
    return Fault{
        FaultCode::forbidden,
        "not_permitted",
        "You may not " + std::string(action) + " a " + wordsOf(info.name) + '.',
        "Ask an administrator for the permission " + permission + "."};
}

bool ClientWriter::sees(const StoredRow& row) const
{
    return row.scope == 1 || actor_->seesAllOrganizations() || row.scope == actor_->ownScope;
}

asio::awaitable<Result<StoredRow>>
ClientWriter::lockSeen(const EntityInfo& info, Uuid id, std::string_view action)
{
    auto locked = co_await rows_.lock(info, id);
    if (!locked)
        co_return locked.error();
    if (!*locked || !sees(**locked))
        co_return notThere(info);
    const std::string permission = info.permissionTo(action);
    GuardedRow guarded{info.name, id, (*locked)->scope};
    auto reached = co_await ensureReach(transaction_, *actor_, permission, std::move(guarded));
    if (!reached)
        co_return reached.error();
    co_return std::move(**locked);
}

asio::awaitable<Result<boost::json::object>> ClientWriter::enteredFields(
    const EntityInfo& info, const StoredRow& before, const boost::json::object& set
)
{
    if (info.name != "fuelSupply")
        co_return set;
    auto reference = co_await reference_.get(transaction_);
    if (!reference)
        co_return reference.error();
    const boost::json::object merged = withChanges(before.object(), set);
    const auto* name = merged.if_contains("fuelType");
    const FuelType* type =
        name != nullptr && name->is_string() ? (*reference)->fuelType(name->get_string()) : nullptr;
    const bool isDensityEntered = type != nullptr && type->unrecognized;
    const auto derived = derivedFieldNames();
    boost::json::object entered;
    for (const auto& member : set) {
        const bool isDerived =
            std::find(derived.begin(), derived.end(), member.key()) != derived.end();
        if (!isDerived || (isDensityEntered && member.key() == "energyDensity"))
            entered[member.key()] = member.value();
    }
    co_return entered;
}

Fault ClientWriter::inWords(const EntityInfo& info, const Fault& fault) const
{
    const std::string_view constraint = constraintIn(fault);
    if (fault.reason.starts_with("duplicate:")) {
        const bool isId = constraint == info.table + "_pkey";
        return Fault{
            FaultCode::conflict,
            isId ? "id_taken" : "duplicate",
            "There is already a " + wordsOf(info.name) + " like this.",
            isId ? "Create it with a new id." : "Choose another name or open the existing one."};
    }
    if (fault.reason.starts_with("missing_reference:"))
        return Fault{
            FaultCode::invalid,
            "missing_reference",
            "The " + wordsOf(info.name) + " names a record that is not there.",
            "Choose an existing record."};
    if (fault.reason.starts_with("check_failed:"))
        return Fault{
            FaultCode::invalid,
            "check_failed",
            "A value of the " + wordsOf(info.name) + " breaks a rule (" + std::string(constraint) +
                ").",
            "Correct the value, then try again."};
    return fault;
}

} // namespace tidemark::platform
