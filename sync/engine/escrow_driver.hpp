// Work that its author may no longer send, on its way to those who hold its scope.
#pragma once

#include "models/protocol/receipts.hpp"
#include "sync/engine/stores.hpp"
#include "sync/session/session.hpp"

#include <QObject>
#include <QTimer>

namespace tidemark::sync {

/// How a hand-over ended.
struct HandOver {
    std::int64_t handed = 0; ///< The platform keeps these now.
    std::int64_t left = 0;   ///< Not taken: they add files that only this device has.
};

/// Seals what is in quarantine for the holders of its scope, and gives it to the platform. What the
/// platform confirmed, and nothing else, is marked as handed over.
class EscrowDriver final : public QObject {
    Q_OBJECT

public:
    EscrowDriver(Session& session, Stores& stores, QObject* parent = nullptr);

    /// A session is open under this identity: tries now, and later what did not go.
    void start(const std::string& clientId);
    void stop();
    /// There may be more to give.
    QCoro::Task<void> look();
    /// Everything that may go. Fault of the platform or the network; then nothing is lost.
    [[nodiscard]] QCoro::Task<Result<HandOver>> handOver();

Q_SIGNALS:
    /// Counts have changed.
    void moved();
    void ended();

private:
    using Work = std::shared_ptr<std::vector<QuarantinedWork>>;
    using Keys = std::map<std::int64_t, EscrowKey>; ///< By scope.

    QCoro::Task<Result<HandOver>> handAll();
    QCoro::Task<Result<Keys>> keysFor(Work work);
    QCoro::Task<Result<Work>> give(Work work, std::string clientId);

    Session& session_;
    Stores& stores_;
    QTimer later_;
    std::string clientId_ = {}; ///< Empty: no session is open.
    bool isHanding_ = false;
};

} // namespace tidemark::sync
