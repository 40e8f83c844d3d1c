// The two encrypted files, each behind a thread of its own.
#pragma once

#include "sync/engine/worker.hpp"
#include "sync/keys/key_keeper.hpp"
#include "sync/mirror/mirror_file.hpp"
#include "sync/rows/mirror_facts.hpp"
#include "sync/rows/row_windows.hpp"
#include "sync/vault/vault.hpp"
#include "sync/vault/vault_backup.hpp"

#include <QString>

#include <set>

namespace tidemark::sync {

/// What opening found.
struct StoresOpened {
    VaultIdentity identity = {};
    std::optional<Fault> mirrorReplaced = {}; ///< The mirror was damaged and is begun anew.
    std::optional<Salvaged> salvaged = {};    ///< The vault was damaged; this is what is left.
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
    /// Raised when the vault takes work back or numbers it anew: what was asked for before that is
    /// of another past, and its answer means nothing.
    unsigned past = 0;
    /// What the open session said: effects of mutations up to this one are at or before this cut.
    /// None before a session is open.
    Mid settledMid = nothingSettled;
    std::int64_t settledCut = 0;
};

/// Mirror and vault, open or closed.
///
/// The mirror's writer has one thread; vault and windows share the other, so that an edit is on
/// disk and in the windows before the next question about them is answered.
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
        co_return co_await deskThread_.run(step);
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
        co_return co_await mirrorThread_.run(step);
    }

private:
    [[nodiscard]] static Fault closedFault();

    QString folder_;
    // Each touched on its own thread only.
    std::unique_ptr<DeskStore> desk_ = {};
    std::unique_ptr<MirrorWriter> writer_ = {};
    bool isOpen_ = false;
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
