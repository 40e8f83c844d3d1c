// Which scopes are on this device: by a person's choice, and as far as there is room.
#pragma once

#include "sync/engine/scope_leaving.hpp"

#include <QObject>
#include <QTimer>

namespace tidemark::sync {

class Engine;
class PresenceDriver;

/// Lets scopes go and brings them back. The choice is written down first; what is cut off between
/// that and the rows is made good when the next session begins.
class ScopeKeeper final : public QObject {
    Q_OBJECT

public:
    /// Both outlive it. A scope is in use while a record of it is open.
    ScopeKeeper(Engine& engine, const PresenceDriver& presence, QObject* parent = nullptr);

    /// Its rows go now. Faults as those of `sendAway`.
    [[nodiscard]] QCoro::Task<Result<void>> leave(ScopeId scope);
    /// Its rows come with the next session, which begins at once where there is a network.
    [[nodiscard]] QCoro::Task<Result<void>> need(ScopeId scope);
    [[nodiscard]] QCoro::Task<Result<void>> pin(ScopeId scope, bool isPinned);

private:
    using Away = Result<std::set<ScopeId>>;
    using Choose = std::function<Away(DeskStore&)>;
    QCoro::Task<Result<void>> carryOut(Choose choose, SyncEvent event);
    QCoro::Task<void> look();

    Engine& engine_;
    const PresenceDriver& presence_;
    QTimer timer_;
    bool isLooking_ = false;
};

} // namespace tidemark::sync
