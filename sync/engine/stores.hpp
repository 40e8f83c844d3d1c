// The two encrypted files, each behind a thread of its own.
#pragma once

#include "sync/engine/worker.hpp"
#include "sync/keys/key_keeper.hpp"
#include "sync/mirror/mirror_file.hpp"
#include "sync/rows/mirror_facts.hpp"
#include "sync/rows/row_windows.hpp"
#include "sync/sqlite/store_fault.hpp"
#include "sync/vault/vault.hpp"
#include "sync/vault/vault_backup.hpp"

#include <QString>

#include <atomic>
#include <functional>
#include <set>

namespace tidemark::sync {

/// What opening found.
struct StoresOpened {
    VaultIdentity identity = {};
    std::optional<Fault> mirrorReplaced = {}; ///< The mirror was damaged and is begun anew.
    std::optional<Salvaged> salvaged = {};    ///< The vault was damaged; this is what is left.
    bool afterCrash = false;                  ///< The last run did not close the mirror.
};

/// What a person's edit or a sweep changed for readers.
struct OverlayChange {
    ChangedRows rows = {};
    std::vector<PushResult> finished = {}; ///< Answered for good: news for the windows.
};

/// The desk side: the user's own work, and windows over both files.
struct DeskStore {
    Vault vault;
    RowWindows windows;
    /// Raised when a session is asked for or the vault takes work back or numbers it anew: what was
    /// asked for before that is of another past, and its answer means nothing.
    unsigned past = 0;
    /// What the open session said: effects of mutations up to this one are at or before this cut.
    /// None before a session is open.
    Mid settledMid = nothingSettled;
    std::int64_t settledCut = 0;
};

/// Where a step ran: with the mirror's writer, or beside vault and reader.
enum class StoreSide { mirror, desk };

/// Mirror and vault, open or closed.
///
/// The mirror's writer has one thread; vault and windows share another, so that an edit is on disk
/// and in the windows before the next question about them is answered. A third one reads the mirror
/// for what takes long.
class Stores {
public:
    explicit Stores(QString folder);
    ~Stores();

    /// Opens or begins both files. Nothing is open after a fault.
    [[nodiscard]] QCoro::Task<Result<StoresOpened>> open(StoreKeys keys);
    /// Closes both and forgets everything that was read from them.
    [[nodiscard]] QCoro::Task<void> close();
    [[nodiscard]] bool isOpen() const { return isOpen_; }
    [[nodiscard]] const QString& folder() const { return folder_; }

    /// Runs `work(DeskStore&)`, which returns a Result; fault `locked`/`store_closed` when closed.
    template <class Work>
    [[nodiscard]] QCoro::Task<std::invoke_result_t<Work, DeskStore&>> desk(Work work)
    {
        const auto held = std::make_shared<Work>(std::move(work));
        const auto step = [this, held]() -> std::invoke_result_t<Work, DeskStore&> {
            if (!desk_)
                return closedFault();
            return (*held)(*desk_);
        };
        auto outcome = co_await deskThread_.run(step);
        look(outcome, StoreSide::desk);
        co_return outcome;
    }
    /// The same with the mirror's writer, on its thread.
    template <class Work>
    [[nodiscard]] QCoro::Task<std::invoke_result_t<Work, MirrorWriter&>> mirror(Work work)
    {
        const auto held = std::make_shared<Work>(std::move(work));
        const auto step = [this, held]() -> std::invoke_result_t<Work, MirrorWriter&> {
            if (!writer_)
                return closedFault();
            return (*held)(*writer_);
        };
        auto outcome = co_await mirrorThread_.run(step);
        look(outcome, StoreSide::mirror);
        co_return outcome;
    }

    /// The same with a second reader of the mirror, for what takes long and must keep nobody
    /// waiting.
    template <class Work>
    [[nodiscard]] QCoro::Task<std::invoke_result_t<Work, MirrorReader&>> aside(Work work)
    {
        const auto held = std::make_shared<Work>(std::move(work));
        const auto step = [this, held]() -> std::invoke_result_t<Work, MirrorReader&> {
            if (!aside_)
                return closedFault();
            return (*held)(*aside_);
        };
        co_return co_await asideThread_.run(step);
    }
    /// Set while the stores are being closed: what is read aside ends then.
    [[nodiscard]] const std::atomic_bool& isStopping() const { return isStopping_; }

    /// Told, on the thread of the owner, of each step that met damage or a disk that fails.
    using Watcher = std::function<void(StoreSide side, const Fault& fault)>;
    void watchDamage(Watcher watcher) { watcher_ = std::move(watcher); }

private:
    template <class Outcome>
    void look(const Outcome& outcome, StoreSide side) const
    {
        if (outcome || !watcher_)
            return;
        const Fault& fault = outcome.error();
        if (isFileDamage(fault) || isDiskFailure(fault))
            watcher_(side, fault);
    }
    [[nodiscard]] static Fault closedFault();
    QCoro::Task<void> openAside(std::shared_ptr<StoreKeys> keys);

    QString folder_;
    // Each touched on its own thread only.
    std::unique_ptr<DeskStore> desk_ = {};
    std::unique_ptr<MirrorWriter> writer_ = {};
    std::unique_ptr<MirrorReader> aside_ = {};
    Watcher watcher_ = {};
    std::atomic_bool isStopping_ = false;
    bool isOpen_ = false;
    Worker asideThread_{QStringLiteral("aside")};
    Worker deskThread_{QStringLiteral("desk store")};
    Worker mirrorThread_{QStringLiteral("mirror")};
};

/// Adds `more` to `rows`; over the limit an entity's ids are dropped.
void mergeChanges(ChangedRows& rows, const ChangedRows& more);

/// Every mirrored entity, without ids: ask again for everything.
[[nodiscard]] ChangedRows everythingChanged();

/// Retires what the mirror shows, tells the windows, and says what is news.
[[nodiscard]] Result<OverlayChange> sweepOverlay(DeskStore& desk, std::int64_t cut);

/// The overlay anew from the vault, when more than one mutation moved.
[[nodiscard]] Result<ChangedRows> reloadOverlay(DeskStore& desk);

/// Each run of the agent is a new incarnation, so that a copy of this device shows itself.
[[nodiscard]] Result<void> raiseIncarnation(DeskStore& desk);

} // namespace tidemark::sync
