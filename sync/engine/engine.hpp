// The agent without its door: store, link, pull and push joined, and the status of it all.
#pragma once

#include "sync/engine/erasure.hpp"
#include "sync/engine/event_log.hpp"
#include "sync/engine/lease_book.hpp"
#include "sync/engine/link_driver.hpp"
#include "sync/engine/log.hpp"
#include "sync/engine/profile.hpp"
#include "sync/engine/pull_driver.hpp"
#include "sync/engine/push_driver.hpp"
#include "sync/engine/region_watch.hpp"
#include "sync/engine/storage.hpp"
#include "sync/engine/store_check.hpp"
#include "sync/session/reach.hpp"
#include "sync/wire/home.hpp"

#include <QObject>
#include <QTimer>

namespace tidemark::sync {

class BlobDriver;
struct BlobProgress;
class EditBatch;
class EscrowDriver;
struct HandOver;

/// What an engine is made of. The keyring outlives it.
struct EngineOptions {
    Home home = {};
    Random random = {}; ///< Empty: the system's generator.
    Log log = {};
    DeviceClock clock = &deviceTime;
};

/// Joins the parts of the agent. Lives on the main thread; the stores work on their own.
class Engine final : public QObject {
    Q_OBJECT

public:
    Engine(EngineOptions options, Keyring& keyring, QObject* parent = nullptr);
    ~Engine() override;

    /// Opens the keys and the stores, and goes on where the last run stopped.
    void start();
    /// Ends all that is under way and closes the stores. The engine is not used after.
    [[nodiscard]] QCoro::Task<void> stop();

    /// As it is now; whatever changed since the last notice is told before this returns.
    [[nodiscard]] const Status& status();

    // --- the store ------------------------------------------------------------------------------
    /// Without passphrase: tries the keyring again.
    [[nodiscard]] QCoro::Task<Result<void>> unlock(Secret passphrase);
    [[nodiscard]] QCoro::Task<Result<void>> createPassphrase(Secret passphrase);
    /// By a file of the tenant's officers.
    [[nodiscard]] QCoro::Task<Result<void>> recover(QString file);
    /// Both stores under new keys. Closes and opens them; fault `rotation_failed` leaves the old
    /// keys.
    [[nodiscard]] QCoro::Task<Result<void>> rotateKeys();
    [[nodiscard]] KeyKeeper& keys() { return keys_; }
    /// Nothing is open, and nobody is opening it.
    [[nodiscard]] bool isShut() const { return !stores_.isOpen() && !isOpening_; }
    /// From now on this device is locked, also after a restart, until somebody unlocks; it wins
    /// over an unlocking that is under way. What is open stays so until `lock`.
    [[nodiscard]] Result<void> announceLock();
    /// The keys go: emits `restartWanted`.
    void lock();
    /// Nothing is read before it is known what may be.
    [[nodiscard]] bool isOpen() const { return stores_.isOpen() && isLeaseKnown_; }
    [[nodiscard]] const std::optional<Fault>& storeFault() const { return storeFault_; }

    // --- the person -----------------------------------------------------------------------------
    [[nodiscard]] QCoro::Task<Result<User>> signIn(SignInRequest request);
    /// Signed in by another way than a password: the platform's answer to it.
    [[nodiscard]] QCoro::Task<Result<User>> takeOver(QUrl server, boost::json::object answer);
    /// A sign-in was refused: an order to wipe this device is obeyed.
    QCoro::Task<void> heed(Fault refusal);
    [[nodiscard]] QCoro::Task<Result<void>> signOut(bool discardPending);
    /// Asks the platform anew who is signed in, after they did what it asked of them.
    [[nodiscard]] QCoro::Task<Result<User>> reloadUser();
    [[nodiscard]] Profile& profile() { return profile_; }

    // --- rows and edits -------------------------------------------------------------------------
    [[nodiscard]] Stores& stores() { return stores_; }
    [[nodiscard]] QCoro::Task<Result<Mid>> mutate(NewMutation mutation);
    /// One that was told as kept and yet cannot be taken waits for its person.
    [[nodiscard]] QCoro::Task<Result<Mid>> keepRefused(NewMutation mutation, Fault why);
    /// The mid to follow: a refused one is sent again under a new number.
    [[nodiscard]] QCoro::Task<Result<Mid>> retry(Mid mid);
    [[nodiscard]] QCoro::Task<Result<Mid>> edit(Mid mid, std::vector<PushOp> ops);
    [[nodiscard]] QCoro::Task<Result<void>> discard(Mid mid);
    [[nodiscard]] QCoro::Task<Result<void>> discardQuarantined(std::int64_t qid);
    /// Gives the platform now what was set aside. Fault of the platform or the network.
    [[nodiscard]] QCoro::Task<Result<HandOver>> handOver();
    /// Its author has a copy: it keeps nobody from signing out any more.
    [[nodiscard]] QCoro::Task<Result<void>> markExported(std::vector<std::int64_t> qids);
    /// A decision of a person moved what waits: tells the windows, sends what is new.
    void outboxChanged(const ChangedRows& rows);
    [[nodiscard]] std::int64_t cut() const { return pull_.cut(); }

    // --- the platform ---------------------------------------------------------------------------
    void syncNow();
    /// A person wants to work offline, also after a restart; saving goes on as ever.
    [[nodiscard]] QCoro::Task<Result<void>> setPaused(bool isPaused);
    [[nodiscard]] bool isPaused() const { return isPaused_; }
    /// Scopes that may not be read until the platform was reached.
    [[nodiscard]] const std::vector<LockedScope>& lockedScopes() const { return locked_; }
    [[nodiscard]] const LeaseBook& leases() const { return leases_; }
    /// As far as the clocks of this device can be trusted.
    [[nodiscard]] Timestamp trustedNow();
    /// Asks the platform to let this device read what it holds until `wanted`, as far as its policy
    /// goes. Fault `unsupported`/`no_travel_leases`: an older platform, and those of the network.
    [[nodiscard]] QCoro::Task<Result<void>> extendLeases(Timestamp wanted);
    [[nodiscard]] QCoro::Task<StorageFacts> storage();
    [[nodiscard]] QCoro::Task<Result<void>> setStorageLimit(std::int64_t bytes);
    /// Other scopes are wanted here than before; these rows are gone already.
    [[nodiscard]] QCoro::Task<void> scopesChosen(ChangedRows gone);
    /// A person has read it.
    void dismissNotice(const std::string& id);
    [[nodiscard]] const PullDriver& pull() const { return pull_; }
    [[nodiscard]] const PushDriver& push() const { return push_; }
    [[nodiscard]] const Home& home() const { return options_.home; }
    [[nodiscard]] LinkDriver& link() { return link_; }
    [[nodiscard]] BlobDriver& blobs() { return *blobs_; }
    [[nodiscard]] HttpClient& http() { return http_; }
    [[nodiscard]] Reach& reach() { return reach_; }
    /// What happened, for people and for support.
    [[nodiscard]] EventLog& events() { return events_; }
    /// Reads the stores through.
    [[nodiscard]] StoreCheck& checks() { return checks_; }

Q_SIGNALS:
    void statusChanged(const tidemark::sync::Status& status);
    void changed(const tidemark::sync::ChangedRows& rows);
    void finished(const tidemark::PushResult& result);
    void channelMessage(const std::string& channel, const boost::json::object& message);
    void signedOut(const std::string& reason);
    /// The keys are to leave this process's memory: end it and start anew.
    void restartWanted();

private:
    QCoro::Task<void> openByKeyring();
    QCoro::Task<Result<void>> useKeys(Result<StoreKeys> keys);
    QCoro::Task<void> resume();
    void pauseDrivers();
    QCoro::Task<void> resumeAfterSignIn(bool isNew);
    QCoro::Task<void> recount();
    void wireDrivers();
    void wireBlobs();
    void wireLog();
    void wireChecks();
    QCoro::Task<void> readChecked(bool afterCrash);
    QCoro::Task<void> saveChecked();
    void checkIfDue();
    void onChecked();
    void mirrorDamaged();
    void wantReopen();
    void reopenIfWanted();
    QCoro::Task<void> reopen();
    QCoro::Task<Result<StoresOpened>> openAgain(Fault before);
    void tidySetAside();
    void dropSetAside(std::chrono::hours kept);
    void note(const SyncEvent& event);
    void noteLink();
    void noteFile(const BlobProgress& progress);
    void wireEscrow();
    void onReachable(bool isReachable);
    void onSessionEnded(const Fault& fault);
    void stopDrivers();
    void wantLink();
    QCoro::Task<void> readPause();
    QCoro::Task<void> learnDuty();
    void onPullMoved();
    void touchStatus();
    void outboxMoved();
    void publishStatus();
    QCoro::Task<void> readNotices();
    QCoro::Task<void> saveNotices();
    void addNotice(Notice notice);
    void onServerRestored(std::int64_t again, const std::optional<Timestamp>& restoredTo);
    void onSalvaged(const Salvaged& salvaged);
    QCoro::Task<void> backUpVault();
    void care();
    void watchRegions();
    void onStandstill(const std::string& region, bool isLost);
    [[nodiscard]] QString lockMark() const;
    [[nodiscard]] bool isPassphraseAsked() const;

    QCoro::Task<Result<void>> leave(ErasureCause cause);
    [[nodiscard]] bool goOnLeaving();
    QCoro::Task<void> finishLeaving();
    [[nodiscard]] std::optional<Fault> wipeFault() const;
    [[nodiscard]] static Fault unlockingAlready();
    [[nodiscard]] QString rotationMark() const;
    [[nodiscard]] bool isRotationDue() const;
    [[nodiscard]] std::optional<Fault> rotationObstacle() const;
    [[nodiscard]] Result<StoreKeys> settled(StoreKeys keys);
    QCoro::Task<Result<StoreKeys>> readyKeys(StoreKeys keys);
    QCoro::Task<Result<StoreKeys>> rotated(StoreKeys keys);
    QCoro::Task<void> afterRotation();
    QCoro::Task<void> noteRights();
    QCoro::Task<void> fetchRecoveryKey();
    QCoro::Task<void> readLeases();
    QCoro::Task<void> judgeLeases();
    QCoro::Task<void> shred(std::vector<ScopeId> scopes);
    QCoro::Task<void> saveLeases();
    void renewLeases();
    QCoro::Task<void> readStorageLimit();
    [[nodiscard]] StorageFacts storageNow() const;
    [[nodiscard]] std::optional<Fault> leaseFault() const;

    EngineOptions options_;
    Keyring& keyring_;
    KeyKeeper keys_;
    Reach reach_;
    HttpClient http_{&reach_};
    Stores stores_;
    Profile profile_;
    LinkDriver link_;
    PullDriver pull_;
    PushDriver push_;
    BlobDriver* blobs_ = nullptr;    // A child of this.
    EscrowDriver* escrow_ = nullptr; // Another one.
    EventLog events_;
    StoreCheck checks_;
    Timestamp checkedAt_ = {};
    QElapsedTimer reopened_;
    bool isReopenWanted_ = false;
    bool wasCrashed_ = false; // The mirror was not closed before it was opened now.
    LinkState notedLink_ = LinkState::offline;
    std::map<BlobKey, std::string> notedFiles_ = {}; // Their last state.
    QElapsedTimer age_;                              // Of this process.
    QTimer statusTimer_;
    QTimer countTimer_;
    QTimer careTimer_;
    RegionWatch regions_ = {};
    std::vector<Notice> notices_ = {};
    std::optional<Salvaged> salvaged_ = {}; // Until it was made a notice.
    std::shared_ptr<EditBatch> batch_ = {};
    Status status_ = {};
    OutboxCounts counts_ = {};
    std::optional<Fault> storeFault_ = {};
    std::optional<Fault> mirrorFault_ = {}; // It was begun anew; said until it is filled again.
    std::optional<Fault> sessionFault_ = {};
    std::optional<KeySlot> slot_ = {};
    bool needsPassphrase_ = false;
    bool isDamaged_ = false;
    bool isOpening_ = false;
    bool isCounting_ = false;
    bool isAskingDuty_ = false;
    std::optional<Erasure> erasure_ = {}; // Of a person who left, until it is over.
    std::int64_t storageLimit_ = storageLimitUsual;
    TrustedTime time_ = {};
    LeaseBook leases_ = {};
    std::vector<LockedScope> locked_ = {};
    std::optional<Timestamp> renewedFor_ = {}; // What the last renewal went by.
    QElapsedTimer leaseSaved_;
    bool isLeaseKnown_ = false;
    std::optional<Fault> rotationFault_ = {};
    bool wasRotated_ = false;
    bool hasPreviousKeys_ = false; // Of an earlier run: they are given up when this one ends well.
    bool isRecoveryKnown_ = false;
    bool isPaused_ = false;
    bool areRightsUnread_ = true; // Something was applied since they were looked at.
    bool isLeaving_ = false;
    bool isCountingUnsent_ = false; ///< For a sign-out: nothing may be added meanwhile.
    bool isLocking_ = false;
    bool isFinishing_ = false;
    QElapsedTimer backedUp_; // Since the last backup of the vault that this run made.
};

} // namespace tidemark::sync
