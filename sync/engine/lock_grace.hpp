// Between the wish to lock and the lock itself.
#pragma once

#include "sync/engine/engine.hpp"
#include "sync/localapi/local_server.hpp"

#include <QObject>
#include <QTimer>

#include <set>

namespace tidemark::sync {

/// Programs that show something are told that the data closes (the live channel `agent:locking`):
/// they hide it, hand over what is being typed and say so by calling `vault.lock` themselves.
/// Nobody is waited for longer than `patience`. That this device is locked is on the disk before
/// anybody is told.
class LockGrace final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds patience{400};

    /// Both outlive it.
    LockGrace(Engine& engine, LocalServer& server, QObject* parent = nullptr);

    /// Adds `vault.lock`.
    void addTo(MethodTable& table);
    /// `ready` has nothing to hand over. Fault `full`/`cannot_lock`.
    [[nodiscard]] Result<void> begin(std::optional<ConnectionId> ready = {});

private:
    void onReady(ConnectionId connection);
    void finish();

    Engine& engine_;
    LocalServer& server_;
    std::set<ConnectionId> awaited_ = {};
    QTimer timer_;
};

} // namespace tidemark::sync
