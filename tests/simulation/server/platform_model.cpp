// Business writes, the gate, and the life of the feed.
#include "tests/simulation/server/platform_model.hpp"

#include "models/core/seeded_fault.hpp"
#include "models/entities/entities.hpp"

#include <algorithm>

namespace tidemark::sim {
namespace {

/// Row versions carry the epoch in their top bits: none is given twice, also after a restore.
constexpr int rvBits = 52;

std::string uuidOf(std::uint64_t high, std::uint64_t low)
{
    Uuid id;
    for (std::size_t i = 0; i < 8; ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(high >> (8 * (7 - i)));
        id.bytes[8 + i] = static_cast<std::uint8_t>(low >> (8 * (7 - i)));
    }
    return id.toString();
}

} // namespace

const EntityInfo& tenantEntity()
{
    static const EntityInfo& info = *findEntity("fuelCode");
    return info;
}

const EntityInfo& organizationEntity()
{
    static const EntityInfo& info = *findEntity("complianceReport");
    return info;
}

PlatformModel::PlatformModel(PlatformShape shape, Numbers numbers)
    : shape_(shape)
    , numbers_(std::move(numbers))
{
    state_.history = uuidOf(numbers_(), numbers_());
}

std::int64_t PlatformModel::nextRv()
{
    return (state_.epoch << rvBits) | ++state_.lastRv;
}

OpenTransaction PlatformModel::begin()
{
    return OpenTransaction{.number = ++lastTransaction_};
}

RowPointer PlatformModel::seen(const OpenTransaction& open, const RowId& key) const
{
    if (const auto own = open.writes.find(key); own != open.writes.end())
        return own->second;
    const auto committed = state_.rows.find(key);
    return committed == state_.rows.end() ? nullptr : committed->second;
}

void PlatformModel::record(OpenTransaction& open, ChangeRecord record)
{
    // The number is drawn when the row is written, so numbers commit out of order.
    record.seq = ++lastSeq_;
    record.transaction = open.number;
    open.records.push_back(std::move(record));
}

bool PlatformModel::write(
    OpenTransaction& open, const RowId& key, Scope scope, boost::json::object fields
)
{
    if (!open.writes.contains(key) && !locks_.insert(key).second)
        return false;
    const RowPointer before = seen(open, key);
    auto after = std::make_shared<RowVersion>();
    after->key = key;
    after->scope = scope;
    after->rv = nextRv();
    after->fields = std::move(fields);
    if (before && before->scope != scope && !TIDEMARK_SEEDED(noLeaveRecord))
        record(open, {.op = 'X', .scope = before->scope, .key = key, .rv = after->rv});
    record(open, {.op = 'U', .scope = scope, .key = key, .rv = after->rv, .image = after});
    open.writes[key] = std::move(after);
    return true;
}

bool PlatformModel::remove(OpenTransaction& open, const RowId& key)
{
    const RowPointer before = seen(open, key);
    if (!before)
        return false;
    if (!open.writes.contains(key) && !locks_.insert(key).second)
        return false;
    record(open, {.op = 'D', .scope = before->scope, .key = key, .rv = nextRv()});
    open.writes[key] = nullptr;
    return true;
}

void PlatformModel::commit(OpenTransaction& open)
{
    for (auto& [key, row] : open.writes) {
        locks_.erase(key);
        if (row)
            state_.rows[key] = std::move(row);
        else
            state_.rows.erase(key);
    }
    for (auto& one : open.records)
        state_.pending.push_back(std::move(one));
    std::sort(
        state_.pending.begin(),
        state_.pending.end(),
        [](const ChangeRecord& a, const ChangeRecord& b) { return a.seq < b.seq; }
    );
    open = {};
}

void PlatformModel::rollBack(OpenTransaction& open)
{
    for (const auto& [key, row] : open.writes)
        locks_.erase(key);
    open = {};
}

void PlatformModel::tellGrant(UserNumber user, Scope scope, char op, std::int64_t rv)
{
    OpenTransaction open = begin();
    record(open, {.op = op, .scope = scope, .rv = rv, .user = user});
    commit(open);
}

void PlatformModel::grant(UserNumber user, Scope scope)
{
    if (state_.isGranted(user, scope))
        return;
    const std::int64_t rv = nextRv();
    state_.grants[{user, scope}] = {rv, false};
    tellGrant(user, scope, 'G', rv);
}

void PlatformModel::revoke(UserNumber user, Scope scope)
{
    if (!state_.isGranted(user, scope))
        return;
    const std::int64_t rv = nextRv();
    state_.grants[{user, scope}] = {rv, true};
    tellGrant(user, scope, 'R', rv);
}

bool PlatformModel::sequence()
{
    if (TIDEMARK_SEEDED(gapProneCursor)) // A reader that asks for what is above the last number.
        std::erase_if(state_.pending, [this](const ChangeRecord& one) {
            return one.seq < lastSeqTaken_;
        });
    if (state_.pending.empty())
        return false;
    lastSeqTaken_ = state_.pending.back().seq;
    auto cut = std::make_shared<CutRecord>();
    if (!state_.cuts.empty())
        cut->granted = state_.cuts.back()->granted;
    cut->cut = state_.headCut() + 1;
    cut->salt = std::to_string(numbers_() >> 1);
    std::size_t count = state_.pending.size();
    if (TIDEMARK_SEEDED(limitInSequencer))
        count = std::min<std::size_t>(count, 2);
    for (std::size_t i = 0; i < count; ++i) {
        ChangeRecord& one = state_.pending[i];
        one.pos = ++state_.headPos;
        one.cut = cut->cut;
        if (one.op == 'U')
            state_.index[one.key] = one.image;
        else if (one.op == 'D')
            state_.index.erase(one.key);
        else if (one.op == 'G')
            cut->granted[one.user].insert(one.scope);
        else if (one.op == 'R')
            cut->granted[one.user].erase(one.scope);
        state_.feed.push_back(std::move(one));
    }
    state_.pending.erase(
        state_.pending.begin(), state_.pending.begin() + static_cast<std::ptrdiff_t>(count)
    );
    cut->lastPos = state_.headPos;
    cut->rows = std::make_shared<const RowMap>(state_.index);
    state_.cuts.push_back(std::move(cut));
    return true;
}

void PlatformModel::raiseFloor(std::int64_t cut)
{
    state_.floorCut = std::max(state_.floorCut, std::min(cut, state_.headCut()));
}

void PlatformModel::comeBack(PlatformState older)
{
    const std::int64_t epoch = state_.epoch;
    state_ = std::move(older);
    locks_.clear();
    state_.history = uuidOf(numbers_(), numbers_());
    state_.epoch = std::max(epoch, state_.epoch) + 1;
}

std::int64_t PlatformModel::lastMidOf(const std::string& client) const
{
    const auto found = state_.clients.find(client);
    return found == state_.clients.end() ? 0 : found->second.lastMid;
}

} // namespace tidemark::sim
