// The workbench by keyboard: what is seen, typed and refused. With TIDEMARK_PICTURES set to a
// folder it leaves pictures.
#include "tests/ui/reports/workbench_fixture.hpp"
#include "ui/reports/paste_preview.hpp"

using namespace tidemark;
using namespace tidemark::ui;
using tests::columnNumber;
namespace json = boost::json;

class WorkbenchTest : public QObject, tests::Workbench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void rows_figures_and_problems_are_there_at_once();
    void a_report_that_was_taken_away_shows_nothing_of_it();
    void an_edit_is_one_mutation_with_its_base();
    void typing_walks_as_in_a_spreadsheet();
    void a_new_row_comes_from_typing_below();
    void a_choice_decides_the_next_ones();
    void what_does_not_fit_stays_in_the_editor();
    void f8_walks_through_the_problems();
    void everything_that_acts_has_a_name();
    void a_schedule_of_a_million_rows_is_listed();
    void pictures();
};

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

void WorkbenchTest::a_report_that_was_taken_away_shows_nothing_of_it()
{
    open();
    fake_->rows["complianceReport"].clear();
    fake_->tellChanged("complianceReport", {"01930000-0000-7000-8000-00000000ffff"});

    QTRY_VERIFY(page_->title() == QStringLiteral("Report"));
    QTRY_VERIFY(isSaid(*page_, QStringLiteral("You no longer have access (since")));
    QVERIFY(!isSaid(*page_, QStringLiteral("Demo Fuels")));
    QVERIFY(!isSaid(*page_, QStringLiteral("Line 22")));
    QCOMPARE(page_->breadcrumb().size(), std::size_t{2});
    QVERIFY(!view().isVisible());
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
    QGuiApplication::clipboard()->setText(QStringLiteral(
        "Fuel type\tQuantity\tNotes\tCategory\nCNG\t12,500\tfirst\tDiesel\nLNG\tabout 7\t\tDiesel\n"
    ));
    auto* preview = new PastePreview(view(), page_.get());
    preview->open();
    const QString folder = qEnvironmentVariable("TIDEMARK_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(preview->grab().save(folder + QStringLiteral("/paste-preview.png")));
    QVERIFY(isSaid(*preview, QStringLiteral("Columns are found by their heads")));
    QVERIFY(isSaid(*preview, QStringLiteral("Notes")));
    preview->reject();
    page_->findChild<QTabBar*>()->setCurrentIndex(1);
    photograph(QStringLiteral("workbench-summary.png"), QSize(1236, 830));
}

QTEST_MAIN(WorkbenchTest)
#include "workbench_test.moc"
