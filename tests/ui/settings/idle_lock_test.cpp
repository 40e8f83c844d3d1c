// A desk that nobody touches locks itself; one that is touched does not.
#include "sync/client/agent_client.hpp"
#include "tests/ui/fake_agent.hpp"
#include "ui/settings/desk_settings.hpp"
#include "ui/settings/idle_lock.hpp"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

using namespace tidemark;
using namespace tidemark::tests;
using namespace tidemark::ui;
using namespace std::chrono_literals;

class IdleLockTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::unique_ptr<FakeAgent> fake_;
    std::unique_ptr<sync::AgentClient> agent_;
    std::unique_ptr<DeskSettings> settings_;

private Q_SLOTS:
    void init()
    {
        const QString address = folder_.filePath(QStringLiteral("agent.sock"));
        fake_ = std::make_unique<FakeAgent>(address);
        fake_->status.state = sync::AgentState::open;
        fake_->handlers["vault.active"] = [](const boost::json::object&) {
            return Result<boost::json::value>(boost::json::object());
        };
        sync::AgentClientOptions options;
        options.address = address;
        agent_ = std::make_unique<sync::AgentClient>(std::move(options));
        agent_->start();
        QTRY_VERIFY(agent_->isConnected());
        settings_ = std::make_unique<DeskSettings>(folder_.path());
        settings_->setLockMinutes(5);
    }

    void cleanup()
    {
        agent_.reset();
        fake_.reset();
    }

    void itLocksWhenNobodyTouchesTheDesk()
    {
        const IdleLock lock(*settings_, *agent_, 20ms);
        QSignalSpy wanted(&lock, &IdleLock::lockWanted);
        QTRY_VERIFY(wanted.count() > 0);
    }

    void inputPutsItOff()
    {
        const IdleLock lock(*settings_, *agent_, 60ms);
        QSignalSpy wanted(&lock, &IdleLock::lockWanted);
        QWidget widget;
        widget.show();
        for (int i = 0; i < 12; ++i) {
            QTest::mouseMove(&widget, QPoint(i + 1, 1));
            QTest::qWait(40);
        }
        QCOMPARE(wanted.count(), 0);
        QTRY_VERIFY(wanted.count() > 0);
    }

    void theAgentHearsHowLongAndThatSomebodyIsThere()
    {
        IdleLock lock(*settings_, *agent_);
        lock.setMinutes(15);
        QTRY_COMPARE(fake_->countOf("vault.active"), 1);
        QCOMPARE(
            fake_->requests.back().params,
            boost::json::value(boost::json::object{{"idleSeconds", 930}})
        );
        QWidget widget;
        widget.show();
        QTest::mouseMove(&widget, QPoint(3, 3));
        QTest::qWait(50);
        QCOMPARE(fake_->countOf("vault.active"), 1); // Not with every move.
    }

    void neverMeansNever()
    {
        IdleLock lock(*settings_, *agent_, 10ms);
        QSignalSpy wanted(&lock, &IdleLock::lockWanted);
        lock.setMinutes(0);
        QTest::qWait(200);
        QCOMPARE(wanted.count(), 0);
        QCOMPARE(DeskSettings(folder_.path()).lockMinutes(), 0);
    }

    void whatIsLockedIsNotLockedAgain()
    {
        fake_->status.state = sync::AgentState::locked;
        fake_->tellStatus();
        QTRY_VERIFY(agent_->status().state == sync::AgentState::locked);
        const IdleLock lock(*settings_, *agent_, 10ms);
        QSignalSpy wanted(&lock, &IdleLock::lockWanted);
        QTest::qWait(150);
        QCOMPARE(wanted.count(), 0);
    }
};

QTEST_MAIN(IdleLockTest)
#include "idle_lock_test.moc"
