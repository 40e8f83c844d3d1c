// The decisions of pushing.
#include "sync/protocol/push_machine.hpp"

#include "models/core/seeded_fault.hpp"

#include <algorithm>

namespace tidemark::sync {

PushMachine::PushMachine(Random random)
    : backoff_(transferRetryMin, transferRetryMax, std::move(random))
{
}

std::vector<PushAction> PushMachine::next(const PushEvent& event, Millis now)
{
    return std::visit([this, now](const auto& happened) { return on(happened, now); }, event);
}

PushMachine::Actions PushMachine::read()
{
    step_ = Step::reading;
    isStale_ = false;
    return {ReadOutbox{mutationsMax_, pushBytesMax}};
}

PushMachine::Actions PushMachine::wait(std::optional<Millis> asked)
{
    step_ = Step::waiting;
    if (TIDEMARK_SEEDED(retryForgotten))
        return {};
    return {WaitPush{backoff_.next(asked)}};
}

PushMachine::Actions PushMachine::on(const PushOpened& event, Millis now)
{
    lastMid_ = event.lastMid;
    poison_ = event.poison;
    sent_.clear();
    fetchedFrom_ = 0;
    parks_ = isPoison(now) ? poison_.mid : 0;
    mutationsMax_ = parks_ == 0 ? mutationsMax_ : 1;
    isParking_ = false;
    isAnswering_ = true;
    isOutdated_ = false;
    if (event.areNumbersTaken) {
        step_ = Step::held;
        return {TakeNewIdentity{}};
    }
    return event.isOutdated ? refusedOutdated() : read();
}

PushMachine::Actions PushMachine::on(const PushUnready&, Millis)
{
    step_ = Step::unready;
    sent_.clear();
    return {WaitPush{backoff_.next()}};
}

PushMachine::Actions PushMachine::on(const PushClosed&, Millis)
{
    step_ = Step::closed;
    sent_.clear();
    return {};
}

PushMachine::Actions PushMachine::on(const Queued&, Millis)
{
    switch (step_) {
    case Step::idle:
        return read();
    case Step::reading:
    case Step::sending:
    case Step::fetching:
        isStale_ = true;
        return {};
    case Step::held:
        return isOutdated_ ? refusedOutdated() : Actions(); // What is new waits like the others.
    case Step::closed:
    case Step::unready:
    case Step::waiting:
        break;
    }
    return {};
}

PushMachine::Actions PushMachine::on(const OutboxRead& event, Millis)
{
    if (step_ != Step::reading)
        return {};
    if (event.mids.empty()) {
        if (event.dueIn) {
            // A wall clock that was set back must not make us wait for years.
            step_ = Step::waiting;
            return {WaitPush{std::clamp<Millis>(*event.dueIn, 0, transferRetryMax)}};
        }
        if (isStale_)
            return read();
        step_ = Step::idle;
        return {};
    }
    const Mid first = event.mids.front();
    if (first <= lastMid_ && fetchedFrom_ != first) {
        // The platform has it; only the answer was lost on the way.
        step_ = Step::fetching;
        fetchedFrom_ = first;
        return {FetchResults{first}};
    }
    step_ = Step::sending;
    sent_ = event.mids;
    isParking_ = sent_.size() == 1 && sent_.front() == std::exchange(parks_, 0);
    return {SendMutations{sent_, isParking_}};
}

PushMachine::Actions PushMachine::on(const SendOutdated&, Millis)
{
    if (step_ != Step::sending)
        return {};
    sent_.clear();
    return wait({}); // Perhaps until a session opens for what they are now.
}

PushMachine::Actions PushMachine::on(const PushAnswered& event, Millis)
{
    if (step_ != Step::sending && step_ != Step::fetching)
        return {};
    lastMid_ = std::max(lastMid_, event.lastMid);
    const bool asked = step_ == Step::fetching;
    const auto& answered = event.answered;
    // Answers to what follows the first one do not take it out: asking once more would go on for
    // ever where they are for a copy's changes.
    const bool helped =
        asked ? std::find(answered.begin(), answered.end(), fetchedFrom_) != answered.end()
              : !answered.empty();
    sent_.clear();
    isAnswering_ = false;
    if (helped) {
        backoff_.reset();
        mutationsMax_ = pushMutationsMax;
        fetchedFrom_ = 0;
    }
    // The platform wants more time for the rest, or knows no answer: ask again later.
    if (!helped && !asked)
        return wait({});
    if (poison_.mid != 0 && lastMid_ >= poison_.mid) {
        poison_ = {};
        return {NotePoison{poison_}, read().front()};
    }
    return read();
}

/// It failed often and long enough.
bool PushMachine::isPoison(Millis now) const
{
    const Millis age = now - poison_.firstAt;
    return poison_.failures >= poisonAttempts && (age >= poisonAge || age < 0);
}

/// A failure on the only one that was sent.
PushMachine::Actions PushMachine::count(Millis now)
{
    if (poison_.mid != sent_.front())
        poison_ = {sent_.front(), 0, now};
    ++poison_.failures;
    return {NotePoison{poison_}};
}

PushMachine::Actions PushMachine::lostOnTheWay(Millis now)
{
    // Nobody is to blame, so no mutation is marked. Less at once may pass on a bad line; and what
    // is the first thing to be sent whenever a session opened, and is lost each time, may be what
    // ends the platform.
    Actions actions;
    if (sent_.size() > 1)
        mutationsMax_ = sent_.size() / 2;
    else if (std::exchange(isAnswering_, false))
        actions = count(now);
    for (auto& action : wait({}))
        actions.push_back(std::move(action));
    return actions;
}

PushMachine::Actions PushMachine::refusedBroken(Millis now)
{
    if (sent_.size() > 1) {
        mutationsMax_ = 1; // Find out which one it is.
        return wait(0);
    }
    Actions actions = count(now);
    if (isPoison(now)) {
        parks_ = sent_.front();
        step_ = Step::waiting;
        actions.emplace_back(WaitPush{0});
        return actions;
    }
    const Millis delay = backoff_.next();
    actions.emplace_back(DeferMutations{sent_, delay});
    actions.emplace_back(WaitPush{delay});
    step_ = Step::waiting;
    return actions;
}

PushMachine::Actions PushMachine::refusedBusy(std::optional<Millis> asked)
{
    // On disk, so that a restart of this program is not a way around the patience asked for.
    const Millis delay = backoff_.next(asked);
    step_ = Step::waiting;
    return {DeferMutations{sent_, delay}, WaitPush{delay}};
}

PushMachine::Actions PushMachine::refusedTooLarge()
{
    if (sent_.size() > 1) {
        mutationsMax_ = sent_.size() / 2;
        return wait(0);
    }
    if (isParking_) // Whatever stands between us takes no request of this size at all.
        return refusedBusy({});
    // Too large alone: the platform has to know its number, or nothing behind it can pass.
    parks_ = sent_.front();
    mutationsMax_ = 1;
    return wait(0);
}

PushMachine::Actions PushMachine::refusedOutdated()
{
    step_ = Step::held;
    isOutdated_ = true;
    return {HoldOutbox{}};
}

PushMachine::Actions PushMachine::on(const PushRefused& event, Millis now)
{
    if (step_ != Step::sending && step_ != Step::fetching)
        return {};
    const bool wasSending = step_ == Step::sending && !sent_.empty();
    switch (event.why) {
    case PushRefusal::transport:
        return wasSending ? lostOnTheWay(now) : wait({});
    case PushRefusal::busy:
        return wasSending ? refusedBusy(event.retryAfter) : wait(event.retryAfter);
    case PushRefusal::broken:
        return wasSending ? refusedBroken(now) : wait({});
    case PushRefusal::tooLarge:
        return wasSending ? refusedTooLarge() : wait({});
    case PushRefusal::gap: {
        // Only the platform knows: answers that came by pull count as well. Once for each first
        // one; what the archive lacks does not come by asking again.
        const Mid first = wasSending ? sent_.front() : 0;
        if (!event.lastMid || fetchedFrom_ == -first)
            return wait({});
        lastMid_ = *event.lastMid;
        fetchedFrom_ = -first;
        return {RequeueAfter{lastMid_}, read().front()};
    }
    case PushRefusal::identity:
        step_ = Step::held; // Until a session opens under the new identity.
        return {TakeNewIdentity{}};
    case PushRefusal::signIn:
        step_ = Step::held;
        return {HoldOutbox{}};
    case PushRefusal::outdated:
        return refusedOutdated();
    case PushRefusal::malformed:
        if (!wasSending)
            return wait({});
        if (sent_.size() > 1) {
            mutationsMax_ = 1;
            return wait(0);
        }
        parks_ = sent_.front(); // Never loop on our own bug; support gets the payload.
        return wait({});
    }
    return {};
}

PushMachine::Actions PushMachine::on(const PushTimer&, Millis)
{
    if (step_ == Step::unready) {
        step_ = Step::closed;
        return {BeginAgain{}};
    }
    if (step_ != Step::waiting)
        return {};
    return read();
}

} // namespace tidemark::sync
