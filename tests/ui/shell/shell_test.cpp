// The window as people use it: by keyboard, through sign-in, locking and a lost agent.
#include "sync/client/edit_courier.hpp"
#include "tests/ui/desk_fixture.hpp"
#include "ui/kit/banner.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/quick_open.hpp"
#include "ui/shell/rail.hpp"
#include "ui/shell/shell.hpp"
#include "ui/shell/sign_in_screen.hpp"
#include "ui/shell/status_strip.hpp"
#include "ui/shell/unlock_screen.hpp"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QScreen>
#include <QTableView>
#include <QTest>

#include <boost/json/parse.hpp>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

bool isActionable(const QWidget* widget)
{
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
           qobject_cast<const QComboBox*>(widget) ||
           qobject_cast<const QAbstractItemView*>(widget) ||
           qobject_cast<const QAbstractSpinBox*>(widget);
}

QString nameOf(const QWidget* widget)
{
    if (!widget->accessibleName().isEmpty())
        return widget->accessibleName();
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    return button == nullptr ? QString() : button->text();
}

QStringList unnamedIn(const QWidget& window)
{
    QStringList unnamed;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        const bool isInside = qobject_cast<QComboBox*>(widget->parentWidget()) != nullptr ||
                              widget->objectName().startsWith(QStringLiteral("qt_"));
        if (widget->isVisible() && isActionable(widget) && !isInside && nameOf(widget).isEmpty())
            unnamed << QString::fromLatin1(widget->metaObject()->className());
    }
    return unnamed;
}

QString pageOf(const DeskFixture& desk)
{
    return desk.window->shell().host().place().page;
}

} // namespace

class ShellTest final : public QObject {
    Q_OBJECT

    static void openShell(DeskFixture& desk)
    {
        desk.open();
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        QTRY_COMPARE(desk.window->current(), static_cast<QWidget*>(&desk.window->shell()));
    }

private Q_SLOTS:
    void everyActionableWidgetHasAName()
    {
        DeskFixture desk(*qApp);
        openShell(desk);
        for (const char* page : {"needs-you", "pending", "sync", "settings"}) {
            desk.window->shell().open(Place{QString::fromLatin1(page), {}});
            QTest::qWait(60);
            QVERIFY2(
                unnamedIn(*desk.window).isEmpty(), qPrintable(unnamedIn(*desk.window).join(u' '))
            );
        }
        desk.fake.status.state = sync::AgentState::signedOut;
        desk.fake.tellStatus();
        QTRY_COMPARE(desk.window->current(), static_cast<QWidget*>(&desk.window->signInScreen()));
        QVERIFY2(unnamedIn(*desk.window).isEmpty(), qPrintable(unnamedIn(*desk.window).join(u' ')));
        desk.fake.status.state = sync::AgentState::needsPassphrase;
        desk.fake.tellStatus();
        QTRY_COMPARE(desk.window->current(), static_cast<QWidget*>(&desk.window->unlockScreen()));
        QVERIFY(unnamedIn(*desk.window).isEmpty());
    }

    void theRailIsWalkedByKeyboard()
    {
        DeskFixture desk(*qApp);
        openShell(desk);
        QWidget* window = desk.window.get();
        QTest::keyClick(window, Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(pageOf(desk), QStringLiteral("pending"));
        desk.window->shell().rail().focusCurrent();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(pageOf(desk), QStringLiteral("set-aside"));
        QTest::keyClick(window, Qt::Key_Comma, Qt::ControlModifier);
        QCOMPARE(pageOf(desk), QStringLiteral("settings"));
        QTest::keyClick(window, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(pageOf(desk), QStringLiteral("set-aside"));
    }

    void f6GoesRoundTheAreas()
    {
        DeskFixture desk(*qApp);
        openShell(desk);
        desk.window->shell().open(Place{QStringLiteral("settings"), {}});
        Shell& shell = desk.window->shell();
        QTest::keyClick(desk.window.get(), Qt::Key_F6);
        QTest::keyClick(desk.window.get(), Qt::Key_F6);
        QVERIFY(shell.rail().isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(desk.window.get(), Qt::Key_F6);
        QVERIFY(!shell.rail().isAncestorOf(QApplication::focusWidget()));
    }

    void tabReachesEveryPartAndComesRound()
    {
        DeskFixture desk(*qApp);
        openShell(desk);
        desk.window->shell().open(Place{QStringLiteral("settings"), {}});
        QSet<QWidget*> seen;
        for (int i = 0; i < 60; ++i) {
            QTest::keyClick(desk.window.get(), Qt::Key_Tab);
            seen.insert(QApplication::focusWidget());
        }
        int ofRail = 0;
        int ofStrip = 0;
        int boxes = 0;
        for (QWidget* widget : std::as_const(seen)) {
            ofRail += desk.window->shell().rail().isAncestorOf(widget) ? 1 : 0;
            ofStrip += desk.window->strip().isAncestorOf(widget) ? 1 : 0;
            boxes += qobject_cast<QComboBox*>(widget) != nullptr ? 1 : 0;
        }
        QCOMPARE(ofRail, 7);
        QVERIFY(ofStrip >= 3);
        QCOMPARE(boxes, 6);
    }

    void quickOpenFindsAPageByItsFirstLetters()
    {
        DeskFixture desk(*qApp);
        openShell(desk);
        QTest::keyClick(desk.window.get(), Qt::Key_K, Qt::ControlModifier);
        QuickOpen& quick = desk.window->shell().quickOpen();
        QTRY_VERIFY(quick.isVisible());
        auto* field = quick.findChild<QLineEdit*>();
        QTest::keyClicks(field, QStringLiteral("pend"));
        QCOMPARE(quick.findChild<QListWidget*>()->count(), 1);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!quick.isVisible());
        QCOMPARE(pageOf(desk), QStringLiteral("pending"));
    }

    void pagesAreMadeOnlyWhenOpened()
    {
        DeskFixture desk(*qApp);
        openShell(desk);
        QCOMPARE(desk.window->shell().host().count(), 1);
        desk.window->shell().open(Place{QStringLiteral("pending"), {}});
        QCOMPARE(desk.window->shell().host().count(), 2);
        desk.window->shell().open(Place{QStringLiteral("no-such-page"), {}});
        QCOMPARE(pageOf(desk), QStringLiteral("pending"));
    }

    void aNewTextSizeBuildsTheOpenPageAnew()
    {
        DeskFixture desk(*qApp);
        openShell(desk);
        desk.window->shell().open(Place{QStringLiteral("settings"), {}});
        const QPointer<Page> before = desk.window->shell().host().current();
        const auto boxes = before->findChildren<QComboBox*>();
        const auto size = std::find_if(boxes.begin(), boxes.end(), [](const QComboBox* box) {
            return box->findData(150) >= 0;
        });
        QVERIFY(size != boxes.end());
        (*size)->setCurrentIndex((*size)->findData(150));
        Q_EMIT (*size)->activated((*size)->currentIndex());
        QTRY_VERIFY(before.isNull());
        QCOMPARE(pageOf(desk), QStringLiteral("settings"));
        QCOMPARE(desk.settings.fontScale(), 150);
        QCOMPARE(Tokens::current().px(28), 42);
        desk.theme.setChoice(ThemeChoice::dark);
        QCOMPARE(Tokens::current().theme, Theme::dark);
        desk.theme.setScale(100);
    }

    void discardingAsksFirst()
    {
        DeskFixture desk(*qApp);
        openShell(desk);
        desk.window->shell().open(Place{QStringLiteral("pending"), {}});
        auto* table = desk.window->shell().host().current()->findChild<QTableView*>();
        QTRY_COMPARE(table->model()->rowCount(), 3);
        table->selectRow(0);
        const auto discard = [&] {
            for (auto* button : desk.window->findChildren<QAbstractButton*>()) {
                if (button->isVisible() && button->text() == QStringLiteral("Discard…"))
                    button->click();
            }
        };
        desk.prompter.agrees = false;
        discard();
        QCOMPARE(desk.prompter.questions.size(), std::size_t(1));
        QVERIFY(desk.prompter.questions.front().isDestructive);
        QTest::qWait(50);
        QCOMPARE(desk.fake.countOf("pending.discard"), 0);
        desk.prompter.agrees = true;
        discard();
        QTRY_COMPARE(desk.fake.countOf("pending.discard"), 1);
    }

    void aLostAgentIsToldAndWhatIsOpenStays()
    {
        DeskFixture desk(*qApp);
        openShell(desk);
        desk.window->shell().open(Place{QStringLiteral("settings"), {}});
        const Page* before = desk.window->shell().host().current();
        auto* banner = desk.window->findChild<Banner*>(QString(), Qt::FindDirectChildrenOnly);
        desk.fake.stop();
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), 4000);
        QVERIFY(banner->words().contains(QStringLiteral("background program")));
        QCOMPARE(desk.window->shell().host().current(), before);
        QVERIFY(desk.window->strip().words().first().startsWith(QStringLiteral("No background")));
    }

    void withoutAnAgentItSaysCalmlyThatWhatIsTypedIsKept()
    {
        DeskFixture desk(*qApp);
        desk.fake.handlers["edits.key"] = [](const auto&) -> Result<boost::json::value> {
            return boost::json::value{{"key", std::string(64, 'a')}};
        };
        auto& courier = sync::EditCourier::of(desk.agent);
        courier.keepIn(desk.folder.path());
        openShell(desk);
        QTRY_VERIFY(courier.canKeep());
        auto* banner = desk.window->findChild<Banner*>(QString(), Qt::FindDirectChildrenOnly);
        desk.fake.stop();
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), 4000);
        QVERIFY(banner->words().contains(QStringLiteral("The sync service is not running.")));
        QVERIFY(banner->words().contains(QStringLiteral("kept on this device")));
    }

    void signingInWithAWrongPasswordSaysWhatToDo()
    {
        DeskFixture desk(*qApp);
        desk.fake.status = sync::Status{};
        desk.fake.handlers.emplace(
            "session.signIn",
            [](const json::object&) -> Result<json::value> {
                return Fault{FaultCode::unauthenticated, "wrong_credentials", "x", "y"};
            }
        );
        desk.open();
        SignInScreen& screen = desk.window->signInScreen();
        QTRY_COMPARE(desk.window->current(), static_cast<QWidget*>(&screen));
        const auto fields = screen.findChildren<QLineEdit*>();
        QCOMPARE(fields.size(), 4);
        const QStringList texts{
            QStringLiteral("http://127.0.0.1:1"),
            QStringLiteral("demo"),
            QStringLiteral("maya@demo.example"),
            QStringLiteral("wrong")};
        for (int i = 0; i < 4; ++i)
            fields.at(i)->setText(texts.at(i));
        QTest::keyClick(fields.at(3), Qt::Key_Return);
        auto* banner = screen.findChild<Banner*>();
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(banner->words().contains(QStringLiteral("Login, password or tenant is wrong.")));
        const auto& sent = desk.fake.requests.back().params.as_object();
        QCOMPARE(sent.at("password").as_string().c_str(), "wrong");
    }

    void oneClickSignsADemoAccountIn()
    {
        DeskFixture desk(*qApp);
        desk.fake.status = sync::Status{};
        desk.fake.handlers.emplace("session.about", [](const json::object&) -> Result<json::value> {
            return json::parse(R"({"product":"Tidemark","version":"0.1.0","demo":{"tenant":"demo",
                "accounts":[{"login":"maya@demo.example","displayName":"Maya Lindqvist",
                "password":"pw"}]}})");
        });
        desk.fake.handlers.emplace(
            "session.signIn",
            [&](const json::object&) -> Result<json::value> {
                desk.fake.status = openStatus();
                desk.fake.status.pull = sync::PullState::bootstrap;
                desk.fake.status.progress = sync::Progress{10, 100};
                QTimer::singleShot(0, &desk.fake, [&] { desk.fake.tellStatus(); });
                return json::value{{"user", sync::toJson(maya())}};
            }
        );
        desk.open();
        desk.window->setServer(QStringLiteral("http://127.0.0.1:8460"));
        QAbstractButton* account = nullptr;
        const auto find = [&] {
            for (auto* button : desk.window->signInScreen().findChildren<QAbstractButton*>()) {
                if (button->accessibleName().contains(QStringLiteral("Maya")))
                    account = button;
            }
            return account != nullptr;
        };
        QTRY_VERIFY(find());
        account->click();
        QTRY_COMPARE(desk.window->current(), static_cast<QWidget*>(&desk.window->shell()));
        QCOMPARE(desk.settings.login(), QStringLiteral("maya@demo.example"));
        QCOMPARE(desk.window->strip().words().first(), QStringLiteral("Receiving 10 of 100"));
    }

    void twoDifferentPassphrasesAreNotSent()
    {
        DeskFixture desk(*qApp);
        desk.fake.status = sync::Status{};
        desk.fake.status.state = sync::AgentState::needsPassphrase;
        desk.open();
        UnlockScreen& screen = desk.window->unlockScreen();
        QTRY_COMPARE(desk.window->current(), static_cast<QWidget*>(&screen));
        QCOMPARE(screen.mode(), UnlockScreen::Mode::create);
        const auto fields = screen.findChildren<QLineEdit*>();
        fields.at(0)->setText(QStringLiteral("correct horse"));
        fields.at(1)->setText(QStringLiteral("correct hors"));
        QTest::keyClick(fields.at(1), Qt::Key_Return);
        QTest::qWait(50);
        QCOMPARE(desk.fake.countOf("vault.create"), 0);
        fields.at(1)->setText(QStringLiteral("correct horse"));
        QTest::keyClick(fields.at(1), Qt::Key_Return);
        QTRY_COMPARE(desk.fake.countOf("vault.create"), 1);
    }

    void signingOutWithUnsentChangesAsksAgain()
    {
        DeskFixture desk(*qApp);
        openShell(desk);
        desk.fake.handlers.emplace(
            "session.signOut",
            [](const json::object& params) -> Result<json::value> {
                if (params.at("discardPending").as_bool())
                    return json::value(json::object());
                return Fault{FaultCode::conflict, "pending_changes", "x", "y"};
            }
        );
        QMetaObject::invokeMethod(&desk.window->shell(), "signOut");
        QTRY_COMPARE(desk.fake.countOf("session.signOut"), 2);
        QCOMPARE(desk.prompter.questions.size(), std::size_t(2));
        QVERIFY(desk.prompter.questions.back().isDestructive);
    }

    void aWindowFromAScreenThatIsGoneComesBackOnOneThatIsThere()
    {
        const QRect desk = QGuiApplication::primaryScreen()->availableGeometry();
        QVERIFY(desk.contains(clampToScreens(QRect(9000, 9000, 800, 600))));
        QVERIFY(desk.contains(clampToScreens(QRect())));
        const QRect huge = clampToScreens(QRect(desk.topLeft(), desk.size() * 3));
        QVERIFY(desk.contains(huge));
    }
};

QTEST_MAIN(ShellTest)
#include "shell_test.moc"
