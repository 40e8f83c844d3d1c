// Parts of the agent that stand still are begun anew, and said when that does not help.
#include "models/core/fault_id.hpp"
#include "sync/engine/diagnostics.hpp"
#include "sync/engine/region_watch.hpp"
#include "sync/wire/standstill.hpp"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::sync;

namespace {

/// A part that moves when the test says so.
struct Part {
    std::uint64_t steps = 0;
    bool isBusy = false;
    int restarts = 0;

    [[nodiscard]] Region region(std::string name, Millis patience)
    {
        return {
            std::move(name),
            patience,
            [this] { return steps; },
            [this] { return isBusy; },
            [this] { ++restarts; }};
    }
};

} // namespace

class RegionWatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void only_what_stands_still_is_begun_anew()
    {
        Part moving{.isBusy = true};
        Part resting;
        Part stuck{.isBusy = true};
        RegionWatch watch;
        watch.add(moving.region("pull", 100));
        watch.add(resting.region("push", 100));
        watch.add(stuck.region("link", 100));
        std::vector<std::string> told;
        for (Millis now = 0; now <= 100; now += 20) {
            ++moving.steps;
            watch.look(now, [&](const std::string& region, bool isLost) {
                told.push_back(region + (isLost ? "!" : ""));
            });
        }
        QCOMPARE(told, std::vector<std::string>{"link"});
        QCOMPARE(stuck.restarts, 1);
        QCOMPARE(moving.restarts + resting.restarts, 0);
    }

    void after_three_times_in_an_hour_a_person_has_to_know()
    {
        Part stuck{.isBusy = true};
        RegionWatch watch;
        watch.add(stuck.region("files", 100));
        std::vector<bool> told;
        for (Millis now = 0; now <= 400; now += 100)
            watch.look(now, [&](const std::string&, bool isLost) { told.push_back(isLost); });
        QCOMPARE(told, (std::vector<bool>{false, false, false, true}));
        QCOMPARE(stuck.restarts, watchRestartsMax);
    }

    void what_stands_still_is_seen_in_the_diagnostics_by_its_number()
    {
        CheckFacts facts;
        const auto regionsOf = [](const CheckFacts& known) {
            for (const Check& check : checksOf(known)) {
                if (check.id == "regions")
                    return check;
            }
            return Check{};
        };
        QCOMPARE(regionsOf(facts).finding, std::string("moving"));
        facts.status.notices.push_back({std::string(standstillNotice) + "link", {}, 3, {}});
        const Check still = regionsOf(facts);
        QCOMPARE(still.state, CheckState::bad);
        const std::string number = faultId(standstill("link"));
        QVERIFY(still.detail.find("link " + number) != std::string::npos);
        QVERIFY2(number != faultId(standstill("files")), "each has its own");
    }
};

QTEST_GUILESS_MAIN(RegionWatchTest)
#include "region_watch_test.moc"
