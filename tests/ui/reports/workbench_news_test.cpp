// What others change while a report is open: said with who and when, merged in place, never in the
// way of what is being typed.
#include "tests/ui/reports/workbench_fixture.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/reports/news_bar.hpp"

using namespace tidemark;
using namespace tidemark::ui;
using tests::columnNumber;
namespace json = boost::json;

class WorkbenchNewsTest : public QObject, tests::Workbench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init()
    {
        setUp();
        fake_->rows["activity"] = {json::object{
            {"id", "01930000-0000-7000-8000-00000000d001"},
            {"entity", "fuelSupply"},
            {"entityId", "01930000-0000-7000-8000-000000000005"},
            {"kind", "updated"},
            {"performedBy", "D. Ilves"},
            {"at", Timestamp::now().toString()}}};
    }
    void cleanup() { tearDown(); }

    void the_bar_says_who_when_and_what();
    void changes_that_go_together_are_merged_in_place();
    void of_two_values_the_person_chooses();
    void theirs_may_be_taken_into_the_open_cell();
    void a_clean_merge_is_told_and_mine_can_be_undone();
    void what_comes_back_is_no_news();

private:
    [[nodiscard]] NewsBar* bar() { return page_->findChild<NewsBar*>(); }
    [[nodiscard]] Button* button(const QString& label)
    {
        for (auto* one : bar()->findChildren<Button*>()) {
            if (one->text() == label && one->isVisible())
                return one;
        }
        return nullptr;
    }
    void click(const QString& label)
    {
        QTRY_VERIFY2(button(label) != nullptr, qPrintable(label));
        QTest::mouseClick(button(label), Qt::LeftButton);
    }
    /// The line of the details about a field.
    [[nodiscard]] QStringList lineOf(const QString& field)
    {
        const auto* lines = bar()->findChild<TableView*>()->model();
        for (int row = 0; row < lines->rowCount(); ++row) {
            if (lines->index(row, 1).data().toString() != field)
                continue;
            QStringList line;
            for (int column = 0; column < lines->columnCount(); ++column)
                line << lines->index(row, column).data().toString();
            return line;
        }
        return {};
    }
    void beginTyping(const QString& text)
    {
        view().goTo(4, columnNumber(SupplyColumn::quantity));
        QTest::keyClicks(&view(), text.left(1));
        QVERIFY(view().isEditing());
        QTest::keyClicks(editor(), text.mid(1));
    }
    [[nodiscard]] json::object lastOp()
    {
        return mutations().back().at("ops").as_array().front().as_object();
    }
};

void WorkbenchNewsTest::the_bar_says_who_when_and_what()
{
    open();
    QVERIFY(!bar()->isVisible());
    tellOfOthers(4, {{"quantity", "5"}, {"endUse", "Other or unknown"}});
    QTRY_VERIFY(isSaid(*bar(), QStringLiteral("D. Ilves changed 2 field")));
    QVERIFY(isSaid(*bar(), QStringLiteral("s ago")) || isSaid(*bar(), QStringLiteral("now")));
    QVERIFY(isSaid(*bar(), QStringLiteral("Row 5: End use, Quantity.")));
    QVERIFY(view().hasFocus());
    QVERIFY2(button(QStringLiteral("Merge now")) == nullptr, "the grid shows theirs already");
    click(QStringLiteral("See"));
    const QStringList line = lineOf(QStringLiteral("Quantity"));
    QCOMPARE(line.value(0), QStringLiteral("5"));
    QCOMPARE(line.value(3), QStringLiteral("913,400"));
    QCOMPARE(line.value(4), QStringLiteral("5"));
    QVERIFY(view().hasFocus());
    photograph(QStringLiteral("news.png"), {1236, 830});
}

void WorkbenchNewsTest::changes_that_go_together_are_merged_in_place()
{
    open();
    beginTyping(QStringLiteral("77"));
    tellOfOthers(4, {{"endUse", "Other or unknown"}, {"rv", "9"}});
    QTRY_VERIFY(isSaid(*bar(), QStringLiteral("A newer version of the row")));
    QVERIFY(mutations().empty());
    QPointer<QWidget> opened = editor();
    click(QStringLiteral("Merge now"));
    QVERIFY(isSaid(*bar(), QStringLiteral("go together")));
    QCOMPARE(lineOf(QStringLiteral("End use")).value(5), QStringLiteral("Other or unknown"));
    click(QStringLiteral("Merge"));
    QTRY_VERIFY(!bar()->isVisible());
    QVERIFY(opened && view().isEditing() && opened->hasFocus());
    QTest::keyClicks(opened, QStringLiteral("1"));
    QTest::keyClick(opened, Qt::Key_Return);
    QTRY_COMPARE(mutations().size(), std::size_t(1));
    QCOMPARE(json::serialize(lastOp().at("set")), std::string(R"({"quantity":"771"})"));
    QCOMPARE(lastOp().at("baseRv"), json::value("9"));
    QCOMPARE(textAt(4, SupplyColumn::endUse), QStringLiteral("Other or unknown"));
}

void WorkbenchNewsTest::of_two_values_the_person_chooses()
{
    open();
    beginTyping(QStringLiteral("77"));
    tellOfOthers(4, {{"quantity", "5"}, {"rv", "9"}});
    QTRY_VERIFY(button(QStringLiteral("Merge now")) != nullptr);
    QTest::keyClick(editor(), Qt::Key_M, Qt::ControlModifier);
    QTRY_VERIFY(isSaid(*bar(), QStringLiteral("Nothing is chosen for you")));
    QCOMPARE(
        lineOf(QStringLiteral("Quantity")).mid(2), QStringList({"77", "913,400", "5", "you choose"})
    );
    photograph(QStringLiteral("merge.png"), {1236, 830});
    photograph(QStringLiteral("merge-narrow.png"), {640, 600});
    QVERIFY(view().isEditing());
    click(QStringLiteral("Keep what I type"));
    QVERIFY(view().isEditing());
    QTest::keyClick(editor(), Qt::Key_Return);
    QTRY_COMPARE(mutations().size(), std::size_t(1));
    QCOMPARE(lastOp().at("base").at("quantity"), json::value("5"));
    QCOMPARE(lastOp().at("set").at("quantity"), json::value("77"));
}

void WorkbenchNewsTest::theirs_may_be_taken_into_the_open_cell()
{
    open();
    beginTyping(QStringLiteral("77"));
    tellOfOthers(4, {{"quantity", "5"}});
    click(QStringLiteral("Merge now"));
    click(QStringLiteral("Take theirs"));
    auto* line = qobject_cast<QLineEdit*>(editor());
    QVERIFY(line != nullptr && view().isEditing());
    QCOMPARE(line->text(), QStringLiteral("5"));
    QTest::keyClick(line, Qt::Key_Return);
    QTest::qWait(50);
    QVERIFY(mutations().empty());
    QCOMPARE(textAt(4, SupplyColumn::quantity), QStringLiteral("5"));
}

void WorkbenchNewsTest::a_clean_merge_is_told_and_mine_can_be_undone()
{
    open();
    type(4, SupplyColumn::quantity, QStringLiteral("7"));
    QTRY_COMPARE(mutations().size(), std::size_t(1));
    QTRY_VERIFY(page_->session().saver().state().kind == SavedKind::onDevice);
    fake_->notify("result", json::object{{"mid", 41}, {"status", "merged"}});
    tellOfOthers(4, {{"endUse", "Other or unknown"}});
    QTRY_VERIFY(isSaid(*bar(), QStringLiteral("Merged with the changes of D. Ilves (1 field")));
    click(QStringLiteral("See"));
    click(QStringLiteral("Undo mine"));
    QTRY_COMPARE(mutations().size(), std::size_t(2));
    QCOMPARE(json::serialize(lastOp().at("set")), std::string(R"({"quantity":"913400"})"));
    QCOMPARE(textAt(4, SupplyColumn::endUse), QStringLiteral("Other or unknown"));
    QVERIFY(!bar()->isVisible());
}

void WorkbenchNewsTest::what_comes_back_is_no_news()
{
    open();
    tellOfOthers(4, {{"quantity", "5"}});
    QTRY_VERIFY(bar()->isVisible());
    tellOfOthers(4, {{"quantity", "913400"}});
    QTRY_VERIFY(!bar()->isVisible());
}

QTEST_MAIN(WorkbenchNewsTest)
#include "workbench_news_test.moc"
