// Needs you and diagnostics: nothing is chosen for anybody, keys do what buttons do, all fits.
#include "tests/ui/desk_fixture.hpp"
#include "tests/ui/sync/page_hands.hpp"
#include "tests/ui/sync/sample_conflicts.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/settings/language.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/shell.hpp"
#include "ui/sync/bulk_dialog.hpp"
#include "ui/sync/choice_cell.hpp"
#include "ui/sync/diagnostics_page.hpp"
#include "ui/sync/support_dialog.hpp"

#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTest>
#include <QTranslator>

#include <algorithm>

using namespace tidemark;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

/// Windows in which everything has to fit.
struct View {
    const char* name;
    ui::ThemeChoice theme;
    int scale;
    QSize size;
    const char* language;
};

const View views[] = {
    {"light", ui::ThemeChoice::light, 100, {1440, 900}, "en"},
    {"dark", ui::ThemeChoice::dark, 100, {1440, 900}, "en"},
    {"small", ui::ThemeChoice::light, 100, {1024, 640}, "de"},
    {"double", ui::ThemeChoice::dark, 200, {1440, 900}, "en"},
};

} // namespace

class ConflictPageTest : public QObject {
    Q_OBJECT

private:
    /// A report's name, its two conflicts, a head, one refused change.
    static constexpr int expectedEntries = 5;

    static QWidget* openPage(DeskFixture& desk, const char* page, const QSize& size = {1440, 900})
    {
        answerConflicts(desk.fake);
        desk.fake.status.needYou = 3;
        desk.open(size);
        if (!QTest::qWaitFor([&] { return desk.window->current() == &desk.window->shell(); }))
            return nullptr;
        desk.window->shell().open(ui::Place{QString::fromLatin1(page), {}});
        QWidget* current = desk.window->shell().host().current();
        const auto isFilled = [&] {
            auto* list = current->findChild<QListWidget*>();
            return list != nullptr ? list->count() == expectedEntries &&
                                         button(current, QStringLiteral("Apply")) &&
                                         anyVisible<ui::ChoiceButton>(current)
                                   : shows(current, QStringLiteral("Room on the disk"));
        };
        return QTest::qWaitFor(isFilled) ? current : nullptr;
    }

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }
    /// English is what no catalogue has: those of another language have to go.
    void cleanup()
    {
        qDeleteAll(qApp->findChildren<QTranslator*>());
        ui::installTranslations(*qApp, QLocale(QStringLiteral("en")));
    }

    void nothingIsChosenAtFirst()
    {
        DeskFixture desk(*qApp);
        QWidget* page = openPage(desk, "needs-you");
        QVERIFY(page);
        for (auto* choice : page->findChildren<ui::ChoiceButton*>())
            QVERIFY2(!choice->isChecked(), qPrintable(choice->accessibleName()));
        QVERIFY(!button(page, QStringLiteral("Apply"))->isEnabled());
        QVERIFY(shows(page, QStringLiteral("2 fields still open. Nothing is chosen for you.")));
        // Yours is always before theirs.
        QVERIFY(shows(page, QStringLiteral("486,200 kWh")));
        QVERIFY(shows(page, QStringLiteral("491,050 kWh")));
        QVERIFY(shows(page, QStringLiteral("+6,200")));
        QVERIFY(shows(page, QStringLiteral("End use does not go with the other values.")));
    }

    void aDecisionGoesFieldByField()
    {
        DeskFixture desk(*qApp);
        QWidget* page = openPage(desk, "needs-you");
        QVERIFY(page);
        named<ui::ChoiceButton>(page, QStringLiteral("Quantity: take yours"))->click();
        QVERIFY(!button(page, QStringLiteral("Apply"))->isEnabled());
        named<ui::ChoiceButton>(page, QStringLiteral("End use: enter another"))->click();
        auto* edit = named<QLineEdit>(page, QStringLiteral("End use: your own value"));
        QVERIFY(edit);
        edit->setText(QStringLiteral("Any"));
        button(page, QStringLiteral("Apply"))->click();
        QTRY_VERIFY(lastOf(desk.fake, "conflicts.resolve"));
        const json::value wanted = json::parse(
            R"([{"entity":"fuelSupply","id":"01900000-0000-7000-8000-000000000004","choices":[
                {"group":"quantity","source":"mine"},
                {"group":"endUse","source":"edited","values":{"endUse":"Any"}}]}])"
        );
        QCOMPARE(lastOf(desk.fake, "conflicts.resolve")->at("items"), wanted);
        QTRY_VERIFY(button(page, QStringLiteral("Undo")));
        button(page, QStringLiteral("Undo"))->click();
        QTRY_VERIFY(lastOf(desk.fake, "conflicts.undo"));
        QCOMPARE(lastOf(desk.fake, "conflicts.undo")->at("batch").as_int64(), 3);
    }

    void keysDoWhatButtonsDo()
    {
        DeskFixture desk(*qApp);
        QWidget* page = openPage(desk, "needs-you");
        QVERIFY(page);
        auto* list = page->findChild<QListWidget*>();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_2);
        QVERIFY(named<ui::ChoiceButton>(page, QStringLiteral("Quantity: take theirs"))->isChecked()
        );
        QTest::keyClick(list, Qt::Key_N);
        QCOMPARE(list->currentRow(), 2);
        QTest::keyClick(list, Qt::Key_E);
        const QString name = QStringLiteral("Supplemental note: your own value");
        QTRY_VERIFY(named<QPlainTextEdit>(page, name));
        auto* text = named<QPlainTextEdit>(page, name);
        QVERIFY(text->toPlainText().contains(QStringLiteral("rose above dropped under")));
        QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(lastOf(desk.fake, "conflicts.resolve"));
    }

    void manyAreDecidedAfterALookAtWhatChanges()
    {
        DeskFixture desk(*qApp);
        QWidget* page = openPage(desk, "needs-you");
        QVERIFY(page);
        button(page, QStringLiteral("All theirs…"))->click();
        QTRY_VERIFY(page->findChild<ui::BulkDialog*>());
        auto* dialog = page->findChild<ui::BulkDialog*>();
        QCOMPARE(lastOf(desk.fake, "conflicts.previewBulk")->at("items").as_array().size(), 2U);
        QCOMPARE(dialog->findChild<QTableView*>()->model()->rowCount(), 3);
        QVERIFY(shows(
            dialog, QStringLiteral("Take theirs in 2 rows of: 2025 compliance report, Demo Fuels")
        ));
        QVERIFY(shows(dialog, QStringLiteral("1 error in these rows then:")));
        QVERIFY2(
            button(dialog, QStringLiteral("Decide one by one"))->isDefault(),
            "Enter must not decide anything"
        );
        QVERIFY(desk.fake.countOf("conflicts.resolve") == 0);
        button(dialog, QStringLiteral("Take theirs"))->click();
        QTRY_VERIFY(lastOf(desk.fake, "conflicts.resolve"));
        QCOMPARE(lastOf(desk.fake, "conflicts.resolve")->at("items").as_array().size(), 2U);
    }

    void bothRowsCanBeKept()
    {
        DeskFixture desk(*qApp);
        QWidget* page = openPage(desk, "needs-you");
        QVERIFY(page);
        button(page, QStringLiteral("Keep both rows"))->click();
        QTRY_VERIFY(lastOf(desk.fake, "conflicts.resolve"));
        const json::value item = lastOf(desk.fake, "conflicts.resolve")->at("items").at(0);
        QCOMPARE(item.at("copy").at("quantity"), json::value("486200"));
        QCOMPARE(item.at("copy").at("position"), json::value("km"));
        QCOMPARE(item.at("choices").at(0).at("source"), json::value("theirs"));
    }

    void reportsStandOverTheirRows()
    {
        DeskFixture desk(*qApp);
        QWidget* page = openPage(desk, "needs-you");
        QVERIFY(page);
        auto* list = page->findChild<QListWidget*>();
        QCOMPARE(list->item(0)->text(), QStringLiteral("2025 compliance report, Demo Fuels"));
        QVERIFY(!list->item(0)->flags().testFlag(Qt::ItemIsSelectable));
        QCOMPARE(list->currentRow(), 1);
        QCOMPARE(list->item(3)->text(), QStringLiteral("Refused"));
    }

    void checksSayWhatToDo()
    {
        DeskFixture desk(*qApp);
        QWidget* page = openPage(desk, "diagnostics");
        QVERIFY(page);
        QTRY_VERIFY(shows(page, QStringLiteral("Let this computer set its time by itself.")));
        const QString text = ui::checksAsText(ui::checksFrom(sampleChecks()));
        QVERIFY(text.contains(QStringLiteral("[Needs action] Room on the disk: 90 MB are left.")));
        button(page, QStringLiteral("Support bundle…"))->click();
        auto* dialog = page->findChild<ui::SupportDialog*>();
        QVERIFY(dialog);
        auto* preview = dialog->findChild<QPlainTextEdit*>();
        QTRY_VERIFY(preview->toPlainText().contains(QStringLiteral("person-1")));
        dialog->findChild<QCheckBox*>()->setChecked(false);
        QTRY_VERIFY(preview->toPlainText().contains(QStringLiteral("maya")));
        const QString file = desk.folder.filePath(QStringLiteral("bundle.txt"));
        dialog->saveTo(file);
        QVERIFY(QFile::exists(file));
    }

    void everythingFits_data()
    {
        QTest::addColumn<int>("which");
        for (int i = 0; i < int(std::size(views)); ++i)
            QTest::newRow(views[i].name) << i;
    }

    void everythingFits()
    {
        QFETCH(int, which);
        const View& view = views[which];
        const QLocale locale(QString::fromLatin1(view.language));
        QLocale::setDefault(locale);
        DeskFixture desk(*qApp);
        ui::installTranslations(*qApp, locale);
        desk.settings.setFontScale(view.scale);
        desk.theme.overrideChoice(view.theme);
        answerConflicts(desk.fake);
        desk.fake.status.needYou = 3;
        desk.open(view.size);
        QTRY_COMPARE(desk.window->current(), static_cast<QWidget*>(&desk.window->shell()));
        const QString pictures = qEnvironmentVariable("TIDEMARK_PICTURES");
        for (const char* name : {"needs-you", "diagnostics", "pending"}) {
            desk.window->shell().open(ui::Place{QString::fromLatin1(name), {}});
            QWidget* page = desk.window->shell().host().current();
            QTRY_VERIFY(desk.fake.countOf("conflicts.list") > 0);
            if (auto* list = page->findChild<QListWidget*>())
                QTRY_COMPARE(list->count(), expectedEntries);
            if (auto* table = page->findChild<QTableView*>()) {
                QTRY_VERIFY(table->model()->rowCount() > 0);
                table->selectRow(0);
            }
            if (QLatin1String(name) == QLatin1String("diagnostics"))
                QTRY_VERIFY(shows(
                    page,
                    locale.language() == QLocale::German ? QStringLiteral("Platz auf der Platte")
                                                         : QStringLiteral("Room on the disk")
                ));
            QCOMPARE(desk.window->size(), view.size);
            for (int turn = 0; turn < 5; ++turn) // What was just shown finds its place.
                QCoreApplication::processEvents();
            if (!pictures.isEmpty()) {
                QDir().mkpath(pictures);
                const QString file =
                    QStringLiteral("%1/%2-%3.png")
                        .arg(pictures, QString::fromLatin1(name), QString::fromLatin1(view.name));
                QVERIFY(desk.window->grab().save(file));
            }
        }
    }
};

QTEST_MAIN(ConflictPageTest)
#include "conflict_page_test.moc"
