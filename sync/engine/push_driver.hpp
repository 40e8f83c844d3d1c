// Runs the push machine against the platform and the vault.
#pragma once

#include "sync/engine/stores.hpp"
#include "sync/mirror/sync_log.hpp"
#include "sync/protocol/push_machine.hpp"
#include "sync/session/session.hpp"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace tidemark::sync {

/// Does what the push machine asks for and reports what came of it. No decisions of its own.
class PushDriver final : public QObject {
    Q_OBJECT

public:
    PushDriver(Session& session, Stores& stores, Random random, QObject* parent = nullptr);
    ~PushDriver() override;

    /// A session of the sync protocol is open.
    void start(const SessionAnswer& answer);
    void stop();
    /// The outbox has something new.
    void queued();
    /// A person wants it tried now.
    void tryNow();

    [[nodiscard]] const PushMachine& machine() const { return machine_; }
    /// How often something happened; for the watchdog.
    [[nodiscard]] std::uint64_t steps() const { return steps_; }
    /// What keeps the outbox from draining, until the next success.
    [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }
    /// The platform of this session takes changes of newer programs only.
    [[nodiscard]] const std::optional<UpgradeWanted>& upgrade() const { return opened_.upgrade; }

Q_SIGNALS:
    void moved();
    void applied(const tidemark::sync::ChangedRows& rows);
    void finished(const tidemark::PushResult& result);
    void outboxMoved();
    void unreachable();
    /// This client's identity is spent: the session has to be opened again.
    void identityLost();
    /// The platform applied something: there is a cut to pull.
    void landed();
    /// For the log of events.
    void happened(const tidemark::sync::SyncEvent& event);

private:
    void step(const PushEvent& event);
    void run(const PushAction& action);
    QCoro::Task<void> begin();
    QCoro::Task<void> makeDue();
    QCoro::Task<void> readOutbox(ReadOutbox action);
    QCoro::Task<void> send(SendMutations action);
    QCoro::Task<void> fetchResults(FetchResults action);
    QCoro::Task<void> takeAnswer(HttpAnswer answer);
    QCoro::Task<void> defer(DeferMutations action);
    QCoro::Task<void> notePoison(NotePoison action);
    QCoro::Task<void> hold();
    QCoro::Task<void> requeue(RequeueAfter action);
    QCoro::Task<void> takeNewIdentity();
    void refuse(const Fault& fault);
    void refuse(const HttpAnswer& answer, bool isOthersFault);
    QCoro::Task<bool> answersOthers();
    void storeFailed(const Fault& fault);

    Session& session_;
    Stores& stores_;
    PushMachine machine_;
    QTimer timer_;
    SessionAnswer opened_ = {};
    KnownFields lacking_ = {}; // What the platform of this session does not know.
    Mid fitted_ = 0;           // Up to here the outbox was looked at for that.
    std::int64_t incarnation_ = 0;
    unsigned past_ = 0; // Of the vault, when this session began.
    std::optional<Fault> fault_ = {};
    QElapsedTimer sentAt_;
    std::uint64_t steps_ = 0;
    unsigned generation_ = 0;
};

} // namespace tidemark::sync
