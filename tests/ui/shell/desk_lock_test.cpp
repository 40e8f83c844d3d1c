// A lock leaves nothing on the screen and loses nothing that was typed.
#include "tests/ui/desk_fixture.hpp"
#include "ui/kit/unsaved.hpp"
#include "ui/shell/desk_lock.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/shell.hpp"
#include "ui/shell/typed_dialog.hpp"
#include "ui/shell/unlock_screen.hpp"

#include <QAbstractButton>
#include <QDialog>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <boost/json.hpp>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

/// A page that may hold what the agent does not have.
class HoldingPage final : public Page, public HoldsUnsaved {
public:
    using Page::Page;

    [[nodiscard]] QString title() const override { return QStringLiteral("Holding"); }
    [[nodiscard]] bool hasUnsaved() override { return isUnsaved; }

    bool isUnsaved = false;
};

/// As the features make them: window-modal, over the window.
struct Form {
    explicit Form(QWidget* over)
        : dialog(new QDialog(over))
    {
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setWindowModality(Qt::WindowModal);
        dialog->setWindowTitle(QStringLiteral("New person"));
        auto* column = new QVBoxLayout(dialog);
        for (QLineEdit** field : {&name, &secret, &untouched}) {
            *field = new QLineEdit(dialog);
            column->addWidget(*field);
        }
        name->setAccessibleName(QStringLiteral("Name"));
        secret->setEchoMode(QLineEdit::Password);
        untouched->setText(QStringLiteral("set by the program"));
        dialog->open();
    }

    QPointer<QDialog> dialog;
    QLineEdit* name = nullptr;
    QLineEdit* secret = nullptr;
    QLineEdit* untouched = nullptr;
};

std::vector<QWidget*> visibleWindows()
{
    std::vector<QWidget*> visible;
    for (QWidget* window : QApplication::topLevelWidgets()) {
        if (window->isVisible())
            visible.push_back(window);
    }
    return visible;
}

} // namespace

class DeskLockTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<DeskFixture> desk_;

    [[nodiscard]] QWidget* unlock() const { return &desk_->window->unlockScreen(); }
    [[nodiscard]] bool isClosed() const
    {
        return desk_->window->current() == unlock() &&
               visibleWindows() == std::vector<QWidget*>{desk_->window.get()};
    }
    /// What the agent says once it has started anew.
    void tellLocked() const
    {
        desk_->fake.status = {};
        desk_->fake.status.state = sync::AgentState::locked;
        desk_->fake.status.keyStore = sync::KeyStore::keyring;
        desk_->fake.status.fault = Fault{FaultCode::locked, "locked", "Locked.", "Unlock."};
        desk_->fake.tellStatus();
    }
    [[nodiscard]] int placeOf(std::string_view method) const
    {
        const auto& all = desk_->fake.requests;
        const auto found = std::find_if(all.begin(), all.end(), [&](const auto& request) {
            return request.method == method;
        });
        return found == all.end() ? -1 : static_cast<int>(found - all.begin());
    }

private Q_SLOTS:
    void init()
    {
        desk_ = std::make_unique<DeskFixture>(*qApp);
        for (const char* method : {"vault.lock", "typing.keep", "typing.forget"})
            desk_->fake.handlers[method] = [](const json::object&) {
                return Result<json::value>(json::object());
            };
        desk_->open();
        QVERIFY(QTest::qWaitForWindowActive(desk_->window.get()));
        QTRY_COMPARE(desk_->window->current(), static_cast<QWidget*>(&desk_->window->shell()));
    }
    void cleanup() { desk_.reset(); }

    void theKeyLocksAndNothingIsShownAtOnce()
    {
        QTest::keyClick(desk_->window.get(), Qt::Key_L, Qt::ControlModifier);
        QVERIFY(isClosed());
        QCOMPARE(desk_->window->unlockScreen().mode(), UnlockScreen::Mode::closing);
        QTRY_COMPARE(desk_->fake.countOf("vault.lock"), 1);
        // What the agent says meanwhile of an open store brings nothing back.
        desk_->fake.status.pending = 7;
        desk_->fake.tellStatus();
        QTRY_COMPARE(desk_->agent.status().pending, 7);
        QVERIFY(isClosed());
    }

    void theKeyLocksOverADialogAndWhatWasTypedIsKept()
    {
        const Form form(desk_->window.get());
        QVERIFY(QTest::qWaitForWindowActive(form.dialog));
        QTest::keyClicks(form.name, QStringLiteral("Ada"));
        QTest::keyClicks(form.secret, QStringLiteral("hunter2 hunter2"));
        QTest::keyClick(form.secret, Qt::Key_L, Qt::ControlModifier);
        QVERIFY(isClosed());
        QTRY_COMPARE(desk_->fake.countOf("vault.lock"), 1);
        QTRY_VERIFY(form.dialog.isNull());
        QCOMPARE(desk_->fake.countOf("typing.keep"), 1);
        QVERIFY(placeOf("typing.keep") < placeOf("vault.lock"));
        const auto& kept = desk_->fake.requests[std::size_t(placeOf("typing.keep"))].params;
        QCOMPARE(
            json::serialize(kept),
            std::string(R"({"window":"New person","fields":[{"name":"Name","text":"Ada"}]})")
        );
    }

    void menusAndFileDialogsGoToo()
    {
        QMenu menu(desk_->window.get());
        menu.addAction(QStringLiteral("Report of Harbour Energy"));
        menu.popup(QPoint(20, 20));
        auto* files = new QFileDialog(desk_->window.get());
        files->setAttribute(Qt::WA_DeleteOnClose);
        files->setOption(QFileDialog::DontUseNativeDialog);
        files->open();
        QVERIFY(!isClosed());
        desk_->window->lock();
        QVERIFY(isClosed());
    }

    void whatOpensWhileItLocksIsClosedToo()
    {
        desk_->fake.isAnswering = false;
        desk_->window->lock();
        const Form form(desk_->window.get());
        QVERIFY(form.dialog->isVisible());
        QTRY_VERIFY(isClosed());
    }

    void theAgentSaysThatItLocks()
    {
        const Form form(desk_->window.get());
        QTest::keyClicks(form.name, QStringLiteral("Grace"));
        desk_->fake.notify(
            "live", json::object{{"channel", "agent:locking"}, {"message", json::object()}}
        );
        QTRY_VERIFY(isClosed());
        QTRY_COMPARE(desk_->fake.countOf("vault.lock"), 1);
        QCOMPARE(desk_->fake.countOf("typing.keep"), 1);
    }

    void pagesAreGoneWithTheLock()
    {
        QSignalSpy restart(desk_->window.get(), &MainWindow::restartWanted);
        desk_->window->shell().open(Place{QStringLiteral("pending"), {}});
        const QPointer<Page> page = desk_->window->shell().host().current();
        QVERIFY(page);
        tellLocked(); // Without a word before: the agent was killed and started, say.
        QTRY_COMPARE(restart.count(), 1);
        QVERIFY(restart.front().front().value<Place>().page == QStringLiteral("pending"));
        QTRY_VERIFY(page.isNull());
        QVERIFY(isClosed());
        QCOMPARE(desk_->window->unlockScreen().mode(), UnlockScreen::Mode::session);
        QVERIFY(!desk_->settings.wasOpen());
    }

    void whatTheAgentDoesNotHaveOutlivesTheLockHidden()
    {
        PageEntry entry;
        entry.id = QStringLiteral("holding");
        entry.title = QStringLiteral("Holding");
        entry.make = [](const PageContext&, const QString&, QWidget* parent) -> Page* {
            return new HoldingPage(parent);
        };
        desk_->window->shell().setPages({entry});
        desk_->window->shell().open(Place{QStringLiteral("holding"), {}});
        const QPointer<Page> page = desk_->window->shell().host().current();
        static_cast<HoldingPage*>(page.data())->isUnsaved = true;
        QSignalSpy restart(desk_->window.get(), &MainWindow::restartWanted);
        tellLocked();
        QTRY_VERIFY(isClosed());
        QTest::qWait(50);
        QVERIFY(page);
        QVERIFY(!page->isVisible());
        QCOMPARE(restart.count(), 0);
        desk_->fake.status = openStatus();
        desk_->fake.tellStatus();
        QTRY_VERIFY(page->isVisible());
    }

    void aLockThatFailsIsSaidAndNothingIsLost()
    {
        desk_->fake.handlers["vault.lock"] = [](const json::object&) {
            return Result<json::value>(Fault{
                FaultCode::full, "cannot_lock", "No room.", "Make room."});
        };
        desk_->window->lock();
        QTRY_COMPARE(desk_->window->current(), static_cast<QWidget*>(&desk_->window->shell()));
        QVERIFY(desk_->window->shell().host().current());
    }

    void withoutAnAgentItStaysClosedUntilThereIsOneThatLocks()
    {
        int asked = 0;
        const auto answer = [&asked](const json::object&) -> Result<json::value> {
            if (++asked == 1)
                return Fault{FaultCode::unavailable, "agent_unreachable", "Nobody.", "Wait."};
            return json::value(json::object());
        };
        desk_->fake.handlers["vault.lock"] = answer;
        desk_->window->lock();
        QTRY_COMPARE(asked, 2);
        QVERIFY(isClosed());
        // It dies before it locks, and is open when it is back.
        desk_->fake.dropAll();
        QTRY_COMPARE(asked, 3);
        QVERIFY(isClosed());
        tellLocked();
        QTRY_COMPARE(desk_->agent.status().state, sync::AgentState::locked);
        QVERIFY(isClosed());
    }

    void whatWasTypedIsGivenBack()
    {
        desk_->fake.handlers["typing.list"] = [](const json::object&) -> Result<json::value> {
            return json::parse(R"({"items":[{"window":"New person","at":"2026-11-30T09:14:00Z",
                "fields":[{"name":"Name","text":"Ada"}]}]})");
        };
        tellLocked();
        QTRY_VERIFY(isClosed());
        desk_->fake.status = openStatus();
        desk_->fake.tellStatus();
        QTRY_VERIFY(desk_->window->findChild<TypedDialog*>());
        auto* dialog = desk_->window->findChild<TypedDialog*>();
        QCOMPARE(dialog->findChild<QPlainTextEdit*>()->toPlainText(), QStringLiteral("Ada"));
        dialog->grab().save(
            qEnvironmentVariable("TIDEMARK_PICTURES") + QStringLiteral("/typed.png")
        );
        Q_EMIT dialog->agreed();
        QTRY_COMPARE(desk_->fake.countOf("typing.forget"), 1);
    }
};

QTEST_MAIN(DeskLockTest)
#include "desk_lock_test.moc"
