// One device: the real machines, mirror, vault and overlay, wired as sync/engine wires them.
#pragma once

#include "sync/engine/mirror_steps.hpp"
#include "sync/engine/scope_leaving.hpp"
#include "sync/mirror/scope_repair.hpp"
#include "sync/protocol/link_machine.hpp"
#include "sync/protocol/pull_machine.hpp"
#include "sync/protocol/push_machine.hpp"
#include "tests/simulation/agent/outside.hpp"
#include "tests/simulation/disk/ram_disk.hpp"

#include <deque>

namespace tidemark::sim {

/// What the auditor is told as it happens.
struct Witness {
    std::function<void(sync::Mid mid, const std::string& name)> accepted; ///< "Saved".
    std::function<void(const std::string& name)> givenUp;                 ///< By the person.
    std::function<void(const std::string& name)> decided; ///< The person wants it dropped.
    std::function<void(const sync::PullApplied&, const std::string&)> applied;
    std::function<void(const sync::MendPlan&)> mended;
    std::function<void()> begunAnew; ///< The mirror begins in another past.
    std::function<void()> renewing;  ///< The device is about to get another identity.
    std::function<void(const std::string& invariant, const std::string& why)> broken;
};

/// An agent and the person at it.
///
/// Each step of a store is an event of its own, in order per store, so that a crash or anything
/// else may come between any two durable steps, as in the real agent with its two threads.
class Agent {
public:
    Agent(AgentNumber number, UserNumber user, Outside& outside, Witness witness);
    ~Agent();

    // --- life ------------------------------------------------------------------------------------
    /// Opens the files and goes on. False: they could not be opened; try again later.
    bool start();
    void kill();
    [[nodiscard]] bool isRunning() const { return stores_ != nullptr; }
    [[nodiscard]] RamDisk& disk() { return disk_; }
    /// A write failed for good, as when the program died in it.
    [[nodiscard]] bool isBroken() const { return isBroken_; }
    void setSignedIn(bool isSignedIn);

    // --- what comes from outside
    // ------------------------------------------------------------------
    void poked(std::int64_t headCut);
    void socketUp(std::int64_t headCut);
    void socketDown();
    void retryNow();
    /// Of the wall; waits are not touched.
    void turnClock(Millis by) { clockOff_ += by; }
    /// An answer from long ago arrives at the store once more.
    void replayPage(const std::string& frames);
    /// A page that was stored arrives once more, if its snapshot still goes on.
    void storeAgain(std::uint64_t choice);
    void replayPull(const std::string& frames);

    // --- the person
    // -------------------------------------------------------------------------------
    void mutate(sync::NewMutation mutation);
    void discard(std::uint64_t choice);
    void retry(std::uint64_t choice);
    /// A scope that is here leaves, or one that is away comes back.
    void turnScope(std::uint64_t choice);
    /// A row as the person sees it; nullopt when it is not there.
    [[nodiscard]] std::optional<boost::json::object>
    view(const std::string& entity, const Uuid& id);

    // --- for the auditor
    // --------------------------------------------------------------------------
    [[nodiscard]] AgentNumber number() const { return number_; }
    [[nodiscard]] UserNumber user() const { return user_; }
    [[nodiscard]] sync::DeskStore& desk();
    [[nodiscard]] sync::MirrorWriter& writer();
    [[nodiscard]] sync::Database& reading();
    [[nodiscard]] const sync::PullMachine& pull() const { return *pull_; }
    [[nodiscard]] const sync::LinkMachine& link() const { return *link_; }
    /// Something durable may have changed since this was last asked.
    [[nodiscard]] bool takeTouched()
    {
        return std::exchange(isTouched_, false) &&
               std::exchange(writesSeen_, disk_.writes()) != disk_.writes();
    }

private:
    struct Stores;

    // Steps on stores: in order per store, never when the process that wanted them is gone.
    template <class Work, class Then>
    void onMirror(Work work, Then then);
    template <class Work, class Then>
    void onDesk(Work work, Then then);
    void later(Millis delay, std::function<void()> event);
    [[nodiscard]] Millis wallNow() const { return outside_.now() + clockOff_; }
    [[nodiscard]] Millis someWait()
    {
        const auto most = static_cast<std::uint64_t>(outside_.stepMost());
        return static_cast<Millis>(outside_.chance() % most);
    }
    void send(Request request, Answered answered);
    template <class T>
    [[nodiscard]] bool survived(const Result<T>& result);

    void stepLink(const sync::LinkEvent& event);
    void run(const sync::LinkAction& action);
    void wantLink(bool isWanted);
    void onReachable(bool isReachable);

    void stepPull(const sync::PullEvent& event);
    void run(const sync::PullAction& action);
    void startPull();
    void stopPull();
    void openSession(sync::OpenSession action);
    void takeSession(
        const sync::OpenSession& action, const Reply& reply, const sync::VaultIdentity& identity
    );
    void renewClient(sync::RenewClient action);
    void prepare(sync::Prepare action);
    void begin(sync::Prepare action, const std::set<sync::ScopeId>& away);
    void fetchPage(sync::FetchPage action);
    void storePage(sync::StorePage action);
    void pullChanges(sync::PullChanges action);
    void applyPull(sync::Ticket ticket, std::string frames);
    void applyFrames(sync::Ticket ticket, const std::string& frames);
    void noteApplied(const sync::PullApplied& applied, const std::string& frames);
    void showApplied(sync::Ticket ticket, const sync::AppliedAt& stored, unsigned life);
    void isolate(
        std::function<Result<sync::ChangedRows>(sync::DeskStore&)> work,
        sync::Ticket ticket,
        std::function<void()> then
    );
    void finishPrepare(const sync::Prepare& action, const sync::MirrorPlace& place);
    void sendReceipts();
    void mend(sync::MendScopes action);
    void repair(sync::RepairScopes action);
    struct Repair;
    void converse(const std::shared_ptr<Repair>& repair);
    void writeRepairs(const std::shared_ptr<Repair>& repair);
    void failPull(sync::Ticket ticket, const std::optional<Reply>& reply);

    void stepPush(const sync::PushEvent& event);
    void run(const sync::PushAction& action);
    void startPush(const SessionAnswer& answer);
    void beginPush();
    void stopPush();
    void readOutbox(sync::ReadOutbox action);
    void sendMutations(sync::SendMutations action);
    void fetchResults(sync::FetchResults action);
    void takePushAnswer(const std::optional<Reply>& reply);
    void takeNewIdentity();
    using AfterIdentity = std::function<void(const Result<sync::ChangedRows>&)>;
    void changeIdentity(const std::string& client, std::int64_t incarnation, AfterIdentity then);

    AgentNumber number_;
    UserNumber user_;
    Outside& outside_;
    Witness witness_;
    RamDisk disk_;
    std::unique_ptr<Stores> stores_;
    std::unique_ptr<sync::LinkMachine> link_;
    std::unique_ptr<sync::PullMachine> pull_;
    std::unique_ptr<sync::PushMachine> push_;
    unsigned life_ = 0;     // Of the process.
    unsigned pullLife_ = 0; // Of start and stop.
    unsigned pushLife_ = 0;
    unsigned linkTimer_ = 0; // A newer wait replaces an older one.
    unsigned pullTimer_ = 0;
    unsigned pushTimer_ = 0;
    unsigned probes_ = 0;
    Millis clockOff_ = 0;
    Millis mirrorFree_ = 0;
    Millis deskFree_ = 0;
    std::map<sync::Ticket, std::string> pages_ = {};
    std::string clientId_ = {};
    SessionAnswer opened_ = {}; // Of the push that runs.
    KnownFields lacking_ = {};  // What its platform does not know.
    sync::Mid fitted_ = 0;      // Up to here the outbox was looked at for that.
    unsigned past_ = 0;
    std::int64_t incarnation_ = 0;
    /// A page and the snapshot it belongs to.
    struct StoredPage {
        std::string frames = {};
        unsigned snapshot = 0;
    };
    std::deque<StoredPage> stored_ = {};
    unsigned snapshot_ = 0; // Changes with each join, purge and restart of a scope.
    bool wasReachable_ = false;
    bool isSignedIn_ = true;
    bool isSocketDue_ = false;
    bool isBroken_ = false;
    bool isTouched_ = false;
    std::uint64_t writesSeen_ = 0;
};

} // namespace tidemark::sim
