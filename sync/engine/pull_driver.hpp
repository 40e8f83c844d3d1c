// Runs the pull machine against the platform and the mirror.
#pragma once

#include "sync/engine/mirror_steps.hpp"
#include "sync/engine/storage.hpp"
#include "sync/mirror/scope_repair.hpp"
#include "sync/protocol/pull_machine.hpp"
#include "sync/session/session.hpp"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace tidemark::sync {

/// What the mirror holds, for the status.
struct MirrorFigures {
    std::int64_t rows = 0;
    std::int64_t bytes = 0;
    std::optional<Timestamp> asOf = {}; ///< When the platform last said that we have all.
    bool isVerified = false;            ///< All live scopes added up at the last cut.
};

/// Does what the pull machine asks for and reports what came of it. No decisions of its own.
class PullDriver final : public QObject {
    Q_OBJECT

public:
    PullDriver(Session& session, Stores& stores, Random random, QObject* parent = nullptr);
    ~PullDriver() override;

    /// The link is there and the store is open; or one of them is not.
    void start();
    void stop();
    void poke(std::int64_t headCut);
    void nudge();
    /// Other scopes are wanted than before: see `settleChoices`.
    void scopesChosen();

    [[nodiscard]] const PullMachine& machine() const { return machine_; }
    /// How often something happened; for the watchdog.
    [[nodiscard]] std::uint64_t steps() const { return steps_; }
    [[nodiscard]] const MirrorFigures& figures() const { return figures_; }
    [[nodiscard]] std::int64_t cut() const { return cut_; }
    /// As the platform knows this device; empty before the first session of this run.
    [[nodiscard]] const std::string& clientId() const { return clientId_; }
    /// From this size of the mirror on nothing more is fetched in bulk.
    void setStorageLimit(std::int64_t bytes) { storageLimit_ = bytes; }
    /// Hands over what was set aside, before receipts tell how much that was.
    using HandOverWork = std::function<QCoro::Task<void>()>;
    void setHandOver(HandOverWork handOver) { handOver_ = std::move(handOver); }
    /// Reads figures and cut from an open mirror; at start, also without a link.
    [[nodiscard]] QCoro::Task<void> readFigures();

Q_SIGNALS:
    void moved();
    void sessionOpened(const tidemark::SessionAnswer& answer);
    /// Rows that readers see differently now.
    void applied(const tidemark::sync::ChangedRows& rows);
    void finished(const tidemark::PushResult& result);
    /// The outbox changed its shape: new identity, or work came back from the archive.
    void outboxMoved();
    /// The platform was restored, to what it held then; this many accepted changes are sent again.
    void serverRestored(std::int64_t again, const std::optional<tidemark::Timestamp>& restoredTo);
    void unreachable();
    /// For the log of events.
    void happened(const tidemark::sync::SyncEvent& event);

private:
    void step(const PullEvent& event);
    void run(const PullAction& action);
    QCoro::Task<void> begin();
    QCoro::Task<void> openSession(OpenSession action);
    QCoro::Task<void> renewClient(RenewClient action);
    QCoro::Task<void> prepare(Prepare action);
    QCoro::Task<void> fetchPage(FetchPage action);
    QCoro::Task<void> storePage(StorePage action);
    QCoro::Task<void> pullChanges(PullChanges action);
    QCoro::Task<void> applyPull(PullChanges action, HttpAnswer answer);
    QCoro::Task<void> mend(MendScopes action);
    QCoro::Task<void> repair(RepairScopes action);
    QCoro::Task<Result<void>> converse(ScopeRepair& repair);
    QCoro::Task<Result<void>> isolateWork(std::vector<RevokeFrame> revokes);
    /// Returns which of the others stay off this device.
    QCoro::Task<Result<std::set<ScopeId>>> isolateUngranted(std::vector<ScopeGrant> granted);
    QCoro::Task<Result<TakenBack>> takeWorkBack(Prepare action);
    QCoro::Task<void> sendReceipts();
    QCoro::Task<void> fillColumns();
    QCoro::Task<void> tidy();
    QCoro::Task<Result<MirrorPlace>> readPlace();
    void fail(Ticket ticket, const Fault& fault, std::optional<Millis> retryAfter = {});
    void tellOf(const PullEvent& event);
    void tellAll(const std::vector<SyncEvent>& events);
    void note(const MirrorPlace& place);
    void noteAsOf();
    QCoro::Task<void> saveAsOf(Timestamp asOf);
    void outboxChanged(const ChangedRows& rows);

    Session& session_;
    Stores& stores_;
    PullMachine machine_;
    QElapsedTimer savedAsOf_;
    QTimer timer_;
    QTimer tidyTimer_;                        // Tidying waits until nothing else does.
    std::map<Ticket, HttpAnswer> pages_ = {}; // Arrived, not yet written.
    MirrorFigures figures_ = {};
    HandOverWork handOver_ = {};
    std::string clientId_ = {};
    std::int64_t cut_ = 0;
    std::int64_t storageLimit_ = storageLimitUsual;
    std::uint64_t steps_ = 0;
    unsigned generation_ = 0; // Of start and stop; what began in an earlier one is not reported.
    bool isTidying_ = false;
    bool isReporting_ = false; // Receipts are on their way.
    bool wasFilling_ = false;  // Since memory was last given back.
};

} // namespace tidemark::sync
