// The two pages of runs, with what a person sees and reaches. With TIDEMARK_PICTURES set to a
// folder it leaves a picture of each.
#include "sync/client/agent_client.hpp"
#include "tests/ui/fake_agent.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/style.hpp"
#include "ui/runs/run_watch_page.hpp"
#include "ui/runs/runs_page.hpp"

#include <QApplication>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

#include <boost/json.hpp>

#include <memory>

using namespace tidemark;
namespace json = boost::json;

namespace {

constexpr auto runId = "01930000-0000-7000-8000-000000000001";

struct Places : ui::Navigator {
    void open(const ui::Place& place) override { opened = place; }
    void back() override {}
    ui::Place opened;
};

struct Agrees : ui::Prompter {
    void confirm(QWidget*, const ui::Question& question, std::function<void(bool)> then) override
    {
        asked = question;
        then(true);
    }
    ui::Question asked;
};

json::object runRow(int number, const char* state, int progress)
{
    const bool ended = progress == 100;
    return {
        {"id", number == 4812 ? runId : "run-" + std::to_string(number)},
        {"rv", "5"},
        {"number", number},
        {"definitionId", "d"},
        {"definitionName", "EMIR daily positions"},
        {"state", state},
        {"progress", progress},
        {"startedBy", "Ada Okafor"},
        {"startedAt", "2026-03-31T09:40:20Z"},
        {"finishedAt", ended ? json::value("2026-03-31T09:43:50Z") : json::value()},
        {"exceptions", 18},
        {"rowsOut", ended ? 412788 : 250000},
        {"errorCause", std::string_view(state) == "failed" ? "The source did not answer." : ""},
        {"artefactName", std::string_view(state) == "completed" ? "positions.csv" : ""}};
}

json::object stepRow(int position, const char* kind, const char* status, int from, int to)
{
    const auto at = [](int second) {
        return json::value(
            "2026-03-31T09:" + std::to_string(40 + second / 60) + ":" +
            (second % 60 < 10 ? "0" : "") + std::to_string(second % 60) + "Z"
        );
    };
    return {
        {"id", "step-" + std::to_string(position)},
        {"rv", "1"},
        {"runId", runId},
        {"kind", kind},
        {"position", position},
        {"status", status},
        {"attempt", position == 3 ? 2 : 1},
        {"attemptsMost", 3},
        {"startedAt", from < 0 ? json::value() : at(from)},
        {"finishedAt", to < 0 ? json::value() : at(to)},
        {"rowsIn", 412788},
        {"rowsOut", 250000}};
}

} // namespace

class RunPagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void the_list_opens_a_run_and_starts_one();
    void the_watch_shows_the_run_and_asks_before_cancelling();

private:
    void photograph(QWidget& page, const QString& name);

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<tests::FakeAgent> fake_;
    std::unique_ptr<sync::AgentClient> client_;
    Places places_;
    Agrees prompter_;
};

void RunPagesTest::initTestCase()
{
    ui::Style::apply(
        *qApp,
        ui::Tokens::of(
            qEnvironmentVariableIsSet("TIDEMARK_DARK") ? ui::Theme::dark : ui::Theme::light, 1.0
        )
    );
}

void RunPagesTest::init()
{
    client_.reset();
    folder_ = std::make_unique<QTemporaryDir>();
    fake_ = std::make_unique<tests::FakeAgent>(folder_->filePath(QStringLiteral("agent.sock")));
    fake_->status.state = sync::AgentState::open;
    fake_->status.link = sync::LinkState::online;
    fake_->status.user =
        sync::User{.id = "u", .login = "ada@demo.example", .permissions = {"run:*"}};
    fake_->rows["reportRun"] = {
        runRow(4812, "transforming", 50),
        runRow(4811, "completed", 100),
        runRow(4810, "failed", 100),
        runRow(4809, "completed", 100)};
    fake_->rows["reportDefinition"] = {
        {{"id", "d"}, {"rv", "1"}, {"name", "EMIR daily positions"}, {"isActive", true}}};
    fake_->rows["runStep"] = {
        stepRow(0, "initialize", "completed", 20, 21),
        stepRow(1, "fetchData", "completed", 21, 62),
        stepRow(2, "preValidation", "completed", 62, 71),
        stepRow(3, "transform", "running", 71, -1),
        stepRow(4, "postValidation", "pending", -1, -1),
        stepRow(5, "generateArtifacts", "pending", -1, -1),
        stepRow(6, "deliver", "pending", -1, -1)};
    for (const char* quiet : {"live.subscribe", "live.unsubscribe"})
        fake_->handlers[quiet] = [](const json::object&) { return json::object{}; };
    fake_->handlers["platform.call"] = [](const json::object& params) -> Result<json::value> {
        const std::string path(params.at("path").as_string());
        if (path.find("/log?after=0") == std::string::npos)
            return json::object{
                {"status", 201}, {"body", {{"id", runId}, {"lines", json::array{}}}}};
        json::array lines;
        const char* const levels[] = {"info", "warn", "info", "error", "info"};
        for (int i = 1; i <= 20; ++i)
            lines.push_back(json::object{
                {"sequence", i},
                {"at", "2026-03-31T09:41:02.118Z"},
                {"level", levels[i % 5]},
                {"step", "transform"},
                {"message", "chunk " + std::to_string(i) + " of 20, 50,000 rows, 14.1 s"}});
        return json::object{{"status", 200}, {"body", {{"lines", lines}, {"last", 20}}}};
    };
    client_ =
        std::make_unique<sync::AgentClient>(sync::AgentClientOptions{.address = fake_->address()});
    client_->start();
    QTRY_VERIFY(client_->status().user.has_value());
}

void RunPagesTest::photograph(QWidget& page, const QString& name)
{
    const QString folder = qEnvironmentVariable("TIDEMARK_PICTURES");
    if (folder.isEmpty())
        return;
    QTest::qWait(400);
    QVERIFY(page.grab().save(folder + u'/' + name));
}

void RunPagesTest::the_list_opens_a_run_and_starts_one()
{
    ui::RunsPage page({*client_, places_, prompter_});
    page.resize(1236, 800);
    page.show();
    auto* table = page.findChild<QTableView*>();
    QTRY_COMPARE(table->model()->rowCount(), 4);
    QTRY_VERIFY(!table->model()->index(0, 1).data().toString().isEmpty());
    QCOMPARE(table->accessibleName(), QStringLiteral("Report runs"));
    photograph(page, QStringLiteral("runs.png"));
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 1));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(places_.opened, (ui::Place{QStringLiteral("run"), QString::fromLatin1(runId)}));
}

void RunPagesTest::the_watch_shows_the_run_and_asks_before_cancelling()
{
    ui::RunWatchPage page({*client_, places_, prompter_}, QString::fromLatin1(runId));
    page.resize(1236, 800);
    page.show();
    QTRY_COMPARE(page.title(), QStringLiteral("EMIR daily positions"));
    photograph(page, QStringLiteral("run-watch.png"));
    QPushButton* cancel = nullptr;
    for (auto* button : page.findChildren<QPushButton*>()) {
        if (button->isVisible())
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), "no name");
        if (button->text().contains(QStringLiteral("Cancel")))
            cancel = button;
    }
    QVERIFY(cancel);
    QTRY_VERIFY(cancel->isEnabled());
    cancel->click();
    QVERIFY(prompter_.asked.isDestructive);
    QTRY_VERIFY(std::any_of(
        fake_->requests.begin(),
        fake_->requests.end(),
        [](const sync::RpcRequest& request) {
            return json::serialize(request.params).find("/cancel") != std::string::npos;
        }
    ));
}

QTEST_MAIN(RunPagesTest)
#include "run_pages_test.moc"
