// What becomes of edits: saved, undone, pasted, met by news from others, kept through a lost agent.
#include "tests/ui/reports/workbench_fixture.hpp"

using namespace tidemark;
using namespace tidemark::ui;
using tests::columnNumber;
namespace json = boost::json;

class WorkbenchSavingTest : public QObject, tests::Workbench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void undo_of_a_saved_edit_is_a_new_mutation();
    void undo_leaves_alone_what_somebody_else_changed();
    void a_paste_is_one_step_in_pieces_the_platform_takes();
    void ten_thousand_rows_of_twenty_cells_within_a_second();
    void news_do_not_disturb_the_cell_being_typed();
    void an_editor_left_untouched_takes_nothing_back();
    void what_is_typed_outlives_the_row_it_is_typed_into();
    void a_row_moved_by_others_stays_until_the_cell_is_left();
    void rows_come_and_go_while_others_work();
    void an_older_answer_does_not_overwrite_a_newer_edit();
    void edits_survive_the_loss_of_the_agent();
    void edits_are_kept_on_the_disk_while_there_is_no_agent();
    void words_follow_the_answers();
    void a_refused_change_asks_for_the_person();
    void what_is_decided_needs_the_person_no_more();
};

void WorkbenchSavingTest::undo_of_a_saved_edit_is_a_new_mutation()
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

void WorkbenchSavingTest::undo_leaves_alone_what_somebody_else_changed()
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

void WorkbenchSavingTest::a_paste_is_one_step_in_pieces_the_platform_takes()
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

void WorkbenchSavingTest::ten_thousand_rows_of_twenty_cells_within_a_second()
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

void WorkbenchSavingTest::news_do_not_disturb_the_cell_being_typed()
{
    open();
    view().goTo(4, columnNumber(SupplyColumn::quantity));
    QTest::keyClicks(&view(), QStringLiteral("1"));
    auto* opened = qobject_cast<QLineEdit*>(editor());
    QVERIFY(opened != nullptr);
    QTest::keyClicks(opened, QStringLiteral("2"));
    const json::object before = rowOfAgent(4);

    tellOfOthers(4, {{"endUse", "Other or unknown"}, {"quantity", "5"}, {"rv", "9"}});

    QTRY_COMPARE(textAt(4, SupplyColumn::endUse), QStringLiteral("Other or unknown"));
    QVERIFY(view().isEditing());
    QCOMPARE(opened->text(), QStringLiteral("12"));
    QVERIFY(isSaid(*page_, QStringLiteral("A newer version of the row")));
    QTest::keyClicks(opened, QStringLiteral("3"));
    QTest::keyClick(opened, Qt::Key_Return);
    QTRY_COMPARE(mutations().size(), std::size_t(1));
    const json::object op = mutations().back().at("ops").as_array().front().as_object();
    // The platform is to compare with what the person saw, not with what came meanwhile.
    QCOMPARE(op.at("base").at("quantity"), before.at("quantity"));
    QCOMPARE(op.at("base").at("endUse"), before.at("endUse"));
    QCOMPARE(op.at("baseRv"), before.at("rv"));
    QCOMPARE(json::serialize(op.at("set")), std::string(R"({"quantity":"123"})"));
    // Undone, it is an ordinary edit.
    page_->session().undoStack().undo();
    QTRY_COMPARE(mutations().size(), std::size_t(2));
    const json::object back = mutations().back().at("ops").as_array().front().as_object();
    QCOMPARE(json::serialize(back.at("base")), std::string(R"({"quantity":"123"})"));
    QCOMPARE(back.at("set").at("quantity"), before.at("quantity"));
}

void WorkbenchSavingTest::an_editor_left_untouched_takes_nothing_back()
{
    open();
    for (const Qt::Key end : {Qt::Key_Return, Qt::Key_Tab}) {
        view().goTo(4, columnNumber(SupplyColumn::quantity));
        QTest::keyClick(&view(), Qt::Key_F2);
        QVERIFY(view().isEditing());
        const char* fresh = end == Qt::Key_Return ? "51" : "52";
        tellOfOthers(4, {{"quantity", fresh}});
        QTRY_COMPARE(textAt(4, SupplyColumn::quantity), QString::fromLatin1(fresh));
        QTest::keyClick(editor(), end);
        QVERIFY(!view().isEditing());
        QTest::qWait(50);
        QCOMPARE(textAt(4, SupplyColumn::quantity), QString::fromLatin1(fresh));
        QVERIFY(mutations().empty());
    }
}

void WorkbenchSavingTest::what_is_typed_outlives_the_row_it_is_typed_into()
{
    open();
    view().goTo(4, columnNumber(SupplyColumn::quantity));
    QTest::keyClicks(&view(), QStringLiteral("77"));
    QVERIFY(view().isEditing());
    const json::object before = rowOfAgent(4);
    const std::string id(before.at("id").as_string());
    std::erase_if(fake_->rows["fuelSupply"], [&](const json::object& row) {
        return row.at("id").as_string() == id;
    });
    fake_->handlers["mutate"] = [](const json::object&) -> Result<json::value> {
        return json::value{{"mid", 41}};
    };

    fake_->tellChanged("fuelSupply", {id});

    QTRY_VERIFY(isSaid(*page_, QStringLiteral("deleted")));
    QVERIFY(view().isEditing());
    QTest::keyClick(editor(), Qt::Key_Return);
    QTRY_COMPARE(mutations().size(), std::size_t(1));
    const json::object op = mutations().back().at("ops").as_array().front().as_object();
    QCOMPARE(op.at("op").as_string(), "update");
    QCOMPARE(op.at("id").as_string(), id);
    QCOMPARE(op.at("base").at("quantity"), before.at("quantity"));
}

void WorkbenchSavingTest::a_row_moved_by_others_stays_until_the_cell_is_left()
{
    open();
    view().goTo(4, columnNumber(SupplyColumn::quantity));
    QTest::keyClicks(&view(), QStringLiteral("7"));
    const Uuid id = grid().sheet().at(4).values.id.value;
    tellOfOthers(4, {{"position", "zz"}, {"endUse", "Other or unknown"}});
    QTRY_COMPARE(textAt(4, SupplyColumn::endUse), QStringLiteral("Other or unknown"));
    QVERIFY(view().isEditing());
    QTest::keyClick(editor(), Qt::Key_Return);
    QCOMPARE(grid().sheet().find(id), std::optional(12));
    QCOMPARE(textAt(12, SupplyColumn::quantity), QStringLiteral("7"));
}

void WorkbenchSavingTest::rows_come_and_go_while_others_work()
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

void WorkbenchSavingTest::an_older_answer_does_not_overwrite_a_newer_edit()
{
    open();
    const std::string id = grid().sheet().at(0).values.id.value.toString();
    int asked = 0;
    // The agent reads the row, then the person edits it, then the answer arrives.
    fake_->handlers["rows.window"] = [&](const json::object& params) -> Result<json::value> {
        if (params.at("entity").as_string() != "fuelSupply")
            return json::value{{"total", 0}, {"offset", 0}, {"rows", json::array()}, {"cut", "1"}};
        const json::object row = fake_->rows["fuelSupply"].front();
        if (++asked == 1) {
            const CellEdit edit{0, columnNumber(SupplyColumn::quantity), QStringLiteral("8")};
            grid().applyEdits(QStringLiteral("edit"), {&edit, 1});
        }
        return json::value{{"total", 1}, {"offset", 0}, {"rows", json::array{row}}, {"cut", "1"}};
    };
    QStringList seen;
    connect(&grid(), &QAbstractItemModel::dataChanged, this, [&] {
        seen << textAt(0, SupplyColumn::quantity);
    });

    fake_->tellChanged("fuelSupply", {id});

    QTRY_VERIFY(asked >= 2);
    QTRY_VERIFY(page_->session().saver().isSettled());
    QVERIFY2(!seen.contains(QStringLiteral("1,840,000")), qPrintable(seen.join(u' ')));
    QCOMPARE(textAt(0, SupplyColumn::quantity), QStringLiteral("8"));
}

void WorkbenchSavingTest::edits_survive_the_loss_of_the_agent()
{
    open();
    fake_->isAnswering = false;
    type(0, SupplyColumn::quantity, QStringLiteral("8"));
    type(1, SupplyColumn::quantity, QStringLiteral("9"));
    QTRY_COMPARE(fake_->countOf("mutate"), 1); // The next one waits for the answer to this.
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

void WorkbenchSavingTest::edits_are_kept_on_the_disk_while_there_is_no_agent()
{
    auto& courier = sync::EditCourier::of(*client_);
    fake_->handlers["edits.key"] = [](const json::object&) -> Result<json::value> {
        return json::value{{"key", std::string(64, 'a')}};
    };
    courier.keepIn(folder_->path());
    QTRY_VERIFY(courier.canKeep());
    open();
    const QString address = fake_->address();
    const auto rows = fake_->rows;
    fake_.reset();
    QTRY_VERIFY(!client_->isConnected());

    type(0, SupplyColumn::quantity, QStringLiteral("8"));
    type(13, SupplyColumn::fuelType, QStringLiteral("CNG"));

    QCOMPARE(page_->session().saver().state().kind, SavedKind::kept);
    QVERIFY(isSaid(*page_, QStringLiteral("Kept on this device")));
    QVERIFY(!page_->hasUnsaved());
    QCOMPARE(textAt(1, SupplyColumn::fuelType).isEmpty(), false);
    fake_ = std::make_unique<tests::FakeAgent>(address);
    tests::fillDemo(*fake_);
    fake_->rows = rows;
    QTRY_COMPARE_WITH_TIMEOUT(fake_->rows["fuelSupply"].size(), std::size_t(14), 10'000);
    QCOMPARE(fake_->rows["fuelSupply"][0].at("quantity").as_string(), "8");
    QTRY_VERIFY(page_->session().saver().state().kind != SavedKind::kept);
    QCOMPARE(textAt(0, SupplyColumn::quantity), QStringLiteral("8"));
    QCOMPARE(textAt(13, SupplyColumn::fuelType), QStringLiteral("CNG"));
}

void WorkbenchSavingTest::words_follow_the_answers()
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

void WorkbenchSavingTest::a_refused_change_asks_for_the_person()
{
    open();
    fake_->pending = {json::object{{"mid", 41}, {"state", "queued"}, {"id", "x"}}};
    type(0, SupplyColumn::quantity, QStringLiteral("8"));
    QTRY_COMPARE(page_->session().saver().state().kind, SavedKind::onDevice);
    fake_->pending.front().as_object()["state"] = "rejected";

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

void WorkbenchSavingTest::what_is_decided_needs_the_person_no_more()
{
    open();
    const std::string id = grid().sheet().at(0).values.id.value.toString();
    fake_->pending = {json::object{{"mid", 41}, {"state", "queued"}, {"id", id}}};
    type(0, SupplyColumn::quantity, QStringLiteral("8"));
    QTRY_COMPARE(page_->session().saver().state().kind, SavedKind::onDevice);
    fake_->pending.front().as_object()["state"] = "conflict";
    fake_->notify("result", json::object{{"mid", 41}, {"status", "conflict"}});
    QTRY_COMPARE(page_->session().saver().state().kind, SavedKind::needsYou);

    // Decided in “Needs you”: one change carries that out, and what it decides is gone.
    fake_->pending = {json::object{{"mid", 42}, {"state", "queued"}, {"id", id}}};
    fake_->tellStatus();

    QTRY_COMPARE(page_->session().saver().state().kind, SavedKind::onDevice);
    QVERIFY(!page_->session().saver().isSettled());
    fake_->pending.clear();
    fake_->notify("result", json::object{{"mid", 42}, {"status", "applied"}});
    QTRY_COMPARE(page_->session().saver().state().kind, SavedKind::confirmed);
    QVERIFY(page_->session().saver().isSettled());
    QVERIFY(!isSaid(*page_, QStringLiteral("Needs you")));
}

QTEST_MAIN(WorkbenchSavingTest)
#include "workbench_saving_test.moc"
