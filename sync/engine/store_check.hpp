// Reads both stores through, in pieces and beside everything else.
#pragma once

#include "sync/engine/stores.hpp"

#include <QObject>

namespace tidemark::sync {

/// What reading a store through has shown.
struct StoreReach {
    CheckPlace place = {};                 ///< How far it came, in the run at hand or the last one.
    std::optional<Fault> damage = {};      ///< What it met; that ends the run.
    std::optional<Timestamp> endedAt = {}; ///< When it last came to its end.
};

/// The local copy is read on a thread and a connection of its own; the vault, which has only one,
/// a few tables at a time between the edits. Nobody waits for either.
class StoreCheck final : public QObject {
    Q_OBJECT

public:
    explicit StoreCheck(Stores& stores, QObject* parent = nullptr);

    /// Begins anew, unless one is under way.
    void start();
    [[nodiscard]] bool isRunning() const { return isRunning_; }
    /// Waits for the one under way, for so long at most.
    [[nodiscard]] QCoro::Task<void> wait(std::chrono::milliseconds most);

    [[nodiscard]] const StoreReach& vault() const { return vault_; }
    [[nodiscard]] const StoreReach& mirror() const { return mirror_; }

Q_SIGNALS:
    /// A run came to its end, with or without damage.
    void ended();

private:
    QCoro::Task<void> run();
    QCoro::Task<void> readVault();
    QCoro::Task<void> readMirror();

    Stores& stores_;
    StoreReach vault_ = {};
    StoreReach mirror_ = {};
    bool isRunning_ = false;
};

} // namespace tidemark::sync
