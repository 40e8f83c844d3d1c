// The icon in the tray: its words, its count, its menu; and nothing where nobody wants it.
#include "tests/ui/desk_fixture.hpp"
#include "ui/shell/shell.hpp"
#include "ui/shell/tray.hpp"

#include <QCheckBox>
#include <QSignalSpy>
#include <QTest>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::tests;

namespace {

QStringList actionsOf(Tray& tray)
{
    QStringList shown;
    for (const QAction* action : tray.menu().actions()) {
        if (action->isVisible() && !action->isSeparator())
            shown << action->text().remove(QLatin1Char('&'));
    }
    return shown;
}

QAction* actionOf(Tray& tray, const char* text)
{
    for (QAction* action : tray.menu().actions()) {
        if (action->text().remove(QLatin1Char('&')) == QLatin1String(text))
            return action;
    }
    return nullptr;
}

/// Points of the picture that are not as in the one without a count.
int countedPoints(std::int64_t count)
{
    const QImage plain = trayPicture(32, 0).toImage();
    const QImage counted = trayPicture(32, count).toImage();
    int different = 0;
    for (int y = 0; y < plain.height(); ++y) {
        for (int x = 0; x < plain.width(); ++x)
            different += plain.pixel(x, y) != counted.pixel(x, y) ? 1 : 0;
    }
    return different;
}

} // namespace

class TrayTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<DeskFixture> desk_;
    bool isOffered_ = true;

    std::unique_ptr<Tray> aTray()
    {
        return std::make_unique<Tray>(desk_->agent, desk_->theme, [this] { return isOffered_; });
    }

private Q_SLOTS:
    void init()
    {
        isOffered_ = true;
        desk_ = std::make_unique<DeskFixture>(*qApp);
        desk_->agent.start();
        QTRY_VERIFY(desk_->agent.isConnected());
    }
    void cleanup() { desk_.reset(); }

    void it_says_how_sync_stands()
    {
        QCOMPARE(trayWords(openStatus()), QStringLiteral("Tidemark: Up to date"));
        sync::Status status = openStatus();
        status.needYou = 2;
        QVERIFY(trayWords(status).endsWith(QStringLiteral(" · 2 need you")));
        status.link = sync::LinkState::offline;
        status.pending = 3;
        const QString offline = trayWords(status);
        QVERIFY2(offline.startsWith(QStringLiteral("Tidemark: Offline")), qPrintable(offline));
        QVERIFY(offline.contains(QStringLiteral("3 changes saved on this device")));
        QVERIFY(trayWords(std::nullopt).contains(QStringLiteral("No background program")));
    }

    void the_count_is_painted()
    {
        QCOMPARE(countedPoints(0), 0);
        QVERIFY(countedPoints(2) > 100);
        QVERIFY(trayPicture(32, 2).toImage() != trayPicture(32, 3).toImage());
        // More than nine is said as such.
        QVERIFY(trayPicture(32, 9).toImage() != trayPicture(32, 10).toImage());
        QCOMPARE(trayPicture(32, 10).toImage(), trayPicture(32, 99).toImage());
    }

    void the_menu_follows_the_status()
    {
        const auto tray = aTray();
        desk_->fake.status.needYou = 0;
        desk_->fake.tellStatus();
        const QStringList usual{
            QStringLiteral("Open Tidemark"),
            QStringLiteral("Sync now"),
            QStringLiteral("Lock"),
            QStringLiteral("Quit")};
        QTRY_COMPARE(actionsOf(*tray), usual);
        desk_->fake.status.needYou = 2;
        desk_->fake.tellStatus();
        QTRY_VERIFY(actionsOf(*tray).contains(QStringLiteral("Needs you (2)")));
        desk_->fake.status.state = sync::AgentState::needsPassphrase;
        desk_->fake.tellStatus();
        QTRY_COMPARE(actionsOf(*tray), usual);
        QVERIFY(!actionOf(*tray, "Lock")->isEnabled());
        QVERIFY(!actionOf(*tray, "Sync now")->isEnabled());
        QVERIFY(actionOf(*tray, "Quit")->isEnabled());
    }

    void each_action_does_what_it_says()
    {
        const auto tray = aTray();
        desk_->fake.status.needYou = 1;
        desk_->fake.tellStatus();
        QTRY_VERIFY(actionOf(*tray, "Needs you (1)") != nullptr);
        QSignalSpy opened(tray.get(), &Tray::openWanted);
        QSignalSpy placed(tray.get(), &Tray::placeWanted);
        QSignalSpy locked(tray.get(), &Tray::lockWanted);
        QSignalSpy quit(tray.get(), &Tray::quitWanted);
        actionOf(*tray, "Open Tidemark")->trigger();
        QCOMPARE(opened.size(), 1);
        actionOf(*tray, "Needs you (1)")->trigger();
        QCOMPARE(opened.size(), 2);
        QCOMPARE(placed.size(), 1);
        actionOf(*tray, "Lock")->trigger();
        QCOMPARE(locked.size(), 1);
        actionOf(*tray, "Quit")->trigger();
        QCOMPARE(quit.size(), 1);
        QCOMPARE(desk_->fake.countOf("sync.now"), 0);
        actionOf(*tray, "Sync now")->trigger();
        QTRY_COMPARE(desk_->fake.countOf("sync.now"), 1);
    }

    void where_there_is_no_tray_there_is_no_icon()
    {
        isOffered_ = false;
        QVERIFY(!aTray()->isShown());
        // And nothing offscreen offers one.
        QVERIFY(!Tray(desk_->agent, desk_->theme).isShown());
    }

    void it_goes_and_comes_with_the_choice_of_its_person()
    {
        desk_->open();
        ++desk_->fake.status.rows; // The window came after the first status.
        desk_->fake.tellStatus();
        const auto tray = aTray();
        QVERIFY(tray->isShown());
        QTRY_VERIFY(desk_->window->shell().isVisible());
        desk_->window->shell().open({QStringLiteral("settings"), {}});
        auto* box = desk_->window->findChild<QCheckBox*>();
        QVERIFY(box != nullptr && box->isChecked());
        box->click();
        QVERIFY(!tray->isShown());
        QVERIFY(!DeskSettings(desk_->folder.path()).hasTray());
        box->click();
        QVERIFY(tray->isShown());
    }
};

QTEST_MAIN(TrayTest)
#include "tray_test.moc"
