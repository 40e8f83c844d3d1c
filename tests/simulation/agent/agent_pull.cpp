// Requests and store steps of pulling, in the order of sync/engine/pull_driver.
#include "tests/simulation/agent/agent.hpp"
#include "tests/simulation/agent/agent_stores.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace tidemark::sim {
namespace {

Fault noAnswer()
{
    return {FaultCode::offline, "offline", "No answer.", "Wait."};
}

Fault restored()
{
    return {FaultCode::conflict, "fork", "Restored from a backup.", "Nothing."};
}

constexpr std::size_t pagesKept = 6;

/// For the trace.
std::string standingOf(const std::vector<sync::ScopeState>& scopes)
{
    std::string text;
    for (const auto& scope : scopes) {
        const bool isLive = scope.standing == sync::ScopeStanding::live;
        text += " " + std::to_string(scope.grant.scope) + (isLive ? " live" : " joining");
        if (!isLive && scope.readyCut)
            text += " until " + std::to_string(*scope.readyCut);
    }
    return text;
}

} // namespace

void Agent::stepPull(const sync::PullEvent& event)
{
    for (const auto& action : pull_->next(event, wallNow()))
        run(action);
}

void Agent::run(const sync::PullAction& action)
{
    if (const auto* open = std::get_if<sync::OpenSession>(&action))
        openSession(*open);
    else if (const auto* renew = std::get_if<sync::RenewClient>(&action))
        renewClient(*renew);
    else if (const auto* ready = std::get_if<sync::Prepare>(&action))
        prepare(*ready);
    else if (const auto* fetch = std::get_if<sync::FetchPage>(&action))
        fetchPage(*fetch);
    else if (const auto* store = std::get_if<sync::StorePage>(&action))
        storePage(*store);
    else if (const auto* pull = std::get_if<sync::PullChanges>(&action))
        pullChanges(*pull);
    else if (const auto* plan = std::get_if<sync::MendScopes>(&action))
        mend(*plan);
    else if (const auto* compare = std::get_if<sync::RepairScopes>(&action))
        repair(*compare);
    else if (const auto* wait = std::get_if<sync::WaitPull>(&action)) {
        const unsigned timer = ++pullTimer_;
        later(wait->delay, [this, timer] {
            if (timer == pullTimer_)
                stepPull(sync::PullTimer{});
        });
    }
}

void Agent::failPull(sync::Ticket ticket, const std::optional<Reply>& reply)
{
    if (reply)
        return stepPull(sync::PullFailed{ticket, reply->fault, {}});
    stepLink(sync::TransportFailed{});
    stepPull(sync::PullFailed{ticket, noAnswer(), {}});
}

void Agent::startPull()
{
    const unsigned life = ++pullLife_;
    const auto read = [](sync::MirrorWriter& writer) { return sync::placeOf(writer); };
    onMirror(read, [this, life](const Result<sync::MirrorPlace>& place) {
        if (life == pullLife_ && place)
            stepPull(sync::PullWanted{*place});
    });
}

void Agent::stopPull()
{
    ++pullLife_;
    ++pullTimer_;
    pages_.clear();
    stepPull(sync::PullUnwanted{});
}

void Agent::openSession(sync::OpenSession action)
{
    const unsigned life = pullLife_;
    struct Known {
        sync::VaultIdentity identity;
        sync::Mid oldest;
    };
    const auto read = [](sync::DeskStore& desk) -> Result<Known> {
        sync::expectSession(desk);
        const auto identity = desk.vault.identity();
        if (!identity)
            return identity.error();
        const auto oldest = desk.vault.oldestSendable();
        if (!oldest)
            return oldest.error();
        return Known{*identity, *oldest};
    };
    onDesk(read, [this, life, action](const Result<Known>& known) {
        if (life != pullLife_)
            return;
        if (!known)
            return stepPull(sync::StoreFailed{action.ticket, known.error()});
        const auto& identity = known->identity;
        SessionRequest request;
        if (!identity.clientId.empty())
            request.clientId = identity.clientId;
        request.incarnation = identity.incarnation;
        request.nextMid = identity.nextMid;
        request.mirror = action.mirror;
        request.oldestMid = known->oldest;
        Request sent{.kind = Request::Kind::session};
        sent.body = boost::json::serialize(toJson(request));
        send(std::move(sent), [this, life, action, identity](const auto& reply) {
            if (life != pullLife_)
                return;
            if (!reply || !reply->isSuccess())
                return failPull(action.ticket, reply);
            takeSession(action, *reply, identity);
        });
    });
}

void Agent::takeSession(
    const sync::OpenSession& action, const Reply& reply, const sync::VaultIdentity& identity
)
{
    const auto opened = readSessionAnswer(boost::json::parse(reply.body));
    if (!opened)
        return failPull(action.ticket, Reply{.status = 400, .fault = opened.error()});
    if (opened->clientId == identity.clientId && opened->lastMid >= identity.nextMid)
        return failPull(action.ticket, Reply{.status = 409, .fault = restored()});
    if (opened->clientId == identity.clientId) {
        clientId_ = opened->clientId;
        return stepPull(sync::SessionOpened{action.ticket, *opened});
    }
    const unsigned life = pullLife_;
    const auto go = [this, life, action, opened](const Result<sync::ChangedRows>& taken) {
        if (life != pullLife_)
            return;
        if (!taken)
            return stepPull(sync::StoreFailed{action.ticket, taken.error()});
        clientId_ = opened->clientId;
        stepPull(sync::SessionOpened{action.ticket, *opened});
    };
    changeIdentity(opened->clientId, identity.incarnation, go);
}

void Agent::renewClient(sync::RenewClient action)
{
    const unsigned life = pullLife_;
    changeIdentity({}, 1, [this, life, action](const Result<sync::ChangedRows>& renewed) {
        if (life != pullLife_)
            return;
        outside_.note(number_, "takes a new identity");
        if (!renewed)
            return stepPull(sync::StoreFailed{action.ticket, renewed.error()});
        stepPull(sync::ClientRenewed{action.ticket});
    });
}

void Agent::fetchPage(sync::FetchPage action)
{
    const unsigned life = pullLife_;
    Request sent{.kind = Request::Kind::page};
    sent.page = {action.scope, action.entity, action.after};
    send(std::move(sent), [this, life, action](const auto& reply) {
        if (life != pullLife_)
            return;
        if (!reply || !reply->isSuccess())
            return failPull(action.ticket, reply);
        const auto next = sync::nextPageOf(reply->body);
        if (!next)
            return failPull(action.ticket, Reply{.status = 400, .fault = next.error()});
        pages_[action.ticket] = reply->body;
        stepPull(sync::PageArrived{action.ticket, *next});
    });
}

void Agent::storePage(sync::StorePage action)
{
    const unsigned life = pullLife_;
    const auto page = pages_.extract(action.ticket);
    if (page.empty())
        return;
    const auto apply = [this, frames = page.mapped()](sync::MirrorWriter& writer
                       ) -> Result<sync::MirrorPlace> {
        const auto stored = writer.applyPage(frames);
        if (!stored)
            return stored.error();
        stored_.push_back({frames, snapshot_});
        if (stored_.size() > pagesKept)
            stored_.pop_front();
        return sync::placeOf(writer);
    };
    onMirror(apply, [this, life, action](const Result<sync::MirrorPlace>& place) {
        if (life != pullLife_)
            return;
        if (!place)
            return stepPull(sync::StoreFailed{action.ticket, place.error()});
        if (outside_.isHeard())
            outside_.note(number_, "stored a page: " + standingOf(place->scopes));
        stepPull(sync::PageStored{action.ticket, *place});
    });
}

void Agent::pullChanges(sync::PullChanges action)
{
    const unsigned life = pullLife_;
    PullRequest request;
    request.cursor = action.cursor;
    request.scopes = action.scopes;
    request.clientId = clientId_;
    request.verify = action.verify;
    request.projection = action.projection;
    Request sent{.kind = Request::Kind::pull};
    sent.body = boost::json::serialize(toJson(request));
    send(std::move(sent), [this, life, action](const auto& reply) {
        if (life != pullLife_)
            return;
        if (!reply || !reply->isSuccess())
            return failPull(action.ticket, reply);
        applyPull(action.ticket, reply->body);
    });
}

void Agent::applyPull(sync::Ticket ticket, std::string frames)
{
    const auto revokes = sync::revokesIn(frames);
    if (revokes.empty())
        return applyFrames(ticket, frames);
    const auto work = [revokes](sync::DeskStore& desk) -> Result<sync::ChangedRows> {
        if (auto forgotten = sync::forgetChoices(desk, revokes); !forgotten)
            return forgotten.error();
        const auto lost = sync::lostScopes(desk, revokes);
        if (!lost)
            return lost.error();
        return sync::quarantineWork(desk, *lost);
    };
    isolate(work, ticket, [this, ticket, frames] { applyFrames(ticket, frames); });
}

void Agent::applyFrames(sync::Ticket ticket, const std::string& frames)
{
    const unsigned life = pullLife_;
    const auto apply = [frames](sync::MirrorWriter& writer) -> Result<sync::AppliedAt> {
        auto done = writer.applyPull(frames);
        if (!done)
            return done.error();
        auto place = sync::placeOf(writer);
        if (!place)
            return place.error();
        return sync::AppliedAt{std::move(*done), std::move(*place)};
    };
    onMirror(apply, [this, life, ticket, frames](const Result<sync::AppliedAt>& stored) {
        if (!stored) {
            outside_.note(number_, "cannot apply: " + stored.error().cause);
            if (life == pullLife_)
                stepPull(sync::StoreFailed{ticket, stored.error()});
            return;
        }
        outside_.note(
            number_,
            "verdict " + std::to_string(static_cast<int>(stored->applied.verdict)) + " at cut " +
                std::to_string(stored->applied.cursor.cut) + ":" + standingOf(stored->place.scopes)
        );
        noteApplied(stored->applied, frames);
        showApplied(ticket, *stored, life);
    });
}

void Agent::noteApplied(const sync::PullApplied& applied, const std::string& frames)
{
    if (!applied.joined.empty() || !applied.revoked.empty())
        ++snapshot_;
    witness_.applied(applied, frames);
}

void Agent::showApplied(sync::Ticket ticket, const sync::AppliedAt& stored, unsigned life)
{
    const auto tell = [stored](sync::DeskStore& desk) {
        return sync::showApplied(desk, stored.applied);
    };
    onDesk(tell, [this, life, ticket, stored](const Result<sync::Shown>& shown) {
        if (shown) {
            std::vector<sync::Mid> mids;
            for (const auto& result : shown->change.finished)
                mids.push_back(result.mid);
            const auto forget = [mids](sync::MirrorWriter& writer) {
                return writer.forgetResults(mids);
            };
            if (!mids.empty())
                onMirror(forget, [](const Result<void>&) {});
        }
        if (life != pullLife_)
            return;
        const auto& applied = stored.applied;
        stepPull(sync::PullStored{
            ticket, applied.verdict, applied.more, applied.mismatched, stored.place});
        if (!applied.revoked.empty())
            sendReceipts();
    });
}

void Agent::replayPage(const std::string& frames)
{
    if (stores_ && !isBroken_)
        onMirror(
            [frames](sync::MirrorWriter& writer) { return writer.applyPage(frames); },
            [](const Result<sync::PageApplied>&) {}
        );
}

void Agent::storeAgain(std::uint64_t choice)
{
    if (!stores_ || isBroken_ || stored_.empty())
        return;
    const auto apply = [this, page = stored_[choice % stored_.size()]](sync::MirrorWriter& writer
                       ) -> Result<sync::PageApplied> {
        return page.snapshot == snapshot_ ? writer.applyPage(page.frames) : sync::PageApplied{};
    };
    onMirror(apply, [](const Result<sync::PageApplied>&) {});
}

void Agent::replayPull(const std::string& frames)
{
    if (!stores_ || isBroken_)
        return;
    const auto apply = [frames](sync::MirrorWriter& writer) { return writer.applyPull(frames); };
    onMirror(apply, [this, frames](const Result<sync::PullApplied>& applied) {
        if (!applied)
            return;
        noteApplied(*applied, frames);
        if (applied->verdict != sync::PullVerdict::applied)
            return;
        const auto tell = [applied](sync::DeskStore& desk) {
            return sync::showApplied(desk, *applied);
        };
        onDesk(tell, [](const Result<sync::Shown>&) {});
    });
}

} // namespace tidemark::sim
