// Conflicts of whole rows and of fields that go together; decisions of late.
#include "tests/ui/desk_fixture.hpp"
#include "tests/ui/sync/page_hands.hpp"
#include "tests/ui/sync/sample_conflicts.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/shell.hpp"
#include "ui/sync/case_delegate.hpp"
#include "ui/sync/choice_cell.hpp"

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>

using namespace tidemark;
using namespace tidemark::tests;
namespace json = boost::json;

class ConflictRowsTest : public QObject {
    Q_OBJECT

private:
    /// Rows that are decided as a whole, fields that go together, and a decision of late.
    static QWidget* openRows(DeskFixture& desk)
    {
        answerConflicts(desk.fake);
        const auto give = [&desk](const char* method, json::value value) {
            desk.fake.handlers[method] = [value](const json::object&) -> Result<json::value> {
                return value;
            };
        };
        give("conflicts.list", sampleRowConflicts());
        give("conflicts.recent", sampleDecisions());
        desk.open({1440, 900});
        if (!QTest::qWaitFor([&] { return desk.window->current() == &desk.window->shell(); }))
            return nullptr;
        desk.window->shell().open(ui::Place{QStringLiteral("needs-you"), {}});
        QWidget* page = desk.window->shell().host().current();
        auto* list = page->findChild<QListWidget*>();
        return QTest::qWaitFor([&] { return list->count() == 8; }) ? page : nullptr;
    }

    static QString detailOf(QWidget* page, int row)
    {
        const QListWidgetItem* entry = page->findChild<QListWidget*>()->item(row);
        return entry->data(ui::CaseDelegate::DetailRole).toString();
    }

    /// Where pictures are wanted: the page as it is.
    static void photograph(DeskFixture& desk, const QString& name)
    {
        const QString pictures = qEnvironmentVariable("TIDEMARK_PICTURES");
        if (!pictures.isEmpty())
            QVERIFY(desk.window->grab().save(pictures + u'/' + name));
    }

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }

    void aDeletionShowsWhatWasChanged()
    {
        DeskFixture desk(*qApp);
        QWidget* page = openRows(desk);
        QVERIFY(page);
        QVERIFY(detailOf(page, 1).startsWith(QStringLiteral("you deleted it, they changed it")));
        QTRY_VERIFY(shows(page, QStringLiteral("Quantity: 480,000 → 491,050")));
        photograph(desk, QStringLiteral("row-deleted.png"));
        QVERIFY(shows(page, QStringLiteral("<s>Ethanol, Gasoline, 480,000</s>")));
        QVERIFY(named<ui::ChoiceButton>(page, QStringLiteral("Delete the row all the same")));
        named<ui::ChoiceButton>(page, QStringLiteral("Keep the row with their changes"))->click();
        button(page, QStringLiteral("Apply"))->click();
        QTRY_VERIFY(lastOf(desk.fake, "conflicts.resolve"));
        const json::value item = lastOf(desk.fake, "conflicts.resolve")->at("items").at(0);
        QCOMPARE(item.at("choices").at(0).at("source"), json::value("theirs"));
    }

    void whatIsGoneCanBeRestoredAsACopy()
    {
        DeskFixture desk(*qApp);
        QWidget* page = openRows(desk);
        QVERIFY(page);
        page->findChild<QListWidget*>()->setCurrentRow(2);
        QVERIFY(detailOf(page, 2).startsWith(QStringLiteral("you changed it, they deleted it")));
        QTRY_VERIFY(shows(page, QStringLiteral("Quantity: 5 → 8")));
        QVERIFY(shows(page, QStringLiteral("<s>Propane, 5</s>")));
        QVERIFY(!button(page, QStringLiteral("Keep both rows")));
        const QString restore = QStringLiteral("Make the row anew, with your changes in it");
        named<ui::ChoiceButton>(page, restore)->click();
        button(page, QStringLiteral("Apply"))->click();
        QTRY_VERIFY(lastOf(desk.fake, "conflicts.resolve"));
        const json::value item = lastOf(desk.fake, "conflicts.resolve")->at("items").at(0);
        QCOMPARE(item.at("choices").at(0).at("source"), json::value("mine"));
    }

    void fieldsThatGoTogetherAreEditedTogether()
    {
        DeskFixture desk(*qApp);
        QWidget* page = openRows(desk);
        QVERIFY(page);
        page->findChild<QListWidget*>()->setCurrentRow(3);
        // Theirs has two authors here; each says who.
        QTRY_VERIFY(shows(page, QStringLiteral("several people")));
        named<ui::ChoiceButton>(page, QStringLiteral("Provision, Fuel code: enter another"))
            ->click();
        auto* code = named<QLineEdit>(page, QStringLiteral("Fuel code: your own value"));
        auto* provision = named<QLineEdit>(page, QStringLiteral("Provision: your own value"));
        QVERIFY(code && provision);
        photograph(desk, QStringLiteral("row-group.png"));
        QCOMPARE(code->text(), QStringLiteral("BCLCF 214.3"));
        code->setText(QStringLiteral("BCLCF 188.1"));
        named<ui::ChoiceButton>(page, QStringLiteral("Is q1 supplied: enter another"))->click();
        auto* flag = named<QComboBox>(page, QStringLiteral("Is q1 supplied: your own value"));
        QVERIFY(flag);
        flag->setCurrentIndex(flag->findData(QStringLiteral("false")));
        button(page, QStringLiteral("Apply"))->click();
        QTRY_VERIFY(lastOf(desk.fake, "conflicts.resolve"));
        const json::value choices =
            lastOf(desk.fake, "conflicts.resolve")->at("items").at(0).at("choices");
        QCOMPARE(
            choices.at(0).at("values"),
            json::parse(R"({"provision":"Mine","fuelCode":"BCLCF 188.1"})")
        );
        QCOMPARE(choices.at(1).at("values"), json::parse(R"({"isQ1Supplied":false})"));
    }

    void decisionsOfLateCanBeUndone()
    {
        DeskFixture desk(*qApp);
        QWidget* page = openRows(desk);
        QVERIFY(page);
        auto* list = page->findChild<QListWidget*>();
        QTRY_COMPARE(list->count(), 8);
        QCOMPARE(list->item(6)->text(), QStringLiteral("Decided lately"));
        list->setCurrentRow(7);
        QVERIFY(button(page, QStringLiteral("Undo")));
        button(page, QStringLiteral("Undo"))->click();
        QTRY_VERIFY(lastOf(desk.fake, "conflicts.undo"));
        QCOMPARE(lastOf(desk.fake, "conflicts.undo")->at("batch").as_int64(), 7);
        // Left alone, a decision is never what the page shows by itself.
        desk.fake.pending.clear();
        desk.fake.handlers["conflicts.list"] = [](const json::object&) -> Result<json::value> {
            return json::value{{"items", json::array()}};
        };
        list->setCurrentRow(1);
        desk.fake.status.needYou = 0;
        desk.fake.tellStatus();
        desk.fake.notify("result", json::object{{"mid", 1}, {"status", "applied"}});
        QTRY_VERIFY(shows(page, QStringLiteral("Nothing needs you")));
        QCOMPARE(list->count(), 2);
    }
};

QTEST_MAIN(ConflictRowsTest)
#include "conflict_rows_test.moc"
