// Requests and store steps of pushing, in the order of sync/engine/push_driver.
#include "tests/simulation/agent/agent.hpp"
#include "tests/simulation/agent/agent_stores.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <cstdio>

namespace tidemark::sim {
namespace {

constexpr const char* poisonSetting = "push.poison";

sync::PushRefusal refusalOf(const Reply& reply)
{
    const std::string& reason = reply.fault.reason;
    if (reason == "mid_gap")
        return sync::PushRefusal::gap;
    if (reason == "mid_reuse" || reason == "fork")
        return sync::PushRefusal::identity;
    switch (reply.status) {
    case 401:
        return sync::PushRefusal::signIn;
    case 413:
        return sync::PushRefusal::tooLarge;
    case 426:
        return sync::PushRefusal::outdated;
    case 409:
    case 429:
    case 503:
        return sync::PushRefusal::busy;
    default:
        break;
    }
    return reply.status >= 500 ? sync::PushRefusal::broken : sync::PushRefusal::malformed;
}

std::string textOf(const sync::PoisonCount& count)
{
    return std::to_string(count.mid) + " " + std::to_string(count.failures) + " " +
           std::to_string(count.firstAt);
}

sync::PoisonCount poisonFrom(const std::optional<std::string>& text)
{
    sync::PoisonCount count;
    if (text)
        std::sscanf(text->c_str(), "%ld %d %ld", &count.mid, &count.failures, &count.firstAt);
    return count;
}

} // namespace

void Agent::stepPush(const sync::PushEvent& event)
{
    for (const auto& action : push_->next(event, outside_.now()))
        run(action);
}

void Agent::run(const sync::PushAction& action)
{
    const auto nothing = [](const auto&) {};
    if (const auto* read = std::get_if<sync::ReadOutbox>(&action)) {
        readOutbox(*read);
    } else if (const auto* sends = std::get_if<sync::SendMutations>(&action)) {
        sendMutations(*sends);
    } else if (const auto* fetch = std::get_if<sync::FetchResults>(&action)) {
        fetchResults(*fetch);
    } else if (const auto* late = std::get_if<sync::DeferMutations>(&action)) {
        const Timestamp next{(outside_.now() + late->delay) * 1000};
        const auto defer = [mids = late->mids, next](sync::DeskStore& desk) {
            return desk.vault.defer(mids, next, Fault{FaultCode::unavailable, "later", "", ""});
        };
        onDesk(defer, nothing);
    } else if (const auto* poison = std::get_if<sync::NotePoison>(&action)) {
        const auto note = [text = textOf(poison->count)](sync::DeskStore& desk) {
            return desk.vault.setSetting(poisonSetting, text);
        };
        onDesk(note, nothing);
    } else if (std::holds_alternative<sync::HoldOutbox>(action)) {
        const auto hold = [](sync::DeskStore& desk) {
            return desk.vault.hold(Fault{FaultCode::unauthenticated, "held", "", ""});
        };
        onDesk(hold, nothing);
    } else if (const auto* again = std::get_if<sync::RequeueAfter>(&action)) {
        const auto requeue = [last = again->lastMid, history = history_](sync::DeskStore& desk) {
            return sync::takeBack(desk, history, last);
        };
        outside_.note(number_, "finds a gap after " + std::to_string(again->lastMid));
        const auto forget = [last = again->lastMid](sync::MirrorWriter& writer) {
            return writer.forgetResultsAfter(last);
        };
        onMirror(forget, [this, requeue, nothing](const Result<void>& forgotten) {
            if (forgotten)
                onDesk(requeue, nothing);
        });
    } else if (std::holds_alternative<sync::TakeNewIdentity>(action)) {
        takeNewIdentity();
    } else if (const auto* wait = std::get_if<sync::WaitPush>(&action)) {
        const unsigned timer = ++pushTimer_;
        later(wait->delay, [this, timer] {
            if (timer == pushTimer_)
                stepPush(sync::PushTimer{});
        });
    }
}

void Agent::startPush(const SessionAnswer& answer)
{
    const unsigned life = ++pushLife_;
    struct Known {
        sync::VaultIdentity identity;
        sync::PoisonCount poison;
    };
    const auto ready = [](sync::DeskStore& desk) -> Result<Known> {
        if (auto released = desk.vault.release(); !released)
            return released.error();
        const auto identity = desk.vault.identity();
        if (!identity)
            return identity.error();
        const auto poison = desk.vault.setting(poisonSetting);
        if (!poison)
            return poison.error();
        return Known{*identity, poisonFrom(*poison)};
    };
    onDesk(ready, [this, life, answer](const Result<Known>& known) {
        if (life != pushLife_)
            return;
        if (!known)
            return stepPush(sync::PushRefused{sync::PushRefusal::busy, {}, {}});
        clientId_ = answer.clientId;
        history_ = answer.history;
        incarnation_ = known->identity.incarnation;
        stepPush(sync::PushOpened{answer.lastMid, known->poison});
    });
}

void Agent::stopPush()
{
    ++pushLife_;
    ++pushTimer_;
    read_.clear();
    stepPush(sync::PushClosed{});
}

void Agent::readOutbox(sync::ReadOutbox action)
{
    const unsigned life = pushLife_;
    const Timestamp now{outside_.now() * 1000};
    struct Found {
        std::vector<PushMutation> due;
        std::optional<Timestamp> next;
    };
    const auto read = [action, now](sync::DeskStore& desk) -> Result<Found> {
        auto due = desk.vault.nextPush({action.mutations, action.bytes}, now);
        if (!due)
            return due.error();
        const auto next = desk.vault.nextDue();
        if (!next)
            return next.error();
        return Found{std::move(*due), *next};
    };
    onDesk(read, [this, life, now](Result<Found> found) {
        if (life != pushLife_)
            return;
        sync::OutboxRead event;
        if (!found) {
            event.dueIn = sync::transferRetryMax;
            return stepPush(event);
        }
        read_.clear();
        for (auto& mutation : found->due) {
            event.mids.push_back(mutation.mid);
            read_.emplace(mutation.mid, std::move(mutation));
        }
        if (event.mids.empty() && found->next)
            event.dueIn = (found->next->micros - now.micros) / 1000;
        stepPush(event);
    });
}

void Agent::sendMutations(sync::SendMutations action)
{
    const unsigned life = pushLife_;
    const auto mark = [mids = action.mids](sync::DeskStore& desk) {
        return desk.vault.markSent(mids);
    };
    onDesk(mark, [this, life, action](const Result<void>& marked) {
        if (life != pushLife_)
            return;
        if (!marked)
            return stepPush(sync::PushRefused{sync::PushRefusal::busy, {}, {}});
        PushRequest push{clientId_, incarnation_, {}};
        for (const sync::Mid mid : action.mids) {
            if (!push.mutations.empty() && mid != push.mutations.back().mid + 1)
                witness_.broken("I15", "a push with a gap before " + std::to_string(mid));
            push.mutations.push_back(read_.at(mid));
            push.mutations.back().park = action.park;
        }
        Request sent{.kind = Request::Kind::push};
        sent.body = boost::json::serialize(toJson(push));
        send(std::move(sent), [this, life](const auto& reply) {
            if (life == pushLife_)
                takePushAnswer(reply);
        });
    });
}

void Agent::fetchResults(sync::FetchResults action)
{
    const unsigned life = pushLife_;
    Request sent{.kind = Request::Kind::results, .client = clientId_, .from = action.fromMid};
    send(std::move(sent), [this, life](const auto& reply) {
        if (life == pushLife_)
            takePushAnswer(reply);
    });
}

void Agent::takePushAnswer(const std::optional<Reply>& reply)
{
    const unsigned life = pushLife_;
    if (!reply) {
        stepLink(sync::TransportFailed{});
        return stepPush(sync::PushRefused{sync::PushRefusal::transport, {}, {}});
    }
    if (!reply->isSuccess())
        return stepPush(sync::PushRefused{refusalOf(*reply), {}, reply->lastMid});
    const auto pushed = readPushAnswer(boost::json::parse(reply->body));
    if (!pushed)
        return stepPush(sync::PushRefused{sync::PushRefusal::transport, {}, {}});
    const auto land = [results = pushed->results](sync::DeskStore& desk
                      ) -> Result<std::vector<sync::Mid>> {
        if (auto noted = desk.vault.noteResults(results); !noted)
            return noted.error();
        const auto cursor = desk.windows.reader().cursor();
        const auto swept = sync::sweepOverlay(desk, cursor && *cursor ? (*cursor)->cut : 0);
        if (!swept)
            return swept.error();
        std::vector<sync::Mid> answered;
        for (const auto& result : results)
            answered.push_back(result.mid);
        return answered;
    };
    onDesk(land, [this, life, last = pushed->lastMid](const Result<std::vector<sync::Mid>>& mids) {
        if (life != pushLife_)
            return;
        if (!mids)
            return stepPush(sync::PushRefused{sync::PushRefusal::busy, {}, {}});
        if (!mids->empty() && link_->state() != sync::LinkState::online)
            stepPull(sync::Nudged{});
        stepPush(sync::PushAnswered{last, *mids});
    });
}

void Agent::takeNewIdentity()
{
    const unsigned life = pushLife_;
    const auto renew = [](sync::DeskStore& desk) { return sync::takeIdentity(desk, {}, 1); };
    onDesk(renew, [this, life](const Result<sync::ChangedRows>& renewed) {
        outside_.note(number_, "loses its identity");
        if (life == pushLife_ && renewed)
            startPull();
    });
}

} // namespace tidemark::sim
