// Sync activity, pending changes, sync details and diagnostics: what the buttons do, what is
// counted, and that everything fits its window.
#include "tests/ui/fake_agent.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/style.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/sync/activity_page.hpp"
#include "ui/sync/diagnostics_page.hpp"
#include "ui/sync/pending_page.hpp"
#include "ui/sync/sync_page.hpp"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QTemporaryDir>
#include <QTest>

#include <boost/json.hpp>

using namespace tidemark;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

/// Remembers where a page wanted to go.
class Goings final : public ui::Navigator {
public:
    void open(const ui::Place& place) override { places.push_back(place); }
    void back() override {}

    std::vector<ui::Place> places = {};
};

class Agrees final : public ui::Prompter {
public:
    void confirm(QWidget*, const ui::Question& question, std::function<void(bool)> then) override
    {
        questions.push_back(question);
        then(true);
    }

    std::vector<ui::Question> questions = {};
};

json::object eventOf(std::int64_t id, json::object more)
{
    json::object event{
        {"id", id},
        {"at", "2026-11-30T04:00:00Z"},
        {"level", "info"},
        {"kind", "push"},
        {"what", "sent"}};
    for (auto& [key, value] : more)
        event[key] = value;
    return event;
}

json::object changeOf(std::int64_t mid, const char* state)
{
    return {
        {"mid", mid},
        {"name", "fuelSupply.edit"},
        {"state", state},
        {"title", "fuelSupply.edit"},
        {"createdAt", "2026-11-30T04:00:00Z"},
        {"attempts", 1},
        {"report", {{"id", "r-1"}, {"year", 2024}, {"organization", "Demo Fuels"}}},
        {"row", "Electricity, Battery bus"},
        {"ops", json::array()}};
}

/// A page in a window of its own, on an agent of the test's making.
struct Bench {
    Bench()
        : fake(folder.filePath(QStringLiteral("agent.sock")))
        , agent({.address = fake.address(), .retryFirst = std::chrono::milliseconds(10)})
    {
        fake.status.state = sync::AgentState::open;
        fake.status.link = sync::LinkState::online;
        fake.status.server = "https://tidemark.example.com";
        fake.status.cut = fake.status.headCut = "57";
        agent.start();
    }

    template <class PageType, class... More>
    PageType* show(const QSize& size, More... more)
    {
        page.reset(new PageType(ui::PageContext{agent, goings, prompter}, more...));
        page->resize(size);
        page->show();
        page->entered();
        return static_cast<PageType*>(page.get());
    }
    ui::Button* button(const char* text)
    {
        for (auto* one : page->findChildren<ui::Button*>()) {
            if (one->text() == QString::fromUtf8(text))
                return one;
        }
        return nullptr;
    }
    ui::TableView* table() { return page->findChild<ui::TableView*>(); }
    bool says(const char* text)
    {
        for (auto* label : page->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(QString::fromUtf8(text)))
                return true;
        }
        return false;
    }
    void picture(const char* name)
    {
        QTest::qWait(80);
        const QString into = QStringLiteral(TIDEMARK_BINARY_DIR "/look");
        QDir().mkpath(into);
        QVERIFY(page->grab().save(
            into + QLatin1Char('/') + QLatin1String(name) + QStringLiteral(".png")
        ));
    }
    json::object lastParams(std::string_view method)
    {
        for (auto at = fake.requests.rbegin(); at != fake.requests.rend(); ++at) {
            if (at->method == method)
                return at->params.as_object();
        }
        return {};
    }

    QTemporaryDir folder;
    FakeAgent fake;
    sync::AgentClient agent;
    Goings goings;
    Agrees prompter;
    std::unique_ptr<ui::Page> page;
};

} // namespace

class SyncPagesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English));
        const bool isDark = qEnvironmentVariableIsSet("TIDEMARK_DARK");
        ui::Style::apply(*qApp, ui::Tokens::of(isDark ? ui::Theme::dark : ui::Theme::light, 1.0));
    }

    void activity_is_listed_filtered_searched_and_copied()
    {
        Bench bench;
        bench.fake.handlers["synclog.list"] = [](const json::object& params
                                              ) -> Result<json::value> {
            if (params.contains("after"))
                return json::value{{"items", json::array()}, {"more", false}};
            if (params.contains("before"))
                return json::value{{"items", json::array{eventOf(1, {})}}, {"more", false}};
            return json::value{
                {"items",
                 json::array{
                     eventOf(9, {{"count", 3}, {"bytes", 2048}, {"ms", 41}, {"mid", 7}}),
                     eventOf(
                         8,
                         {{"level", "problem"},
                          {"kind", "request"},
                          {"what", "refused"},
                          {"subject", "rows.get"},
                          {"code", "notFound"},
                          {"reason", "no_such_row"},
                          {"fault", "T-4K7Q-2M9"},
                          {"times", 4}}
                     )}},
                {"more", true}};
        };
        bench.show<ui::ActivityPage>({1000, 600}, QStringLiteral("T-4K7Q"));
        QTRY_COMPARE(bench.table()->model()->rowCount(), 2);
        QCOMPARE(bench.lastParams("synclog.list").at("search").as_string().c_str(), "T-4K7Q");
        const auto cell = [&](int row, int column) {
            return bench.table()->model()->index(row, column).data().toString();
        };
        QCOMPARE(cell(0, 2), QStringLiteral("Changes were sent."));
        QVERIFY(cell(0, 3).contains(QStringLiteral("41 ms")));
        QCOMPARE(cell(1, 4), QStringLiteral("T-4K7Q-2M9"));
        QVERIFY(cell(1, 2).contains(QStringLiteral("rows.get")));
        bench.picture("activity-light");

        bench.button("Copy as text")->click();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.contains(QStringLiteral("T-4K7Q-2M9")));
        QCOMPARE(copied.count(QLatin1Char('\n')), 2);
        bench.button("Show older")->click();
        QTRY_COMPARE(bench.table()->model()->rowCount(), 3);
        QTRY_VERIFY(!bench.button("Show older")->isEnabled());
        QVERIFY(!bench.button("Show older")->toolTip().isEmpty());

        bench.page->findChild<QCheckBox*>()->setChecked(true);
        QTRY_VERIFY(bench.lastParams("synclog.list").at("problems").as_bool());
        auto* kind = bench.page->findChild<QComboBox*>();
        kind->setCurrentIndex(kind->findData(QStringLiteral("pull")));
        QTRY_VERIFY(
            json::serialize(bench.lastParams("synclog.list")).find(R"("kinds":["pull"])") !=
            std::string::npos
        );
    }

    void an_empty_activity_says_what_will_be_here()
    {
        Bench bench;
        bench.fake.handlers["synclog.list"] = [](const json::object&) -> Result<json::value> {
            return json::value{{"items", json::array()}, {"more", false}};
        };
        bench.show<ui::ActivityPage>({760, 500}, QString());
        QTRY_VERIFY(bench.says("Nothing has happened yet"));
        QVERIFY(!bench.button("Copy as text")->isEnabled());
        bench.page->findChild<QLineEdit*>()->setText(QStringLiteral("T-0"));
        QTRY_VERIFY(bench.says("Nothing matches"));
        bench.picture("activity-empty");
    }

    void pending_counts_all_and_says_what_each_is_about()
    {
        Bench bench;
        json::object held = changeOf(43, "queued");
        held["dependsOn"] = json::array{42};
        held["blockedBy"] = 42;
        const json::array items{changeOf(41, "queued"), changeOf(42, "parked"), std::move(held)};
        bench.fake.handlers["pending.list"] = [items](const json::object&) -> Result<json::value> {
            return json::value{{"items", items}, {"total", 1200}};
        };
        bench.fake.handlers["pending.discard"] = [](const json::object&) -> Result<json::value> {
            return json::value(json::object());
        };
        bench.show<ui::PendingPage>({1100, 600});
        QTRY_COMPARE(bench.table()->model()->rowCount(), 3);
        QVERIFY(bench.table()->model()->index(0, 0).data().toString().contains(
            QStringLiteral("2024 compliance report, Demo Fuels · Electricity, Battery bus")
        ));
        QCOMPARE(
            bench.table()->model()->index(1, 1).data().toString(),
            QStringLiteral("Could not be carried out")
        );
        QVERIFY(bench.says("The 3 most urgent of 1,200"));

        bench.table()->selectRow(2);
        QTRY_VERIFY(bench.says("change 42, which needs you"));
        bench.button("Open the report")->click();
        QCOMPARE(bench.goings.places.back(), (ui::Place{QStringLiteral("report"), "r-1"}));
        bench.picture("pending-one");

        bench.table()->selectAll();
        QTRY_VERIFY(bench.button("Discard these…")->isVisible());
        bench.picture("pending-bulk");
        bench.button("Discard these…")->click();
        QCOMPARE(bench.prompter.questions.size(), std::size_t{1});
        QTRY_COMPARE(bench.fake.countOf("pending.discard"), 3);
    }

    void sync_details_list_the_parts_and_switch_work_offline()
    {
        Bench bench;
        bench.fake.handlers["sync.status"] = [](const json::object&) -> Result<json::value> {
            const auto scope = [](const char* id, json::object more) {
                json::object one{
                    {"id", id},
                    {"name", "Demo Fuels"},
                    {"kind", "organization"},
                    {"class", 2},
                    {"standing", "live"},
                    {"recheck", "none"},
                    {"rows", 12040},
                    {"bytes", 41200000},
                    {"verifiedCut", "57"},
                    {"leaseEndsAt", "2026-12-03T04:00:00Z"},
                    {"lockedSince", nullptr}};
                for (auto& [key, value] : more)
                    one[key] = value;
                return one;
            };
            json::object answer;
            answer["scopes"] = json::array{
                scope("1", {}),
                scope("1001", {{"lockedSince", "2026-11-29T04:00:00Z"}, {"class", 3}}),
                scope("1002", {{"standing", "joining"}, {"verifiedCut", nullptr}})};
            return json::value(std::move(answer));
        };
        bench.show<ui::SyncPage>({1100, 800});
        QTRY_COMPARE(bench.table()->model()->rowCount(), 3);
        const auto cell = [&](int row, int column) {
            return bench.table()->model()->index(row, column).data().toString();
        };
        QCOMPARE(cell(0, 1), QStringLiteral("Complete"));
        QCOMPARE(cell(0, 3), QStringLiteral("12,040"));
        QCOMPARE(cell(1, 1), QStringLiteral("Locked"));
        QVERIFY(cell(1, 6).startsWith(QStringLiteral("ended ")));
        QCOMPARE(cell(2, 5), QStringLiteral("not yet"));
        bench.picture("sync-parts");
        QTRY_VERIFY(bench.button("Work offline")->isEnabled());
        bench.button("Work offline")->click();
        QTRY_COMPARE(bench.fake.countOf("sync.pause"), 1);
        bench.fake.status.isPaused = true;
        bench.fake.tellStatus();
        QTRY_VERIFY(bench.button("Go online") != nullptr);
        QVERIFY(!bench.button("Sync now")->isEnabled());
        bench.button("Go online")->click();
        QTRY_COMPARE(bench.fake.countOf("sync.resume"), 1);
        bench.page->resize(620, 700);
        bench.picture("sync-parts-narrow");
    }

    void diagnostics_are_said_in_words_and_offer_the_next_step()
    {
        Bench bench;
        bench.fake.handlers["diagnostics.run"] = [](const json::object&) -> Result<json::value> {
            const json::value paused{
                {"id", "link"},
                {"finding", "paused"},
                {"state", "warn"},
                {"title", "raw"},
                {"detail", "raw"},
                {"nextStep", "raw"},
                {"args", json::array()},
                {"act", "resume"}};
            const json::value partly{
                {"id", "mirror"},
                {"finding", "partly"},
                {"state", "ok"},
                {"args", json::array{"12", "40"}},
                {"act", ""}};
            const json::value newer{
                {"id", "weather"},
                {"finding", "rain"},
                {"state", "bad"},
                {"title", "Weather"},
                {"detail", "It rains."},
                {"nextStep", "Wait."},
                {"args", json::array()},
                {"act", "umbrella"}};
            return json::value{
                {"checks", json::array{paused, partly, newer}}, {"isReading", false}};
        };
        bench.show<ui::DiagnosticsPage>({900, 600});
        QTRY_VERIFY(bench.says("You chose to work offline."));
        QVERIFY(bench.says("12 of 40 tables were read so far; no damage."));
        QVERIFY(bench.says("It rains."));
        bench.picture("diagnostics-acts");
        bench.button("Go online")->click();
        QTRY_COMPARE(bench.fake.countOf("sync.resume"), 1);
    }
};

QTEST_MAIN(SyncPagesTest)
#include "sync_pages_test.moc"
