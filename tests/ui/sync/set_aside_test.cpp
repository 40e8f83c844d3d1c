// Work that may no longer be sent, and notices that stand until they were read: what the desk says
// of them, what it asks the agent to do, and that a sign-out lets go of what was exported.
#include "tests/ui/desk_fixture.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/settings/language.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/shell.hpp"

#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QTableView>
#include <QTest>

using namespace tidemark;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

json::object piece(int qid, const char* policy)
{
    const json::object op{
        {"op", "update"},
        {"entity", "fuelSupply"},
        {"id", "01900000-0000-7000-8000-000000000004"},
        {"base", json::object{{"quantity", "480000"}}},
        {"set", json::object{{"quantity", "486200"}}}};
    return {
        {"qid", qid},
        {"mid", qid + 40},
        {"name", "fuelSupply.edit"},
        {"scope", "1002"},
        {"scopeName", "Demo Fuels"},
        {"reason", "organization_changed"},
        {"policy", policy},
        {"createdAt", "2026-11-21T09:12:00Z"},
        {"at", "2026-11-22T14:02:00Z"},
        {"exportedAt", nullptr},
        {"handedAt", nullptr},
        {"files", json::array{"meter.pdf"}},
        {"opCount", 1},
        {"ops", json::array{op}}};
}

ui::Button* button(QWidget* in, const QString& text)
{
    for (auto* one : in->findChildren<ui::Button*>()) {
        if (one->text() == text && one->isVisible())
            return one;
    }
    return nullptr;
}

QString wordsOf(QWidget* in)
{
    QString words;
    for (auto* label : in->findChildren<QLabel*>()) {
        if (label->isVisible())
            words += label->text() + QLatin1Char('\n');
    }
    return words;
}

/// A desk with three pieces of work, one of each policy.
struct SetAsideDesk {
    SetAsideDesk()
        : desk(*qApp)
    {
        json::object handed = piece(2, "escrow");
        handed["handedAt"] = "2026-11-22T14:05:00Z";
        handed["ops"] = json::array();
        items = {piece(1, "keep"), handed, piece(3, "discard")};
        desk.fake.status.quarantined = 3;
        desk.fake.handlers["quarantine.list"] = [this](const json::object&) -> Result<json::value> {
            return json::value(json::object{{"items", items}});
        };
    }

    void open(const QSize& size = QSize(1440, 900))
    {
        desk.open(size);
        QTRY_VERIFY(desk.agent.isConnected());
        shell().open(ui::Place{QStringLiteral("set-aside"), {}});
        QTRY_VERIFY(table() != nullptr);
        QTRY_COMPARE(table()->model()->rowCount(), int(items.size()));
    }
    ui::Shell& shell() { return desk.window->shell(); }
    QWidget* page() { return shell().host().current(); }
    QTableView* table() { return page() ? page()->findChild<QTableView*>() : nullptr; }

    json::array items = {};
    DeskFixture desk;
};

} // namespace

class SetAsideTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }

    void each_piece_says_what_when_why_and_what_becomes_of_it()
    {
        SetAsideDesk desk;
        desk.open();
        const auto cell = [&desk](int row, int column) {
            return desk.table()->model()->index(row, column).data().toString();
        };
        QCOMPARE(cell(0, 1), QStringLiteral("Demo Fuels"));
        QCOMPARE(cell(0, 3), QStringLiteral("On this device only"));
        QCOMPARE(cell(1, 3), QStringLiteral("Handed over"));
        QCOMPARE(cell(2, 3), QStringLiteral("Content removed"));
        QCOMPARE(cell(0, 4), QStringLiteral("You moved to another organization."));
        desk.table()->selectRow(0);
        QTRY_VERIFY(wordsOf(desk.page()).contains(QStringLiteral("meter.pdf")));
        QVERIFY(wordsOf(desk.page()).contains(QStringLiteral("480,000 → 486,200")));
        QVERIFY(wordsOf(desk.page()).contains(QStringLiteral("keep a copy of your own text")));
        desk.table()->selectRow(2);
        QTRY_VERIFY(wordsOf(desk.page()).contains(QStringLiteral("removed from this device")));
    }

    void it_is_exported_handed_over_and_discarded()
    {
        SetAsideDesk desk;
        desk.desk.fake.handlers["quarantine.export"] =
            [&desk](const json::object&) -> Result<json::value> {
            desk.items[0].as_object()["exportedAt"] = "2026-11-22T15:00:00Z";
            return json::value(json::object{{"items", 1}});
        };
        desk.desk.fake.handlers["quarantine.handOver"] =
            [](const json::object&) -> Result<json::value> {
            return json::value(json::object{{"handed", 0}, {"left", 1}});
        };
        desk.desk.fake.handlers["quarantine.discard"] = [&desk](const json::object& params
                                                        ) -> Result<json::value> {
            json::array left;
            for (const json::value& item : desk.items) {
                if (item.at("qid") != params.at("qid"))
                    left.push_back(item);
            }
            desk.items = std::move(left);
            return json::value(json::object());
        };
        desk.open();
        button(desk.page(), QStringLiteral("Hand over now"))->click();
        QTRY_VERIFY(wordsOf(desk.page()).contains(QStringLiteral("files that only this device has"))
        );
        button(desk.page(), QStringLiteral("Export…"))->click();
        auto* dialog = desk.page()->findChild<QFileDialog*>();
        QVERIFY(dialog != nullptr);
        Q_EMIT dialog->fileSelected(QStringLiteral("/tmp/mine.json"));
        QTRY_VERIFY(wordsOf(desk.page()).contains(QStringLiteral("/tmp/mine.json")));
        QTRY_COMPARE(
            desk.table()->model()->index(0, 3).data().toString(), QStringLiteral("Exported")
        );
        delete dialog;

        desk.table()->selectRow(1);
        QTRY_VERIFY(button(desk.page(), QStringLiteral("Take off the list…")) != nullptr);
        desk.items[0].as_object()["exportedAt"] = nullptr;
        desk.desk.fake.status.quarantined = 4; // Makes the page look again.
        desk.desk.fake.tellStatus();
        QTRY_COMPARE(
            desk.table()->model()->index(0, 3).data().toString(),
            QStringLiteral("On this device only")
        );
        desk.table()->selectRow(0);
        QTRY_VERIFY(button(desk.page(), QStringLiteral("Discard…")) != nullptr);
        desk.desk.window->activateWindow(); // The dialog had taken that.
        QTRY_VERIFY(desk.desk.window->isActiveWindow());
        QTest::keyClick(desk.desk.window.get(), Qt::Key_Delete, Qt::ControlModifier);
        QTRY_COMPARE(desk.table()->model()->rowCount(), 2);
        QVERIFY(desk.desk.prompter.questions.back().isDestructive);
        QVERIFY(desk.desk.prompter.questions.back().text.contains(QStringLiteral("nobody can")));
    }

    void a_sign_out_says_that_such_work_is_never_sent()
    {
        SetAsideDesk desk;
        desk.desk.fake.handlers["session.signOut"] = [](const json::object& params
                                                     ) -> Result<json::value> {
            if (params.at("discardPending").as_bool())
                return json::value(json::object());
            return Fault{FaultCode::conflict, "work_set_aside", "1 change.", "Export it."};
        };
        desk.open();
        QMetaObject::invokeMethod(&desk.shell(), "signOut");
        QTRY_COMPARE(desk.desk.prompter.questions.size(), std::size_t{2});
        const QString asked = desk.desk.prompter.questions.back().text;
        QVERIFY(asked.contains(QStringLiteral("may no longer send")));
        QVERIFY(!asked.contains(QStringLiteral("Wait until")));
        QCOMPARE(desk.shell().host().place().page, QStringLiteral("set-aside"));
        QTRY_COMPARE(desk.desk.fake.countOf("session.signOut"), 2);
    }

    void a_notice_stands_until_it_was_read()
    {
        SetAsideDesk desk;
        sync::Notice restored{"server_restored", Timestamp::now(), 2, {}};
        restored.restoredTo = Timestamp::parse("2026-11-21T21:40:00Z").value();
        desk.desk.fake.status.notices = {
            restored, {"changes_lost", Timestamp::now(), 3, {}}, {"stuck_pull", {}, 3, {}}};
        std::vector<std::string> dismissed;
        desk.desk.fake.handlers["notice.dismiss"] = [&](const json::object& params
                                                    ) -> Result<json::value> {
            dismissed.emplace_back(params.at("id").as_string());
            desk.desk.fake.status.notices.erase(desk.desk.fake.status.notices.begin());
            desk.desk.fake.tellStatus();
            return json::value(json::object());
        };
        desk.open();
        const auto says = [&desk](const char* words) {
            return wordsOf(desk.desk.window.get()).contains(QString::fromLatin1(words));
        };
        QTRY_VERIFY(says("The server was restored to"));
        QVERIFY(says("2 of your changes that it had lost are sent again."));
        const auto close = [&desk] {
            for (auto* one : desk.desk.window->findChildren<ui::Button*>()) {
                if (one->isVisible() && one->accessibleName() == QLatin1String("Close this notice"))
                    return one->click();
            }
        };
        close();
        QTRY_VERIFY(says("3 changes cannot be read any more."));
        close();
        QTRY_VERIFY(says("Receiving changes stood still"));
        button(desk.desk.window.get(), QStringLiteral("Show"))->click();
        QTRY_COMPARE(desk.shell().host().place().page, QStringLiteral("diagnostics"));
        close();
        QTRY_VERIFY(!says("stood still"));
        const std::vector<std::string> all{"server_restored", "changes_lost", "stuck_pull"};
        QTRY_COMPARE(dismissed, all);
    }

    void all_of_it_fits()
    {
        const QString folder = qEnvironmentVariable("TIDEMARK_PICTURES");
        for (const char* language : {"en", "de"}) {
            SetAsideDesk desk;
            desk.desk.fake.status.notices = {{"server_restored", Timestamp::now(), 2, {}}};
            const QLocale locale(QString::fromLatin1(language));
            QLocale::setDefault(locale);
            ui::installTranslations(*qApp, locale);
            const bool isNarrow = std::string_view(language) == "de";
            desk.open(isNarrow ? QSize(1024, 640) : QSize(1440, 900));
            desk.table()->selectRow(0);
            QTRY_VERIFY(wordsOf(desk.page()).contains(QStringLiteral("meter.pdf")));
            for (auto* label : desk.page()->findChildren<QLabel*>()) {
                const bool isCut = label->isVisible() && !label->wordWrap() &&
                                   label->width() < label->sizeHint().width() - 2;
                QVERIFY2(!isCut, qPrintable(label->text()));
            }
            if (!folder.isEmpty())
                desk.desk.window->grab().save(
                    QDir(folder).filePath(QStringLiteral("set-aside-%1.png").arg(language))
                );
        }
        ui::installTranslations(*qApp, QLocale(QStringLiteral("en")));
    }
};

QTEST_MAIN(SetAsideTest)
#include "set_aside_test.moc"
