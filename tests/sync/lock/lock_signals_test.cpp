// Locking with the session and before sleep, over real buses with the real names.
//
// The buses are private ones: the names of logind and of the screen saver are owned by this test.
#include "sync/lock/lock_signals.hpp"
#include "tests/sync/lock/fake_logind.hpp"

#include <QtTest>

#include <algorithm>

using namespace tidemark::sync;
using namespace tidemark::test;

class LockSignalsTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<Bus> system_;
    std::unique_ptr<Bus> session_;
    std::unique_ptr<Login1Manager> manager_;
    Login1Session auto_;
    std::vector<LockCause> heard_;

    QDBusConnection logind() { return QDBusConnection(QStringLiteral("logind")); }
    QDBusConnection desktop() { return QDBusConnection(QStringLiteral("desktop")); }

    void emitSleep(bool isGoing) { QVERIFY(logind().send(sleepSignal(isGoing))); }
    void emitLock(const QString& session) { QVERIFY(logind().send(lockSignal(session))); }

    [[nodiscard]] std::ptrdiff_t sessionLocks() const
    {
        return std::count(heard_.begin(), heard_.end(), LockCause::sessionLocked);
    }

    /// A bus keeps the order of one sender: all that was sent before has been heard after this.
    void passBarrier()
    {
        const auto sleeps = [this] {
            return std::count(heard_.begin(), heard_.end(), LockCause::suspend);
        };
        const auto before = sleeps();
        emitSleep(true);
        QTRY_COMPARE(sleeps(), before + 1);
    }

private Q_SLOTS:
    void initTestCase()
    {
        system_ = std::make_unique<Bus>();
        session_ = std::make_unique<Bus>();
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", system_->address.toUtf8());
        qputenv("DBUS_SESSION_BUS_ADDRESS", session_->address.toUtf8());
        QDBusConnection::connectToBus(system_->address, QStringLiteral("logind"));
        QDBusConnection::connectToBus(session_->address, QStringLiteral("desktop"));
        QVERIFY(logind().isConnected());
        QVERIFY(desktop().isConnected());
        QVERIFY(logind().registerService(login1));
        QVERIFY(logind().registerObject(
            managerPath + QStringLiteral("/session/auto"),
            &auto_,
            QDBusConnection::ExportAllProperties
        ));
    }

    void init()
    {
        heard_.clear();
        manager_ = std::make_unique<Login1Manager>();
        QVERIFY(
            logind().registerObject(managerPath, manager_.get(), QDBusConnection::ExportAllSlots)
        );
    }

    void cleanup() { logind().unregisterObject(managerPath); }

    void sleepWaitsForTheKeysToBeDropped()
    {
        {
            const LockSignals signals_([this](LockCause cause) {
                heard_.push_back(cause);
                return true;
            });
            QTRY_COMPARE(manager_->inhibitors, 1);
            QCOMPARE(manager_->what, QStringLiteral("sleep"));
            QCOMPARE(manager_->mode, QStringLiteral("delay"));
            emitSleep(true);
            QTRY_COMPARE(heard_.size(), std::size_t(1));
            QVERIFY(heard_.front() == LockCause::suspend);
            QVERIFY(manager_->isHeldBack());
        }
        QTRY_VERIFY(!manager_->isHeldBack());
    }

    void nothingToDropLetsTheMachineSleep()
    {
        const LockSignals signals_([this](LockCause cause) {
            heard_.push_back(cause);
            return false;
        });
        QTRY_COMPARE(manager_->inhibitors, 1);
        QTRY_VERIFY(manager_->isHeldBack());
        emitSleep(true);
        QTRY_VERIFY(!manager_->isHeldBack());
        emitSleep(false);
        QTRY_COMPARE(manager_->inhibitors, 2);
        QCOMPARE(heard_.size(), std::size_t(1));
    }

    void onlyTheOwnSessionCounts()
    {
        const LockSignals signals_([this](LockCause cause) {
            heard_.push_back(cause);
            return true;
        });
        // Repeated until it is heard: listening begins after two answers of logind.
        QTRY_VERIFY((emitLock(ownSession), !heard_.empty()));
        passBarrier();
        const auto heard = sessionLocks();
        QVERIFY(heard > 0);
        emitLock(managerPath + QStringLiteral("/session/_30"));
        passBarrier();
        QCOMPARE(sessionLocks(), heard);
        emitLock(ownSession);
        passBarrier();
        QCOMPARE(sessionLocks(), heard + 1);
    }

    void screenSaversLockWhenTheyBegin_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < screenSaverNames.size(); ++i)
            QTest::newRow(screenSaverNames[i].desktop) << static_cast<int>(i);
    }

    void screenSaversLockWhenTheyBegin()
    {
        QFETCH(int, index);
        const LockSignals signals_([this](LockCause cause) {
            heard_.push_back(cause);
            return true;
        });
        const auto& name = screenSaverNames[static_cast<std::size_t>(index)];
        QVERIFY(desktop().send(screenSaverSignal(name, false)));
        QVERIFY(desktop().send(screenSaverSignal(name, true)));
        QTRY_COMPARE(heard_.size(), std::size_t(1));
        QVERIFY(heard_.front() == LockCause::sessionLocked);
    }
};

QTEST_GUILESS_MAIN(LockSignalsTest)
#include "lock_signals_test.moc"
