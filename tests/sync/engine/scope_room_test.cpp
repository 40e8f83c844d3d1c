// Which scope leaves when there is no room for all.
#include "sync/engine/scope_leaving.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;

namespace {

ScopeState held(ScopeId scope, ScopeKind kind = ScopeKind::organization)
{
    return {.grant = {.scope = scope, .kind = kind}, .standing = ScopeStanding::live};
}

ScopeChoice used(ScopeId scope, std::int64_t at, ScopeWish wish = ScopeWish::usual)
{
    return {.grant = {.scope = scope}, .wish = wish, .usedAt = Timestamp{at}};
}

const std::vector<ScopeState> all{held(1, ScopeKind::tenant), held(11), held(12), held(13)};

} // namespace

class ScopeRoomTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_one_that_was_not_used_for_the_longest_leaves_first()
    {
        const std::vector<ScopeChoice> choices{used(11, 30), used(12, 10), used(13, 20)};
        QCOMPARE(scopeForRoom(all, choices, {}), std::optional<ScopeId>(12));
        // One that was never used is older than all others.
        const std::vector<ScopeChoice> some{used(11, 30), used(12, 10)};
        QCOMPARE(scopeForRoom(all, some, {}), std::optional<ScopeId>(13));
    }

    void pinned_ones_and_those_that_are_needed_stay()
    {
        const std::vector<ScopeChoice> choices{
            used(11, 30), used(12, 10, ScopeWish::pinned), used(13, 20)};
        QCOMPARE(scopeForRoom(all, choices, {}), std::optional<ScopeId>(13));
        const std::map<ScopeId, ScopeNeed> needs{{13, ScopeNeed::waiting}};
        QCOMPARE(scopeForRoom(all, choices, needs), std::optional<ScopeId>(11));
        const std::map<ScopeId, ScopeNeed> both{{11, ScopeNeed::person}, {13, ScopeNeed::filing}};
        QCOMPARE(scopeForRoom(all, choices, both), std::nullopt);
    }

    void the_tenants_and_the_last_organization_stay()
    {
        const std::vector<ScopeState> last{held(1, ScopeKind::tenant), held(11)};
        QCOMPARE(scopeForRoom(last, {}, {}), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(ScopeRoomTest)
#include "scope_room_test.moc"
