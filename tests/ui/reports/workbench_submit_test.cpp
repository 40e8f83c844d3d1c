// Signing and submitting: what it waits for, what stands in its way, what a submitted report
// allows.
#include "tests/ui/reports/workbench_fixture.hpp"
#include "ui/kit/table_view.hpp"

using namespace tidemark;
using namespace tidemark::ui;
using tests::columnNumber;
namespace json = boost::json;

class WorkbenchSubmitTest : public QObject, tests::Workbench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void a_submitted_report_is_read_only();
    void submitting_waits_for_the_last_change();
    void submitting_says_what_is_in_the_way();
    void a_refused_submission_says_why();
    void an_open_conflict_keeps_the_report_from_being_signed();
};

void WorkbenchSubmitTest::a_submitted_report_is_read_only()
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

void WorkbenchSubmitTest::submitting_waits_for_the_last_change()
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

void WorkbenchSubmitTest::submitting_says_what_is_in_the_way()
{
    open();
    auto* dialog = new SubmitDialog(page_->session(), page_.get());
    dialog->open();

    QVERIFY(isSaid(*dialog, QStringLiteral("2 errors must be corrected first")));
    QVERIFY(isSaid(*dialog, QStringLiteral("Row 11, Quantity: a quantity above 0 is required.")));
    QCOMPARE(fake_->countOf("platform.call"), 0);
    dialog->reject();
}

void WorkbenchSubmitTest::a_refused_submission_says_why()
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

void WorkbenchSubmitTest::an_open_conflict_keeps_the_report_from_being_signed()
{
    const auto listOf = [](json::array items) {
        return [items](const json::object&) -> Result<json::value> {
            return json::value{{"items", items}};
        };
    };
    const auto conflictOf = [](const char* entity, const char* id, const char* report) {
        json::object field{{"field", "quantity"}, {"base", "1"}, {"mine", "2"}, {"theirs", "3"}};
        json::object group{{"group", "quantity"}, {"kind", "values"}, {"chosen", nullptr}};
        group["fields"] = json::array{field};
        return json::object{
            {"entity", entity},
            {"id", id},
            {"groups", json::array{group}},
            {"row", json::object{{"id", id}, {"reportId", report}}}};
    };
    const char* row = "01930000-0000-7000-8000-000000000005";
    const char* other = "01930000-0000-7000-8000-00000000a009";
    fake_->handlers["conflicts.list"] = listOf(
        {conflictOf("fuelSupply", row, tests::demoReportId),
         conflictOf("attachment", "01930000-0000-7000-8000-00000000c001", tests::demoReportId),
         conflictOf("fuelSupply", "01930000-0000-7000-8000-000000000077", other)}
    );
    open();
    const auto submit = [this] {
        QAbstractButton* found = nullptr;
        for (auto* button : page_->findChildren<QAbstractButton*>()) {
            if (button->text().startsWith(QStringLiteral("Sign and submit")))
                found = button;
        }
        return found;
    };
    QTRY_VERIFY(isSaid(*page_, QStringLiteral("2 conflict(s) of this report wait")));
    QVERIFY(!submit()->isEnabled());
    QVERIFY(submit()->toolTip().contains(QStringLiteral("2 conflict")));
    const QModelIndex cell = grid().index(4, columnNumber(SupplyColumn::quantity));
    QCOMPARE(cell.data(ProblemRole).toInt(), static_cast<int>(Kind::warn));
    QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(QStringLiteral("Needs you")));
    QVERIFY(!grid().index(3, cell.column()).data(ProblemRole).isValid());
    photograph(QStringLiteral("conflicts.png"), {1236, 830});
    for (auto* button : page_->findChildren<QAbstractButton*>()) {
        if (button->text().contains(QStringLiteral("Needs you")) && button->isVisible())
            button->click();
    }
    QCOMPARE(places_.opened.page, QStringLiteral("needs-you"));
    QCOMPARE(places_.opened.item, QString::fromLatin1(row));

    fake_->handlers["conflicts.list"] = listOf({});
    fake_->notify("result", json::object{{"mid", 900}, {"status", "applied"}});
    QTRY_VERIFY(submit()->isEnabled());
    QVERIFY(!isSaid(*page_, QStringLiteral("of this report wait")));
    QVERIFY(!cell.data(ProblemRole).isValid());
}

QTEST_MAIN(WorkbenchSubmitTest)
#include "workbench_submit_test.moc"
