// What is not open to somebody: pages without their permission, and the desk behind the lock.
#include "tests/ui/desk_fixture.hpp"
#include "ui/kit/secret_clipboard.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/rail.hpp"
#include "ui/shell/shell.hpp"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QTest>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::tests;

class ClosedPagesTest final : public QObject {
    Q_OBJECT

    static void openShell(DeskFixture& desk)
    {
        desk.open();
        QTRY_COMPARE(desk.window->current(), static_cast<QWidget*>(&desk.window->shell()));
    }

private Q_SLOTS:
    void aPageThatIsNotOpenStaysInTheRailAndNamesItsPermission()
    {
        DeskFixture desk(*qApp);
        openShell(desk);
        Shell& shell = desk.window->shell();
        std::vector<PageEntry> pages = shell.host().entries();
        int made = 0;
        PageEntry runs;
        runs.id = QStringLiteral("runs");
        runs.title = QStringLiteral("Runs");
        runs.permission = "run:read";
        runs.make = [&made, &pages](const PageContext& context, const QString&, QWidget* parent) {
            ++made;
            return pages.front().make(context, {}, parent);
        };
        desk.fake.status.user->permissions = {"report:read"};
        desk.fake.tellStatus();
        std::vector<PageEntry> all = pages;
        all.insert(all.begin(), runs);
        shell.setPages(all);
        QTRY_COMPARE(desk.agent.status().user->permissions.size(), std::size_t(1));
        QCOMPARE(shell.rail().order().front(), QStringLiteral("runs"));
        shell.open({QStringLiteral("runs"), {}});
        const auto* refusal = shell.host().current();
        QVERIFY(refusal != nullptr && made == 0);
        QStringList words;
        for (const auto* label : refusal->findChildren<QLabel*>())
            words << label->text();
        QVERIFY(words.join(u' ').contains(QStringLiteral("run:read")));
        bool isTold = false;
        for (const auto* item : shell.rail().findChildren<QAbstractButton*>())
            isTold = isTold || (item->text() == QLatin1String("Runs") &&
                                item->toolTip().contains(QStringLiteral("run:read")));
        QVERIFY(isTold);
        // Given while the window is open: the page itself takes the place of the refusal.
        desk.fake.status.user->permissions = {"report:read", "run:read"};
        desk.fake.tellStatus();
        QTRY_COMPARE(made, 1);
    }

    void lockingTakesACopiedSecretAway()
    {
        DeskFixture desk(*qApp);
        openShell(desk);
        copySecret(QStringLiteral("tmk_hush"));
        desk.fake.status.state = sync::AgentState::locked;
        desk.fake.tellStatus();
        QTRY_VERIFY(QGuiApplication::clipboard()->text().isEmpty());
    }
};

QTEST_MAIN(ClosedPagesTest)
#include "closed_pages_test.moc"
