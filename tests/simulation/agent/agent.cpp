// Life, link and the person.
#include "tests/simulation/agent/agent.hpp"

#include "sync/mirror/mirror_schema.hpp"
#include "tests/simulation/agent/agent_stores.hpp"

#include <boost/json/parse.hpp>
#include <sqlite3.h>

namespace tidemark::sim {
namespace {

constexpr const char* mirrorName = "mirror.db";
constexpr const char* vaultName = "vault.db";

/// Files with their tables, made once: most histories need no other beginning.
struct Templates {
    RamDisk::Copy mirror = {};
    RamDisk::Copy vault = {};
};

Templates makeTemplates()
{
    RamDisk disk;
    {
        auto mirror = openOn(disk, mirrorName, false);
        auto vault = openOn(disk, vaultName, true);
        static_cast<void>(sync::ensureSchema(*mirror));
        static_cast<void>(sync::Vault::open(std::move(*vault)));
    }
    return {disk.copyOf(mirrorName), disk.copyOf(vaultName)};
}

} // namespace

Result<sync::Database> openOn(RamDisk& disk, const std::string& name, bool isFull)
{
    sqlite3* handle = nullptr;
    const int flags =
        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const std::string path = disk.pathOf(name);
    sqlite3_open_v2(path.c_str(), &handle, flags, RamDisk::vfsName());
    sync::Database db(handle, name);
    std::string sql = "PRAGMA page_size=1024; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; "
                      "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;";
    sql += isFull ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL";
    if (auto done = db.execute(sql); !done)
        return done.error();
    return db;
}

void furnish(RamDisk& disk)
{
    static const Templates templates = makeTemplates();
    disk.restore(mirrorName, templates.mirror);
    disk.restore(vaultName, templates.vault);
}

Agent::Agent(AgentNumber number, UserNumber user, Outside& outside, Witness witness)
    : number_(number)
    , user_(user)
    , outside_(outside)
    , witness_(std::move(witness))
{
    furnish(disk_);
}

Agent::~Agent() = default;

bool Agent::start()
{
    if (stores_)
        return true;
    auto vaultFile = openOn(disk_, vaultName, true);
    auto mirrorFile = openOn(disk_, mirrorName, false);
    if (!vaultFile || !mirrorFile || !sync::ensureSchema(*mirrorFile))
        return false;
    auto readingFile = openOn(disk_, mirrorName, false);
    if (!readingFile)
        return false;
    auto vault = sync::Vault::open(std::move(*vaultFile));
    if (!vault)
        return false;
    sync::DeskStore desk{
        std::move(*vault), sync::RowWindows(sync::MirrorReader(std::move(*readingFile)))};
    const auto pending = desk.vault.pending();
    if (!pending || !desk.windows.setPending(*pending) || !sync::raiseIncarnation(desk))
        return false;
    const auto cursor = desk.windows.reader().cursor();
    if (!cursor || !sync::sweepOverlay(desk, *cursor ? (*cursor)->cut : 0))
        return false;
    stores_ = std::make_unique<Stores>(Stores{
        sync::MirrorWriter(std::move(*mirrorFile)), std::move(desk)});
    ++life_;
    const auto random = [this] { return static_cast<double>(outside_.chance() >> 11) * 0x1p-53; };
    link_ = std::make_unique<sync::LinkMachine>(random);
    pull_ = std::make_unique<sync::PullMachine>(random);
    push_ = std::make_unique<sync::PushMachine>(random);
    ++snapshot_;
    wasReachable_ = isBroken_ = isSocketDue_ = false;
    mirrorFree_ = deskFree_ = outside_.now();
    clientId_.clear();
    isTouched_ = true;
    outside_.note(number_, "starts");
    if (isSignedIn_)
        wantLink(true);
    return true;
}

void Agent::kill()
{
    if (!stores_)
        return;
    ++life_;
    ++pullLife_;
    ++pushLife_;
    outside_.closeSocket(number_);
    outside_.note(number_, "is gone");
    pages_.clear();
    stores_.reset();
    isBroken_ = false;
}

void Agent::setSignedIn(bool isSignedIn)
{
    isSignedIn_ = isSignedIn;
    if (!stores_)
        return;
    stopPull();
    stopPush();
    wantLink(false);
    if (isSignedIn)
        wantLink(true);
}

void Agent::later(Millis delay, std::function<void()> event)
{
    const unsigned life = life_;
    outside_.after(delay, [this, life, event = std::move(event)] {
        if (life == life_ && stores_ && !isBroken_)
            event();
    });
}

void Agent::send(Request request, Answered answered)
{
    const unsigned life = life_;
    auto checked = [this, life, answered = std::move(answered)](const auto& reply) {
        if (life == life_ && stores_ && !isBroken_)
            answered(reply);
    };
    outside_.send(number_, std::move(request), std::move(checked));
}

sync::DeskStore& Agent::desk()
{
    return stores_->desk;
}

sync::MirrorWriter& Agent::writer()
{
    return stores_->writer;
}

sync::Database& Agent::reading()
{
    return stores_->desk.windows.reader().database();
}

// --- link ---------------------------------------------------------------------------------------

void Agent::stepLink(const sync::LinkEvent& event)
{
    const auto actions = link_->next(event, outside_.now());
    for (const auto& action : actions)
        run(action);
    if (link_->isReachable() == wasReachable_)
        return;
    wasReachable_ = link_->isReachable();
    onReachable(wasReachable_);
}

void Agent::run(const sync::LinkAction& action)
{
    if (std::holds_alternative<sync::Probe>(action)) {
        ++linkTimer_;
        const unsigned probe = ++probes_;
        send(Request{}, [this, probe](const auto& reply) {
            if (probe != probes_)
                return;
            if (reply && reply->isSuccess())
                stepLink(sync::ProbeAnswered{});
            else
                stepLink(sync::ProbeFailed{});
        });
    } else if (std::holds_alternative<sync::OpenSocket>(action)) {
        isSocketDue_ = clientId_.empty();
        if (!isSocketDue_)
            outside_.openSocket(number_);
    } else if (std::holds_alternative<sync::CloseSocket>(action)) {
        isSocketDue_ = false;
        outside_.closeSocket(number_);
    } else if (const auto* wait = std::get_if<sync::WaitLink>(&action)) {
        const unsigned timer = ++linkTimer_;
        later(wait->delay, [this, timer] {
            if (timer == linkTimer_)
                stepLink(sync::LinkTimer{});
        });
    }
}

void Agent::wantLink(bool isWanted)
{
    ++probes_;
    if (isWanted)
        return stepLink(sync::LinkWanted{});
    ++linkTimer_;
    clientId_.clear();
    stepLink(sync::LinkUnwanted{});
}

void Agent::onReachable(bool isReachable)
{
    outside_.note(number_, isReachable ? "reaches the platform" : "does not reach the platform");
    if (isReachable)
        return startPull();
    stopPull();
    stopPush();
}

void Agent::poked(std::int64_t headCut)
{
    if (stores_ && !isBroken_)
        stepPull(sync::Poked{headCut});
}

void Agent::socketUp(std::int64_t headCut)
{
    if (!stores_ || isBroken_)
        return;
    stepLink(sync::SocketUp{});
    stepPull(sync::Poked{headCut});
}

void Agent::socketDown()
{
    if (stores_ && !isBroken_)
        stepLink(sync::SocketDown{});
}

void Agent::retryNow()
{
    if (!stores_ || isBroken_)
        return;
    stepLink(sync::RetryNow{});
    stepPull(sync::Nudged{});
    stepPush(sync::PushTimer{});
    stepPush(sync::Queued{});
}

// --- the person ---------------------------------------------------------------------------------

void Agent::mutate(sync::NewMutation mutation)
{
    const std::string name = mutation.name;
    const auto write = [mutation =
                            std::move(mutation)](sync::DeskStore& desk) -> Result<sync::Mid> {
        const auto written = desk.vault.enqueue(mutation);
        if (!written)
            return written.error();
        static_cast<void>(desk.windows.pendingChanged(*written));
        return written->mid;
    };
    onDesk(write, [this, name](const Result<sync::Mid>& mid) {
        if (!mid)
            return;
        outside_.note(number_, "saved " + name + " as " + std::to_string(*mid));
        witness_.accepted(*mid, name);
        stepPush(sync::Queued{});
    });
}

void Agent::discard(std::uint64_t choice)
{
    struct Dropped {
        std::string name;
        bool wasRefused;
    };
    const auto drop = [this, choice](sync::DeskStore& desk) -> Result<Dropped> {
        const auto pending = desk.vault.pending();
        if (!pending)
            return pending.error();
        if (pending->empty())
            return Dropped{};
        const auto& one = (*pending)[choice % pending->size()];
        witness_.decided(one.mutation.name); // It may be on the disk though nobody hears of it.
        if (auto gone = desk.vault.discard(one.mid); !gone)
            return gone.error();
        const std::vector<sync::Mid> mids{one.mid};
        static_cast<void>(desk.windows.pendingGone(mids));
        const bool wasRefused = one.state == sync::MutationState::conflict ||
                                one.state == sync::MutationState::rejected ||
                                one.state == sync::MutationState::parked;
        return Dropped{one.mutation.name, wasRefused};
    };
    onDesk(drop, [this](const Result<Dropped>& dropped) {
        if (!dropped)
            return;
        outside_.note(number_, "gives up " + dropped->name);
        if (!dropped->wasRefused && !dropped->name.empty())
            witness_.givenUp(dropped->name);
        stepPush(sync::Queued{});
    });
}

void Agent::retry(std::uint64_t choice)
{
    const auto again = [choice](sync::DeskStore& desk) -> Result<sync::ChangedRows> {
        const auto pending = desk.vault.pending();
        if (!pending)
            return pending.error();
        if (pending->empty())
            return sync::ChangedRows{};
        const auto rebase = [&desk](PushOp& op) { desk.windows.rebase(op); };
        const auto next = desk.vault.retry((*pending)[choice % pending->size()].mid, rebase);
        if (!next)
            return next.error();
        return sync::reloadOverlay(desk);
    };
    onDesk(again, [this](const Result<sync::ChangedRows>&) {
        stepPush(sync::PushTimer{});
        stepPush(sync::Queued{});
    });
}

std::optional<boost::json::object> Agent::view(const std::string& entity, const Uuid& id)
{
    if (!stores_ || isBroken_)
        return std::nullopt;
    const auto text = stores_->desk.windows.get(entity, id);
    if (!text)
        return std::nullopt;
    return boost::json::parse(*text).as_object();
}

} // namespace tidemark::sim
