#include "sync/engine/filing_look.hpp"

#include "sync/engine/blob_driver.hpp"
#include "sync/rows/scope_work.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::chrono::minutes readingMost{5};

FilingTitle titleOf(const json::object& row)
{
    FilingTitle title;
    if (const auto* name = row.if_contains("organizationName"); name && name->is_string())
        title.organization = name->get_string();
    if (const auto* year = row.if_contains("year"); year && year->is_int64())
        title.year = year->get_int64();
    return title;
}

/// Its own scope, and those of the tenant.
Result<void> lookAtScopes(DeskStore& desk, Uuid report, const LeaseBook& leases, FilingFacts& facts)
{
    const auto own = desk.windows.reader().scopeOf("complianceReport", report);
    if (!own)
        return own.error();
    const auto scopes = desk.windows.reader().scopes();
    if (!scopes)
        return scopes.error();
    const auto pending = desk.vault.pending();
    if (!pending)
        return pending.error();
    facts.scopes.clear();
    facts.unsent = facts.needYou = 0;
    for (const ScopeState& scope : *scopes) {
        const bool isOwn = *own == scope.grant.scope;
        if (!isOwn && scope.grant.kind != ScopeKind::tenant)
            continue;
        FilingScope needed{.name = scope.grant.name};
        needed.isWhole = scope.standing == ScopeStanding::live;
        needed.isVerified = scope.recheck == Recheck::none && scope.verifiedCut.has_value();
        needed.isLocked = desk.windows.lockedScopes().contains(scope.grant.scope);
        needed.leaseEnd = leases.endOf(scope.grant);
        facts.scopes.push_back(std::move(needed));
        if (!isOwn)
            continue;
        const auto work = workIn(desk.windows.reader(), *pending, scope.grant.scope);
        if (!work)
            return work.error();
        for (const PendingMutation& one : *pending) {
            if (std::find(work->begin(), work->end(), one.mid) == work->end())
                continue;
            const bool waitsForPerson =
                one.state == MutationState::rejected || one.state == MutationState::conflict;
            ++(waitsForPerson ? facts.needYou : facts.unsent);
        }
    }
    return {};
}

/// Both files read through; false: that takes longer than anybody waits for.
QCoro::Task<bool> readStores(Engine& engine, FilingFacts& facts)
{
    StoreCheck& check = engine.checks();
    check.start();
    co_await check.wait(readingMost);
    if (check.isRunning())
        co_return false;
    facts.store = check.vault().damage ? check.vault().damage : check.mirror().damage;
    co_return true;
}

} // namespace

QCoro::Task<Result<FilingLook>>
lookAtFiling(Engine& engine, Uuid report, bool isThorough, FilingFacts before)
{
    bool isRead = false;
    if (isThorough)
        isRead = co_await readStores(engine, before);
    const auto look = [report, leases = engine.leases(), before](DeskStore& desk
                      ) -> Result<FilingLook> {
        FilingLook found{.facts = before};
        const auto row = desk.windows.get("complianceReport", report);
        boost::system::error_code failed;
        const auto value = row ? json::parse(*row, failed) : json::value();
        found.facts.isReportHere = value.is_object();
        if (value.is_object())
            found.title = titleOf(value.get_object());
        if (auto looked = lookAtScopes(desk, report, leases, found.facts); !looked)
            return looked.error();
        return found;
    };
    auto found = co_await engine.stores().desk(look);
    if (!found)
        co_return found;
    auto files = co_await engine.blobs().examine(report, isThorough);
    if (!files)
        co_return files.error();
    found->facts.files = *files;
    const Status& status = engine.status();
    found->facts.isOnline =
        status.link == LinkState::online || status.link == LinkState::onlinePoll;
    const StorageFacts storage = co_await engine.storage();
    found->facts.isRoomShort = storage.level() != StorageLevel::fine;
    found->facts.now = engine.trustedNow();
    if (isRead)
        found->facts.verifiedAt = found->facts.now;
    co_return std::move(found);
}

} // namespace tidemark::sync
