// Requests and store steps of pushing, in the order of sync/engine/push_driver.
#include "models/entities/entities.hpp"
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
    for (const auto& action : push_->next(event, wallNow()))
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
        const Timestamp next{(wallNow() + late->delay) * 1000};
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
        const auto requeue = [last = again->lastMid,
                              history = opened_.history,
                              past = past_](sync::DeskStore& desk) -> Result<unsigned> {
            if (desk.past != past)
                return past;
            const auto taken = sync::takeBack(desk, history, last);
            if (!taken)
                return taken.error();
            return desk.past;
        };
        outside_.note(number_, "finds a gap after " + std::to_string(again->lastMid));
        const auto forget = [last = again->lastMid](sync::MirrorWriter& writer) {
            return writer.forgetResultsAfter(last);
        };
        const auto note = [this, life = pushLife_](const Result<unsigned>& past) {
            if (past && life == pushLife_)
                past_ = *past;
        };
        onMirror(forget, [this, requeue, note](const Result<void>& forgotten) {
            if (forgotten)
                onDesk(requeue, note);
        });
    } else if (std::holds_alternative<sync::TakeNewIdentity>(action)) {
        takeNewIdentity();
    } else if (std::holds_alternative<sync::BeginAgain>(action)) {
        beginPush();
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
    ++pushLife_;
    opened_ = answer;
    fitted_ = 0;
    lacking_ = answer.fields ? lackingIn(*answer.fields, writableFields(allEntities()))
                             : KnownFields();
    beginPush();
}

void Agent::beginPush()
{
    const unsigned life = pushLife_;
    struct Known {
        sync::PushReady ready;
        sync::PoisonCount poison;
    };
    const auto ready = [answer = opened_](sync::DeskStore& desk) -> Result<Known> {
        const auto known = sync::readyToPush(desk, answer);
        if (!known)
            return known.error();
        const auto poison = desk.vault.setting(poisonSetting);
        if (!poison)
            return poison.error();
        return Known{*known, poisonFrom(*poison)};
    };
    onDesk(ready, [this, life](const Result<Known>& known) {
        if (life != pushLife_)
            return;
        if (!known)
            return stepPush(sync::PushUnready{});
        incarnation_ = known->ready.identity.incarnation;
        past_ = known->ready.past;
        stepPush(sync::PushOpened{opened_.lastMid, known->poison, known->ready.areNumbersTaken});
    });
}

void Agent::stopPush()
{
    ++pushLife_;
    ++pushTimer_;
    stepPush(sync::PushClosed{});
}

void Agent::readOutbox(sync::ReadOutbox action)
{
    const unsigned life = pushLife_;
    const Timestamp now{wallNow() * 1000};
    const sync::DueWanted wanted{{action.mutations, action.bytes}, now, lacking_, fitted_};
    const auto read = [wanted](sync::DeskStore& desk) { return sync::findDue(desk, wanted); };
    onDesk(read, [this, life, now](const Result<sync::DueFound>& found) {
        if (life != pushLife_)
            return;
        sync::OutboxRead event;
        if (!found) {
            event.dueIn = sync::transferRetryMax;
            return stepPush(event);
        }
        fitted_ = found->fitted;
        for (const auto& mutation : found->mutations)
            event.mids.push_back(mutation.mid);
        if (event.mids.empty() && found->next)
            event.dueIn = (found->next->micros - now.micros) / 1000;
        stepPush(event);
    });
}

void Agent::sendMutations(sync::SendMutations action)
{
    const unsigned life = pushLife_;
    const auto mark = [mids = action.mids, past = past_](sync::DeskStore& desk) {
        return sync::markSent(desk, mids, past);
    };
    using Marked = Result<std::vector<PushMutation>>;
    onDesk(mark, [this, life, park = action.park](const Marked& marked) {
        if (life != pushLife_)
            return;
        if (!marked)
            return stepPush(sync::PushRefused{sync::PushRefusal::busy, {}, {}});
        if (marked->empty())
            return stepPush(sync::SendOutdated{});
        PushRequest push{opened_.clientId, incarnation_, *marked};
        sync::Mid next = push.mutations.front().mid;
        for (auto& mutation : push.mutations) {
            if (mutation.mid != next++)
                witness_.broken("I15", "a push with a gap before " + std::to_string(mutation.mid));
            mutation.park = park;
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
    Request sent{
        .kind = Request::Kind::results, .client = opened_.clientId, .from = action.fromMid};
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
    const auto land = [results = pushed->results, past = past_](sync::DeskStore& desk) {
        return sync::landAnswers(desk, results, past);
    };
    onDesk(land, [this, life, last = pushed->lastMid](const Result<sync::Landed>& landed) {
        if (life != pushLife_)
            return;
        if (!landed)
            return stepPush(sync::PushRefused{sync::PushRefusal::busy, {}, {}});
        if (!landed->answered.empty() && link_->state() != sync::LinkState::online)
            stepPull(sync::Nudged{});
        stepPush(sync::PushAnswered{last, landed->answered});
    });
}

/// As changeIdentity of sync/engine.
void Agent::changeIdentity(const std::string& client, std::int64_t incarnation, AfterIdentity then)
{
    const auto forget = [this](sync::MirrorWriter& writer) {
        witness_.renewing();
        return writer.forgetResultsAfter(0);
    };
    onMirror(forget, [this, client, incarnation, then](const Result<void>& forgotten) {
        if (!forgotten)
            return then(forgotten.error());
        const auto take = [this, client, incarnation](sync::DeskStore& desk) {
            witness_.renewing();
            return sync::takeIdentity(desk, client, incarnation);
        };
        onDesk(take, then);
    });
}

void Agent::takeNewIdentity()
{
    const unsigned life = pushLife_;
    changeIdentity({}, 1, [this, life](const Result<sync::ChangedRows>& renewed) {
        outside_.note(number_, "loses its identity");
        if (life == pushLife_ && renewed)
            startPull();
    });
}

} // namespace tidemark::sim
