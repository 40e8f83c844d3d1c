// The workbench against a stand-in for the agent: rows are seen, edits are saved, news from others
// arrive, a lost agent loses nothing, a report is signed. With TIDEMARK_PICTURES set to a folder it
// leaves pictures.
#include "tests/ui/reports/demo_report.hpp"
#include "ui/grid/choice_edit.hpp"
#include "ui/grid/sheet_view.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/style.hpp"
#include "ui/reports/submit_dialog.hpp"
#include "ui/reports/supply_tab.hpp"
#include "ui/reports/workbench_page.hpp"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QTabBar>
#include <QTemporaryDir>
#include <QtTest>

#include <boost/json.hpp>

using namespace tidemark;
using namespace tidemark::ui;
namespace json = boost::json;

namespace {

struct Places : Navigator {
    void open(const Place& place) override { opened = place; }
    void back() override {}
    Place opened;
};

struct Agrees : Prompter {
    void confirm(QWidget*, const Question&, std::function<void(bool)> then) override { then(true); }
};

int columnNumber(SupplyColumn column)
{
    return static_cast<int>(column);
}

} // namespace

class WorkbenchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void rows_figures_and_problems_are_there_at_once();
    void an_edit_is_one_mutation_with_its_base();
    void typing_walks_as_in_a_spreadsheet();
    void a_new_row_comes_from_typing_below();
    void a_choice_decides_the_next_ones();
    void what_does_not_fit_stays_in_the_editor();
    void undo_of_a_saved_edit_is_a_new_mutation();
    void undo_leaves_alone_what_somebody_else_changed();
    void a_paste_is_one_step_in_pieces_the_platform_takes();
    void ten_thousand_rows_of_twenty_cells_within_a_second();
    void news_do_not_disturb_the_cell_being_typed();
    void rows_come_and_go_while_others_work();
    void an_older_answer_does_not_overwrite_a_newer_edit();
    void edits_survive_the_loss_of_the_agent();
    void words_follow_the_answers();
    void a_refused_change_asks_for_the_person();
    void a_submitted_report_is_read_only();
    void f8_walks_through_the_problems();
    void submitting_waits_for_the_last_change();
    void submitting_says_what_is_in_the_way();
    void a_refused_submission_says_why();
    void everything_that_acts_has_a_name();
    void a_schedule_of_a_million_rows_is_listed();
    void pictures();

private:
    void open();
    [[nodiscard]] SheetView& view() { return page_->supplyTab().view(); }
    [[nodiscard]] SupplyGridModel& grid() { return page_->session().grid(); }
    [[nodiscard]] std::vector<json::object> mutations() const;
    [[nodiscard]] QString textAt(int row, SupplyColumn column)
    {
        return grid().index(row, columnNumber(column)).data().toString();
    }
    /// The open editor of the current cell.
    [[nodiscard]] QWidget* editor() { return view().indexWidget(view().currentIndex()); }
    void type(int row, SupplyColumn column, const QString& text, Qt::Key end = Qt::Key_Return);
    void paste(const QString& text);
    void confirmAll();
    [[nodiscard]] bool isSaid(const QWidget& where, const QString& words) const;
    void photograph(const QString& name, QSize size);

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<tests::FakeAgent> fake_;
    std::unique_ptr<sync::AgentClient> client_;
    std::unique_ptr<ReferenceStore> references_;
    std::unique_ptr<WorkbenchPage> page_;
    Places places_;
    Agrees prompter_;
};

void WorkbenchTest::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Canada));
    QCoreApplication::setOrganizationName(QStringLiteral("tidemark-test"));
    const bool isDark = qEnvironmentVariableIsSet("TIDEMARK_DARK");
    Style::apply(*qApp, Tokens::of(isDark ? Theme::dark : Theme::light, 1.0));
}

void WorkbenchTest::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", folder_->path().toUtf8());
    fake_ = std::make_unique<tests::FakeAgent>(folder_->filePath(QStringLiteral("agent.sock")));
    tests::fillDemo(*fake_);
    client_ = std::make_unique<sync::AgentClient>(sync::AgentClientOptions{
        .address = fake_->address(), .callTimeout = std::chrono::milliseconds(5000)});
    references_ = std::make_unique<ReferenceStore>(*client_);
    client_->start();
    QTRY_VERIFY(client_->status().user.has_value());
}

void WorkbenchTest::cleanup()
{
    page_.reset();
    references_.reset();
    client_.reset();
    fake_.reset();
    folder_.reset();
}

void WorkbenchTest::open()
{
    page_ = std::make_unique<WorkbenchPage>(
        PageContext{*client_, places_, prompter_},
        *references_,
        QString::fromLatin1(tests::demoReportId)
    );
    page_->resize(1236, 830);
    page_->show();
    QTRY_VERIFY(page_->session().isLoaded());
    page_->activateWindow();
    view().setFocus();
    QTRY_VERIFY(view().hasFocus());
}

std::vector<json::object> WorkbenchTest::mutations() const
{
    std::vector<json::object> found;
    for (const sync::RpcRequest& request : fake_->requests) {
        if (request.method == "mutate")
            found.push_back(request.params.as_object());
    }
    return found;
}

void WorkbenchTest::type(int row, SupplyColumn column, const QString& text, Qt::Key end)
{
    view().goTo(row, columnNumber(column));
    QTest::keyClicks(&view(), text.left(1));
    QWidget* opened = editor();
    QVERIFY(opened != nullptr);
    QTest::keyClicks(opened, text.mid(1));
    QTest::keyClick(opened, end);
}

void WorkbenchTest::paste(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
    QTest::keyClick(&view(), Qt::Key_V, Qt::ControlModifier);
}

void WorkbenchTest::confirmAll()
{
    for (int mid = 41; mid < 41 + fake_->countOf("mutate"); ++mid)
        fake_->notify("result", json::object{{"mid", mid}, {"status", "applied"}});
}

bool WorkbenchTest::isSaid(const QWidget& where, const QString& words) const
{
    for (const auto* label : where.findChildren<QLabel*>()) {
        if (label->isVisible() && label->text().contains(words))
            return true;
    }
    return false;
}

void WorkbenchTest::rows_figures_and_problems_are_there_at_once()
{
    open();

    QCOMPARE(grid().realRowCount(), 13);
    QCOMPARE(textAt(0, SupplyColumn::quantity), QStringLiteral("1,840,000"));
    QCOMPARE(textAt(0, SupplyColumn::provision), QStringLiteral("Fuel code"));
    QVERIFY(!textAt(0, SupplyColumn::units).isEmpty());
    QVERIFY(isSaid(*page_, QStringLiteral("Line 22 · balance at March 31, 2026")));
    QVERIFY(isSaid(*page_, QStringLiteral("computed on this device")));
    QCOMPARE(page_->findChild<QTabBar*>()->tabData(0).toString(), QStringLiteral("13"));
    QCOMPARE(page_->title(), QStringLiteral("2025 compliance report"));
    QCOMPARE(page_->breadcrumb().at(1).text, QStringLiteral("Demo Fuels"));
}

void WorkbenchTest::an_edit_is_one_mutation_with_its_base()
{
    open();

    type(3, SupplyColumn::quantity, QStringLiteral("500,000"));

    QTRY_COMPARE(mutations().size(), std::size_t(1));
    const json::object sent = mutations().front();
    QCOMPARE(sent.at("name").as_string(), "fuelSupply.edit");
    const json::object& op = sent.at("ops").as_array().front().as_object();
    QCOMPARE(op.at("op").as_string(), "update");
    QCOMPARE(json::serialize(op.at("base")), std::string(R"({"quantity":"486200"})"));
    QCOMPARE(json::serialize(op.at("set")), std::string(R"({"quantity":"500000"})"));
    QCOMPARE(op.at("baseRv").as_string(), "3");
    QCOMPARE(textAt(3, SupplyColumn::quantity), QStringLiteral("500,000"));
}

void WorkbenchTest::typing_walks_as_in_a_spreadsheet()
{
    open();
    view().setColumnHidden(columnNumber(SupplyColumn::isCanadaProduced), false);

    view().goTo(2, columnNumber(SupplyColumn::quantity));
    QTest::keyClick(&view(), Qt::Key_Return);
    QCOMPARE(view().currentIndex().row(), 3);
    QTest::keyClick(&view(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(view().currentIndex().row(), 2);
    QCOMPARE(view().selectionModel()->selectedIndexes().size(), 1);
    QTest::keyClick(&view(), Qt::Key_Return);
    QTest::keyClick(&view(), Qt::Key_Tab);
    QTest::keyClick(&view(), Qt::Key_Tab);
    QTest::keyClick(&view(), Qt::Key_Return);
    QCOMPARE(view().currentIndex().column(), columnNumber(SupplyColumn::quantity));
    QCOMPARE(view().currentIndex().row(), 4);
    QTest::keyClick(&view(), Qt::Key_F2);
    QVERIFY(view().isEditing());
    QTest::keyClick(editor(), Qt::Key_Escape);
    QVERIFY(!view().isEditing());
    QTest::keyClick(&view(), Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(view().currentIndex().row(), 0);
    QTest::keyClick(&view(), Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(view().currentIndex().row(), 12);

    view().goTo(1, columnNumber(SupplyColumn::isCanadaProduced));
    QTest::keyClick(&view(), Qt::Key_Space);
    QCOMPARE(textAt(1, SupplyColumn::isCanadaProduced), QStringLiteral("Yes"));
    view().goTo(1, columnNumber(SupplyColumn::quantity));
    QTest::keyClick(&view(), Qt::Key_Delete);
    QVERIFY(textAt(1, SupplyColumn::quantity).isEmpty());
    QTest::keyClick(&view(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(textAt(1, SupplyColumn::quantity), QStringLiteral("1,840,000"));
    QTest::keyClick(
        &view(), Qt::Key_C, Qt::KeyboardModifiers(Qt::ControlModifier | Qt::ShiftModifier)
    );
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Quantity\n1840000\n"));
}

void WorkbenchTest::a_new_row_comes_from_typing_below()
{
    open();

    type(16, SupplyColumn::fuelType, QStringLiteral("biod"));

    QCOMPARE(grid().realRowCount(), 14);
    QCOMPARE(textAt(13, SupplyColumn::fuelType), QStringLiteral("Biodiesel"));
    QCOMPARE(textAt(13, SupplyColumn::fuelCategory), QStringLiteral("Diesel"));
    QCOMPARE(view().currentIndex().row(), 14);
    QTRY_COMPARE(mutations().size(), std::size_t(1));
    const json::object op = mutations().front().at("ops").as_array().front().as_object();
    QCOMPARE(op.at("op").as_string(), "create");
    QCOMPARE(op.at("set").at("reportId").as_string(), tests::demoReportId);
    QVERIFY(op.at("set").at("position").as_string() > "b13");
    QVERIFY(Uuid::parse(op.at("id").as_string()).has_value());
}

void WorkbenchTest::a_choice_decides_the_next_ones()
{
    open();

    type(4, SupplyColumn::fuelType, QStringLiteral("Hydrogen"));

    QCOMPARE(textAt(4, SupplyColumn::fuelCategory), QStringLiteral("Gasoline"));
    // Light duty is no end use of hydrogen.
    QVERIFY(textAt(4, SupplyColumn::endUse).isEmpty());
    QStringList labels;
    for (const Choice& choice :
         grid().choicesFor(grid().index(4, columnNumber(SupplyColumn::endUse))))
        labels << choice.label;
    QVERIFY2(labels.contains(QStringLiteral("Fuel cell vehicle")), qPrintable(labels.join(u',')));
    QVERIFY(!labels.contains(QStringLiteral("Battery bus")));
    QVERIFY(
        !(grid().flags(grid().index(4, columnNumber(SupplyColumn::fuelCode))) & Qt::ItemIsEditable)
    );

    view().goTo(2, columnNumber(SupplyColumn::fuelCode));
    QTest::keyClick(&view(), Qt::Key_Down, Qt::AltModifier);
    auto* choices = qobject_cast<ChoiceEdit*>(editor());
    QVERIFY(choices != nullptr);
    QVERIFY(choices->isListShown());
    QTest::keyClick(choices, Qt::Key_Down);
    QTest::keyClick(choices, Qt::Key_Return);
    QCOMPARE(textAt(2, SupplyColumn::fuelCode), QStringLiteral("BCLCF 302.1"));
}

void WorkbenchTest::what_does_not_fit_stays_in_the_editor()
{
    open();

    type(0, SupplyColumn::quantity, QStringLiteral("12x"));
    QVERIFY(view().isEditing());
    QTest::keyClick(editor(), Qt::Key_Escape);
    QCOMPARE(textAt(0, SupplyColumn::quantity), QStringLiteral("1,840,000"));

    type(0, SupplyColumn::quantity, QStringLiteral("12.5"));
    QVERIFY(view().isEditing());
    QVERIFY(editor()->accessibleDescription().contains(QStringLiteral("whole numbers")));
    QTest::keyClick(editor(), Qt::Key_Escape);
    type(0, SupplyColumn::fuelCategory, QStringLiteral("zzz"));
    QVERIFY(view().isEditing());
    QTest::keyClick(editor(), Qt::Key_Escape);
    QVERIFY(mutations().empty());
}

void WorkbenchTest::undo_of_a_saved_edit_is_a_new_mutation()
{
    open();
    type(0, SupplyColumn::quantity, QStringLiteral("7"));
    QTRY_COMPARE(mutations().size(), std::size_t(1));
    confirmAll();

    page_->session().undoStack().undo();

    QTRY_COMPARE(mutations().size(), std::size_t(2));
    const json::object op = mutations().back().at("ops").as_array().front().as_object();
    QCOMPARE(json::serialize(op.at("base")), std::string(R"({"quantity":"7"})"));
    QCOMPARE(json::serialize(op.at("set")), std::string(R"({"quantity":"1840000"})"));
    page_->session().undoStack().redo();
    QTRY_COMPARE(mutations().size(), std::size_t(3));
    QCOMPARE(textAt(0, SupplyColumn::quantity), QStringLiteral("7"));
}

void WorkbenchTest::undo_leaves_alone_what_somebody_else_changed()
{
    open();
    type(0, SupplyColumn::quantity, QStringLiteral("7"));
    QTRY_COMPARE(mutations().size(), std::size_t(1));
    confirmAll();
    const std::string id = grid().sheet().at(0).values.id.value.toString();
    for (json::object& row : fake_->rows["fuelSupply"]) {
        if (row.at("id").as_string() == id)
            row["quantity"] = "9";
    }
    fake_->tellChanged("fuelSupply", {id});
    QTRY_COMPARE(textAt(0, SupplyColumn::quantity), QStringLiteral("9"));

    page_->session().undoStack().undo();

    QCOMPARE(textAt(0, SupplyColumn::quantity), QStringLiteral("9"));
    QCOMPARE(mutations().size(), std::size_t(1));
    QVERIFY(isSaid(*page_, QStringLiteral("somebody else has changed it")));
}

void WorkbenchTest::a_paste_is_one_step_in_pieces_the_platform_takes()
{
    open();
    fake_->handlers["mutate"] = [mid = 41](const json::object&) mutable -> Result<json::value> {
        return json::value{{"mid", mid++}};
    };
    QString text = QStringLiteral("Fuel type\tQuantity\tCategory\tProvision\tEnd use\tNotes\n");
    for (int i = 1; i <= 3'000; ++i)
        text += QStringLiteral("Biodiesel\t%1\tDiesel\tDefault CI\tAny\tx\n").arg(i);
    view().goTo(13, 0);

    paste(text);

    QCOMPARE(grid().realRowCount(), 3'013);
    QCOMPARE(page_->session().undoStack().count(), 1);
    const auto opsSent = [this] {
        std::size_t ops = 0;
        for (const json::object& mutation : mutations())
            ops += mutation.at("ops").as_array().size();
        return ops;
    };
    QTRY_COMPARE(opsSent(), std::size_t(3'000));
    QVERIFY(mutations().size() > 1);
    for (const json::object& mutation : mutations()) {
        QCOMPARE(mutation.at("name").as_string(), "fuelSupply.paste");
        QVERIFY(json::serialize(mutation).size() < 1'000'000);
    }
    QVERIFY(
        isSaid(*page_, QStringLiteral("Left out: columns that this schedule does not have (Notes)"))
    );
    page_->session().undoStack().undo();
    QCOMPARE(grid().realRowCount(), 13);
}

void WorkbenchTest::ten_thousand_rows_of_twenty_cells_within_a_second()
{
    open();
    fake_->handlers["mutate"] = [mid = 41](const json::object&) mutable -> Result<json::value> {
        return json::value{{"mid", mid++}};
    };
    QString text;
    for (int i = 1; i <= 10'000; ++i) {
        text += QStringLiteral("Biodiesel\tDiesel\tFuel code\tAny\tBCLCF 188.1\t%1").arg(i);
        text += QStringLiteral("\tx").repeated(14) + u'\n';
    }
    view().goTo(13, 0);
    QGuiApplication::clipboard()->setText(text);
    QElapsedTimer timer;
    timer.start();

    view().pasteClipboard();

    const qint64 took = timer.elapsed();
    qInfo("paste of 10,000 rows of 20 cells: %lld ms", took);
    QCOMPARE(grid().realRowCount(), 10'013);
    QVERIFY(took < 1'000);
    timer.restart();
    page_->session().undoStack().undo();
    qInfo("its undo: %lld ms", timer.elapsed());
    QCOMPARE(grid().realRowCount(), 13);
}

void WorkbenchTest::news_do_not_disturb_the_cell_being_typed()
{
    open();
    view().goTo(4, columnNumber(SupplyColumn::quantity));
    QTest::keyClicks(&view(), QStringLiteral("1"));
    auto* opened = qobject_cast<QLineEdit*>(editor());
    QVERIFY(opened != nullptr);
    QTest::keyClicks(opened, QStringLiteral("2"));
    const std::string id = grid().sheet().at(4).values.id.value.toString();
    for (json::object& row : fake_->rows["fuelSupply"]) {
        if (row.at("id").as_string() == id) {
            row["endUse"] = "Other or unknown";
            row["quantity"] = "5";
        }
    }

    fake_->tellChanged("fuelSupply", {id});

    QTRY_COMPARE(textAt(4, SupplyColumn::endUse), QStringLiteral("Other or unknown"));
    QVERIFY(view().isEditing());
    QCOMPARE(opened->text(), QStringLiteral("12"));
    QVERIFY(isSaid(*page_, QStringLiteral("A newer version of this row exists")));
    QTest::keyClicks(opened, QStringLiteral("3"));
    QTest::keyClick(opened, Qt::Key_Return);
    QTRY_COMPARE(mutations().size(), std::size_t(1));
    const json::object op = mutations().back().at("ops").as_array().front().as_object();
    QCOMPARE(json::serialize(op.at("base")), std::string(R"({"quantity":"5"})"));
    QCOMPARE(json::serialize(op.at("set")), std::string(R"({"quantity":"123"})"));
}

void WorkbenchTest::rows_come_and_go_while_others_work()
{
    open();
    view().goTo(6, columnNumber(SupplyColumn::quantity));
    const QPersistentModelIndex cursor(view().currentIndex());
    FuelSupply added = tests::supplyOf(tests::demoRows()[1], 77);
    added.position = "b03V";
    fake_->rows["fuelSupply"].push_back(writeRecord(added));
    const std::string removed(fake_->rows["fuelSupply"].front().at("id").as_string());
    fake_->rows["fuelSupply"].erase(fake_->rows["fuelSupply"].begin());

    fake_->tellChanged("fuelSupply", {added.id.value.toString(), removed});

    QTRY_COMPARE(grid().sheet().find(added.id.value), std::optional(2));
    QCOMPARE(grid().realRowCount(), 13);
    QCOMPARE(view().currentIndex(), QModelIndex(cursor));
    QCOMPARE(view().currentIndex().row(), 6);
    QVERIFY(mutations().empty());
}

void WorkbenchTest::an_older_answer_does_not_overwrite_a_newer_edit()
{
    open();
    const std::string id = grid().sheet().at(0).values.id.value.toString();
    fake_->tellChanged("fuelSupply", {id});
    // Answered from before the edit, as far as the window can know.
    fake_->handlers["mutate"] = [](const json::object&) -> Result<json::value> {
        return json::value{{"mid", 41}};
    };
    QTRY_VERIFY(std::any_of(
        fake_->requests.begin(),
        fake_->requests.end(),
        [](const auto& request) {
            return request.method == "rows.window" &&
                   json::serialize(request.params).find("\"in\"") != std::string::npos;
        }
    ));

    type(0, SupplyColumn::quantity, QStringLiteral("8"));
    QTest::qWait(150);

    QCOMPARE(textAt(0, SupplyColumn::quantity), QStringLiteral("8"));
}

void WorkbenchTest::edits_survive_the_loss_of_the_agent()
{
    open();
    fake_->isAnswering = false;
    type(0, SupplyColumn::quantity, QStringLiteral("8"));
    type(1, SupplyColumn::quantity, QStringLiteral("9"));
    QTRY_COMPARE(fake_->countOf("mutate"), 2);
    fake_->dropAll();
    QTRY_COMPARE(page_->session().saver().state().kind, SavedKind::notSaved);
    QVERIFY(isSaid(*page_, QStringLiteral("Not saved yet")));
    type(13, SupplyColumn::fuelType, QStringLiteral("CNG"));
    fake_->requests.clear();

    fake_->isAnswering = true;
    QTRY_VERIFY_WITH_TIMEOUT(client_->isConnected(), 10'000);

    QTRY_VERIFY(fake_->countOf("mutate") >= 1);
    QTRY_VERIFY(page_->session().saver().state().kind != SavedKind::notSaved);
    QTRY_COMPARE(fake_->rows["fuelSupply"].size(), std::size_t(14));
    QCOMPARE(fake_->rows["fuelSupply"][0].at("quantity").as_string(), "8");
    QCOMPARE(fake_->rows["fuelSupply"][1].at("quantity").as_string(), "9");
    QCOMPARE(textAt(0, SupplyColumn::quantity), QStringLiteral("8"));
    QCOMPARE(textAt(13, SupplyColumn::fuelType), QStringLiteral("CNG"));
}

void WorkbenchTest::words_follow_the_answers()
{
    open();
    fake_->pending = {json::object{{"mid", 41}, {"state", "queued"}, {"id", "x"}}};

    type(0, SupplyColumn::quantity, QStringLiteral("8"));

    QTRY_VERIFY(isSaid(*page_, QStringLiteral("Saved on this device")));
    fake_->pending.front().as_object()["state"] = "sent";
    fake_->tellStatus();
    QTRY_VERIFY(isSaid(*page_, QStringLiteral("Sent")));
    fake_->pending.clear();
    confirmAll();
    QTRY_VERIFY(isSaid(*page_, QStringLiteral("Confirmed")));
}

void WorkbenchTest::a_refused_change_asks_for_the_person()
{
    open();
    fake_->pending = {json::object{{"mid", 41}, {"state", "queued"}, {"id", "x"}}};
    type(0, SupplyColumn::quantity, QStringLiteral("8"));
    QTRY_COMPARE(page_->session().saver().state().kind, SavedKind::onDevice);

    fake_->notify(
        "result",
        json::object{
            {"mid", 41},
            {"status", "rejected"},
            {"cause", "Reporting for 2025 is closed."},
            {"nextStep", "Ask the regulator to open it."}}
    );

    QTRY_VERIFY(isSaid(*page_, QStringLiteral("Needs you")));
    QVERIFY(isSaid(*page_, QStringLiteral("Reporting for 2025 is closed.")));
    for (auto* button : page_->findChildren<QAbstractButton*>()) {
        if (button->text().contains(QStringLiteral("Needs you")))
            button->click();
    }
    QCOMPARE(places_.opened.page, QStringLiteral("needs-you"));
}

void WorkbenchTest::a_submitted_report_is_read_only()
{
    fake_->rows["complianceReport"].front()["status"] = "submitted";
    fake_->rows["complianceReport"].front()["submittedBy"] = "Maya Lindqvist";
    open();

    QVERIFY(grid().isReadOnly());
    QVERIFY(isSaid(*page_, QStringLiteral("Submitted by Maya Lindqvist")));
    view().goTo(0, columnNumber(SupplyColumn::quantity));
    QTest::keyClicks(&view(), QStringLiteral("5"));
    QVERIFY(!view().isEditing());
    paste(QStringLiteral("77"));
    QVERIFY(mutations().empty());
    QVERIFY(isSaid(*page_, QStringLiteral("locked")));

    fake_->rows["complianceReport"].front()["status"] = "draft";
    fake_->tellChanged("complianceReport", {tests::demoReportId});
    QTRY_VERIFY(!grid().isReadOnly());
}

void WorkbenchTest::f8_walks_through_the_problems()
{
    open();
    view().goTo(0, 0);

    page_->supplyTab().goToNextProblem();
    QCOMPARE(view().currentIndex(), grid().index(8, columnNumber(SupplyColumn::fuelCode)));
    page_->supplyTab().goToNextProblem();
    QCOMPARE(view().currentIndex(), grid().index(10, columnNumber(SupplyColumn::quantity)));
    page_->supplyTab().goToNextProblem();
    QCOMPARE(view().currentIndex().row(), 8);
    QVERIFY(view()
                .currentIndex()
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("needs a fuel code")));
}

void WorkbenchTest::submitting_waits_for_the_last_change()
{
    fake_->status.link = sync::LinkState::offline;
    fake_->tellStatus();
    open();
    json::object called;
    fake_->handlers["platform.call"] = [&called](const json::object& params
                                       ) -> Result<json::value> {
        called = params;
        return json::value{{"status", 200}, {"body", json::object()}};
    };
    type(8, SupplyColumn::provision, QStringLiteral("Default"));
    type(10, SupplyColumn::quantity, QStringLiteral("1000"));
    QTRY_COMPARE(grid().sheet().counts().errors, 0);
    fake_->pending = {
        json::object{{"mid", 41}, {"state", "queued"}, {"id", "x"}},
        json::object{{"mid", 42}, {"state", "queued"}, {"id", "y"}}};
    QTRY_COMPARE(page_->session().saver().state().kind, SavedKind::onDevice);
    SubmitFlow flow(page_->session());

    flow.start();
    QCOMPARE(flow.step(), SubmitStep::waitingForLink);
    QVERIFY(!flow.words().isEmpty());
    fake_->status.link = sync::LinkState::online;
    fake_->tellStatus();
    QTRY_COMPARE(flow.step(), SubmitStep::waitingToSend);
    QVERIFY(called.empty());
    fake_->pending.clear();
    confirmAll();

    QTRY_COMPARE(flow.step(), SubmitStep::done);
    QCOMPARE(called.at("method").as_string(), "POST");
    QCOMPARE(
        std::string(called.at("path").as_string()),
        std::string("/api/v1/compliance-reports/") + tests::demoReportId + "/submit"
    );
}

void WorkbenchTest::submitting_says_what_is_in_the_way()
{
    open();
    auto* dialog = new SubmitDialog(page_->session(), page_.get());
    dialog->open();

    QVERIFY(isSaid(*dialog, QStringLiteral("2 errors must be corrected first")));
    QVERIFY(isSaid(*dialog, QStringLiteral("Row 11, Quantity: a quantity above 0 is required.")));
    QCOMPARE(fake_->countOf("platform.call"), 0);
    dialog->reject();
}

void WorkbenchTest::a_refused_submission_says_why()
{
    open();
    view().goTo(8, 0);
    grid().removeSheetRows({8, 10});
    QTRY_COMPARE(fake_->countOf("mutate"), 1);
    confirmAll();
    QTRY_VERIFY(page_->session().saver().isSettled());
    fake_->handlers["platform.call"] = [](const json::object&) -> Result<json::value> {
        return json::value{
            {"status", 409},
            {"body",
             {{"code", "conflict"},
              {"reason", "period_closed_here"},
              {"detail", "Reporting for 2025 is closed."},
              {"nextStep", "Ask the regulator to open it."}}}};
    };
    auto* dialog = new SubmitDialog(page_->session(), page_.get());
    dialog->open();
    auto* statement = dialog->findChild<QCheckBox*>();
    QVERIFY(statement != nullptr);
    QAbstractButton* submit = nullptr;
    for (auto* button : dialog->findChildren<QAbstractButton*>()) {
        if (button->text() == QStringLiteral("Submit"))
            submit = button;
    }
    QVERIFY(submit != nullptr && !submit->isEnabled());
    statement->click();
    QVERIFY(submit->isEnabled());

    submit->click();

    QTRY_VERIFY(isSaid(*dialog, QStringLiteral("Reporting for 2025 is closed.")));
    QVERIFY(isSaid(*dialog, QStringLiteral("Ask the regulator to open it.")));
    QVERIFY(submit->isEnabled());
    dialog->reject();
}

void WorkbenchTest::everything_that_acts_has_a_name()
{
    open();
    for (auto* button : page_->findChildren<QAbstractButton*>()) {
        const bool isNamed = !button->text().isEmpty() || !button->accessibleName().isEmpty();
        const bool isReached = button->isVisible() && button->focusPolicy() != Qt::NoFocus;
        QVERIFY2(isNamed || !isReached, button->metaObject()->className());
    }
    for (auto* views : page_->findChildren<QAbstractItemView*>()) {
        if (views->isVisible() && qobject_cast<QHeaderView*>(views) == nullptr)
            QVERIFY2(!views->accessibleName().isEmpty(), views->metaObject()->className());
    }
    for (auto* edits : page_->findChildren<QLineEdit*>())
        QVERIFY(!edits->accessibleName().isEmpty());
    const QString spoken = grid()
                               .index(10, columnNumber(SupplyColumn::quantity))
                               .data(Qt::AccessibleTextRole)
                               .toString();
    QVERIFY2(spoken.contains(QStringLiteral("a quantity above 0 is required")), qPrintable(spoken));
}

void WorkbenchTest::a_schedule_of_a_million_rows_is_listed()
{
    fake_->generated["fuelSupply"] = {
        1'000'000, [](std::int64_t row) {
            return writeRecord(tests::supplyOf(
                tests::demoRows()[static_cast<std::size_t>(row % 13)], static_cast<int>(row)
            ));
        }};
    page_ = std::make_unique<WorkbenchPage>(
        PageContext{*client_, places_, prompter_},
        *references_,
        QString::fromLatin1(tests::demoReportId)
    );
    page_->resize(1236, 830);
    page_->show();

    QTRY_VERIFY(page_->session().isLoaded() && page_->session().isLarge());
    QTableView* table = nullptr;
    for (auto* each : page_->findChildren<QTableView*>()) {
        if (each->accessibleName() == QStringLiteral("Fuel supply"))
            table = each;
    }
    QVERIFY(table != nullptr);
    QTRY_COMPARE(table->model()->rowCount(), 1'000'000);
    QTRY_COMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("HDRD"));
    QVERIFY(isSaid(*page_, QStringLiteral("for reading")));
    QCOMPARE(page_->findChild<QTabBar*>()->tabData(0).toString(), QStringLiteral("1,000,000"));
}

void WorkbenchTest::photograph(const QString& name, QSize size)
{
    const QString folder = qEnvironmentVariable("TIDEMARK_PICTURES");
    if (folder.isEmpty())
        return;
    page_->resize(size);
    QTest::qWait(300);
    QVERIFY(page_->grab().save(folder + u'/' + name));
}

void WorkbenchTest::pictures()
{
    open();
    fake_->pending = {json::object{{"mid", 41}, {"state", "queued"}, {"id", "x"}}};
    type(3, SupplyColumn::quantity, QStringLiteral("486,300"));
    QTRY_COMPARE(page_->session().saver().state().kind, SavedKind::onDevice);
    view().goTo(3, columnNumber(SupplyColumn::quantity));
    QTest::keyClick(&view(), Qt::Key_F2);
    // Without the rail and the bars of the shell: 1440 × 900 and 1024 × 700.
    photograph(QStringLiteral("workbench-1440.png"), QSize(1236, 830));
    photograph(QStringLiteral("workbench-1024.png"), QSize(820, 630));
    QTest::keyClick(editor(), Qt::Key_Escape);
    view().goTo(4, columnNumber(SupplyColumn::endUse));
    QTest::keyClick(&view(), Qt::Key_F2);
    QTest::keyClick(editor(), Qt::Key_Down);
    photograph(QStringLiteral("workbench-choices.png"), QSize(1236, 830));
    QTest::keyClick(editor(), Qt::Key_Escape);
    page_->findChild<QTabBar*>()->setCurrentIndex(1);
    photograph(QStringLiteral("workbench-summary.png"), QSize(1236, 830));
}

QTEST_MAIN(WorkbenchTest)
#include "workbench_test.moc"
