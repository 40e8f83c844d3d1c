// Rows that do not add up: only what differs is asked for, and the cut that follows proves it.
#include "sync/mirror/scope_repair.hpp"
#include "tests/sync/mirror/mirror_fixture.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

constexpr std::int64_t a = 1001;
constexpr std::int64_t b = 1002;
constexpr std::int64_t c = 1003;

using Rows = std::map<std::uint64_t, std::int64_t>;

SupplyRow row(std::uint64_t number, std::int64_t rv)
{
    return {.number = number, .rv = rv, .report = idOf(900)};
}

Rows rowsTo(std::uint64_t last)
{
    Rows rows;
    for (std::uint64_t number = 1; number <= last; ++number)
        rows[number] = 1;
    return rows;
}

/// What the platform holds in one scope, and what it was asked.
struct Truth {
    std::int64_t scope = a;
    Rows rows = {};
    std::int64_t cut = 10;
    std::size_t bucketsAsked = 0;
    std::size_t rowsAsked = 0;

    [[nodiscard]] std::string answer(const RepairAsk& ask)
    {
        if (std::holds_alternative<DigestRequest>(ask))
            return digest();
        if (const auto* keys = std::get_if<KeysRequest>(&ask))
            return listed(*keys);
        return fetched(std::get<FetchRequest>(ask));
    }

private:
    [[nodiscard]] std::string digest() const
    {
        DigestAnswer answer{.cut = cut};
        answer.whole.scope = scope;
        for (const auto& [number, rv] : rows)
            answer.buckets[static_cast<std::size_t>(bucketOf(idOf(number)))].add(idOf(number), rv);
        return boost::json::serialize(toJson(answer));
    }
    [[nodiscard]] std::string listed(const KeysRequest& request)
    {
        KeysAnswer answer{.cut = cut};
        bucketsAsked += request.buckets.size();
        for (const auto& [number, rv] : rows) {
            const int bucket = bucketOf(idOf(number));
            if (std::count(request.buckets.begin(), request.buckets.end(), bucket) > 0)
                answer.keys.push_back({"fuelSupply", {idOf(number), rv}});
        }
        return boost::json::serialize(toJson(answer));
    }
    [[nodiscard]] std::string fetched(const FetchRequest& request)
    {
        std::vector<SupplyRow> found;
        for (const EntityKey& key : request.keys) {
            for (const auto& [number, rv] : rows) {
                if (idOf(number) == key.id)
                    found.push_back(row(number, rv));
            }
        }
        rowsAsked += found.size();
        return pageOf(scope, found, cut);
    }
};

/// Scope `a` live at cut 10 with these rows.
void makeLive(MirrorFixture& mirror, const Rows& rows)
{
    const ScopeGrant grant = aScope(a);
    QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, std::span(&grant, 1)));
    std::vector<SupplyRow> all;
    for (const auto& [number, rv] : rows)
        all.push_back(row(number, rv));
    QVERIFY_OK(mirror.writer->applyPage(pageOf(a, all, 10)));
    const auto pulled = mirror.writer->applyPull(PullFrames(10, 10).digest(a, rows).text());
    QCOMPARE(pulled->verdict, PullVerdict::applied);
}

/// Something outside of the protocol changes the file.
void damage(MirrorFixture& mirror, const std::string& sql)
{
    mirror.writer.reset();
    {
        auto db = openEncrypted(mirror.file(), aKey(), {.kind = StoreKind::mirror});
        QVERIFY_OK(db);
        QVERIFY_OK(db->execute(sql));
    }
    mirror.open();
}

std::string blobOf(std::uint64_t number)
{
    std::string hex = idOf(number).toString();
    std::erase(hex, '-');
    return "x'" + hex + "'";
}

ScopeRepair repaired(MirrorFixture& mirror, Truth& truth)
{
    ScopeRepair repair(truth.scope);
    for (auto ask = repair.ask(); !std::holds_alternative<std::monostate>(ask);
         ask = repair.ask()) {
        const auto taken = repair.take(*mirror.writer, truth.answer(ask));
        if (!taken)
            qFatal("%s", taken.error().cause.c_str());
    }
    return repair;
}

Recheck recheckOf(MirrorFixture& mirror)
{
    return mirror.writer->scopes()->front().recheck;
}

std::optional<std::int64_t> seen(const MirrorFixture& mirror, std::uint64_t number)
{
    auto reader = mirror.reader();
    const auto rv = reader.visibleRv("fuelSupply", idOf(number));
    return rv ? *rv : std::nullopt;
}

} // namespace

class MirrorRepairTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void only_what_differs_travels()
    {
        MirrorFixture mirror;
        Truth truth{.rows = rowsTo(2'000)};
        makeLive(mirror, truth.rows);
        damage(
            mirror,
            "DELETE FROM m_fuel_supply WHERE id=" + blobOf(7) +
                "; UPDATE m_fuel_supply SET rv=9 WHERE id=" + blobOf(8) +
                "; UPDATE m_fuel_supply SET id=" + blobOf(9'001) + " WHERE id=" + blobOf(9)
        );
        QVERIFY_OK(mirror.writer->mend({.recheck = {a}, .at = 5}));
        QCOMPARE(recheckOf(mirror), Recheck::wanted);

        const std::vector<ScopeRepair> repairs{repaired(mirror, truth)};
        const auto changed = mirror.writer->applyRepairs(repairs);

        QVERIFY_OK(changed);
        QCOMPARE(truth.rowsAsked, std::size_t{3});
        QVERIFY(truth.bucketsAsked <= 4);
        QCOMPARE(repairs.front().extra().size(), std::size_t{1});
        QCOMPARE(recheckOf(mirror), Recheck::patched);
        const auto pulled =
            mirror.writer->applyPull(PullFrames(10, 11).digest(a, truth.rows).text());
        QCOMPARE(pulled->verdict, PullVerdict::applied);
        QCOMPARE(pulled->mended, std::vector<ScopeId>{a});
        QCOMPARE(recheckOf(mirror), Recheck::none);
        QCOMPARE(mirror.writer->scopes()->front().mends.size(), std::size_t{1});
        QCOMPARE(seen(mirror, 8), std::optional<std::int64_t>(1));
        QCOMPARE(seen(mirror, 9'001), std::nullopt);
    }

    void wrong_sums_over_right_rows_are_counted_anew()
    {
        MirrorFixture mirror;
        Truth truth{.rows = rowsTo(50)};
        makeLive(mirror, truth.rows);
        damage(mirror, "UPDATE scope SET n=n+1, s=s+77");
        const auto frames = PullFrames(10, 11).digest(a, truth.rows).text();
        QCOMPARE(mirror.writer->applyPull(frames)->verdict, PullVerdict::digestMismatch);

        QVERIFY_OK(mirror.writer->mend({.recheck = {a}, .at = 5}));
        const std::vector<ScopeRepair> repairs{repaired(mirror, truth)};
        QVERIFY_OK(mirror.writer->applyRepairs(repairs));

        QCOMPARE(truth.bucketsAsked, std::size_t{0});
        QCOMPARE(mirror.writer->applyPull(frames)->verdict, PullVerdict::applied);
    }

    void a_patched_scope_is_not_judged_before_its_cut()
    {
        MirrorFixture mirror;
        Truth truth{.rows = rowsTo(3), .cut = 14};
        makeLive(mirror, truth.rows);
        truth.rows[3] = 14; // Newer than our cut.
        QVERIFY_OK(mirror.writer->mend({.recheck = {a}, .at = 5}));
        const std::vector<ScopeRepair> repairs{repaired(mirror, truth)};
        QVERIFY_OK(mirror.writer->applyRepairs(repairs));

        const auto early = mirror.writer->applyPull(PullFrames(10, 12).digest(a, rowsTo(3)).text());
        QCOMPARE(early->verdict, PullVerdict::applied);
        QCOMPARE(recheckOf(mirror), Recheck::patched);
        const auto late = mirror.writer->applyPull(
            PullFrames(12, 14).supply(a, row(3, 14)).digest(a, truth.rows).text()
        );
        QCOMPARE(late->verdict, PullVerdict::applied);
        QCOMPARE(recheckOf(mirror), Recheck::none);
    }

    void a_scope_that_lost_a_row_to_a_patched_one_is_not_judged_before_that_cut()
    {
        MirrorFixture mirror;
        const std::vector<ScopeGrant> grants{aScope(a), aScope(b), aScope(c)};
        QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, grants));
        QVERIFY_OK(mirror.writer->applyPage(pageOf(a, {row(1, 1)}, 10)));
        QVERIFY_OK(mirror.writer->applyPage(pageOf(b, {row(2, 1), row(3, 1)}, 10)));
        QVERIFY_OK(mirror.writer->applyPage(pageOf(c, {row(4, 1)}, 10)));
        const auto joined = mirror.writer->applyPull(PullFrames(10, 10).text());
        QCOMPARE(joined->published.size(), std::size_t{3});
        Truth truth{.rows = {{1, 1}, {2, 13}}, .cut = 14}; // Row 2 moves to `a` behind our cut.
        QVERIFY_OK(mirror.writer->mend({.recheck = {a}, .at = 5}));
        const std::vector<ScopeRepair> repairs{repaired(mirror, truth)};
        QVERIFY_OK(mirror.writer->applyRepairs(repairs));

        const auto early = mirror.writer->applyPull(
            PullFrames(10, 12).digest(a, {{1, 1}}).digest(b, {{2, 1}, {3, 1}}).text()
        );
        QCOMPARE(early->verdict, PullVerdict::applied);
        const auto other = mirror.writer->applyPull(PullFrames(12, 13).digest(c, {{4, 2}}).text());
        QCOMPARE(other->mismatched, std::vector<ScopeId>{c}); // Nothing was taken from it.
        const auto wrong = mirror.writer->applyPull(
            PullFrames(12, 14).digest(a, truth.rows).digest(b, {{2, 1}, {3, 1}}).text()
        );
        QCOMPARE(wrong->verdict, PullVerdict::digestMismatch); // From there on it counts again.
        QCOMPARE(wrong->mismatched, std::vector<ScopeId>{b});
        const auto late = mirror.writer->applyPull(PullFrames(12, 14)
                                                       .gone(b, GoneOp::leave, 2, 13)
                                                       .supply(a, row(2, 13))
                                                       .digest(a, truth.rows)
                                                       .digest(b, {{3, 1}})
                                                       .text());
        QCOMPARE(late->verdict, PullVerdict::applied);
        for (const ScopeState& scope : *mirror.writer->scopes())
            QCOMPARE(scope.recheck, Recheck::none);
    }

    void a_given_up_scope_lets_the_others_flow_and_heals_when_it_adds_up()
    {
        MirrorFixture mirror;
        makeLive(mirror, rowsTo(3));
        QVERIFY_OK(mirror.writer->mend({.giveUp = {a}, .at = 5}));

        const auto wrong = mirror.writer->applyPull(PullFrames(10, 11).digest(a, rowsTo(4)).text());
        QCOMPARE(wrong->verdict, PullVerdict::applied);
        QCOMPARE(recheckOf(mirror), Recheck::givenUp);
        const auto right = mirror.writer->applyPull(PullFrames(11, 12).digest(a, rowsTo(3)).text());
        QCOMPARE(right->verdict, PullVerdict::applied);
        QCOMPARE(recheckOf(mirror), Recheck::none);
    }

    void another_history_keeps_rows_in_sight_and_fetches_only_what_it_lost()
    {
        MirrorFixture mirror;
        Truth truth{.rows = rowsTo(500), .cut = 4};
        Rows ahead = truth.rows;
        ahead[3] = 77;     // Was changed after the backup was made.
        ahead[9'000] = 78; // Was made after it.
        makeLive(mirror, ahead);
        const std::vector<ScopeGrant> grants{aScope(a), aScope(b)};

        QVERIFY_OK(mirror.writer->reconcile({"restored", 2, 4, "t"}, grants));
        QCOMPARE(seen(mirror, 100), std::optional<std::int64_t>(1));
        QVERIFY(*mirror.reader().isJoining()); // Overlays stay meanwhile.
        const std::vector<ScopeRepair> repairs{repaired(mirror, truth)};
        QVERIFY_OK(mirror.writer->applyRepairs(repairs));

        QCOMPARE(truth.rowsAsked, std::size_t{1});
        QCOMPARE(seen(mirror, 3), std::optional<std::int64_t>(1));
        QCOMPARE(seen(mirror, 9'000), std::nullopt);
        QCOMPARE((*mirror.writer->cursor())->history, std::string("restored"));
        QCOMPARE(mirror.writer->scopes()->back().standing, ScopeStanding::joining);
        const auto pulled = mirror.writer->applyPull(
            PullFrames(4, 4).inHistory("restored").digest(a, truth.rows).text()
        );
        QCOMPARE(pulled->verdict, PullVerdict::otherHistory); // The epoch counts too.
    }

    void a_purge_is_owed_as_a_receipt_until_it_was_told()
    {
        MirrorFixture mirror;
        makeLive(mirror, rowsTo(500));
        QVERIFY_OK(
            mirror.writer->applyPull(PullFrames(10, 11).with(RevokeFrame{a, "left", 42}).text())
        );
        mirror.open();

        const auto owed = mirror.writer->receipts();

        QCOMPARE(owed->size(), std::size_t{1});
        QCOMPARE(owed->front().scope, a);
        QCOMPARE(owed->front().rv, std::int64_t{42});
        QCOMPARE(owed->front().rows, std::int64_t{500});
        QVERIFY(owed->front().bytes > 10'000);
        QVERIFY_OK(mirror.writer->forgetReceipt(a, 42));
        QVERIFY(mirror.writer->receipts()->empty());
    }

    void entities_that_may_not_be_read_any_more_leave_in_the_same_cut()
    {
        MirrorFixture mirror;
        makeLive(mirror, rowsTo(3));
        auto narrowed = [](std::int64_t from, std::vector<std::string> reads) {
            HeadFrame head{.history = "h", .epoch = 1, .from = from, .to = from + 1, .salt = "s"};
            head.projection = "p" + std::to_string(from);
            head.reads = std::move(reads);
            std::string text;
            appendFrame(text, head);
            return text;
        };
        EndFrame end{.to = 11, .salt = "s", .digest = {{a, 0, 0}}};
        std::string frames = narrowed(10, {"connector"});
        appendFrame(frames, end);

        const auto pulled = mirror.writer->applyPull(frames);

        QVERIFY_OK(pulled);
        QCOMPARE(pulled->verdict, PullVerdict::applied);
        QCOMPARE(seen(mirror, 1), std::nullopt);
        QCOMPARE(*mirror.writer->projection(), std::string("p10"));
        // And the other way: what is new is found by comparing.
        frames = narrowed(11, {"connector", "fuelSupply"});
        end.to = 12;
        end.digest = {{a, 3, 5}};
        appendFrame(frames, end);
        QCOMPARE(mirror.writer->applyPull(frames)->verdict, PullVerdict::applied);
        QCOMPARE(recheckOf(mirror), Recheck::wanted);
    }
};

QTEST_GUILESS_MAIN(MirrorRepairTest)
#include "mirror_repair_test.moc"
