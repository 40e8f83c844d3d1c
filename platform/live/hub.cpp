#include "platform/live/hub.hpp"

#include <algorithm>
#include <utility>

namespace tidemark::platform {

Hub::Hub(std::string name, HubLimits limits)
    : name_(std::move(name))
    , limits_(limits)
{
}

Hub::~Hub() = default;

SubscriberId Hub::join(int tenant, std::function<void()> wake)
{
    const std::lock_guard lock(mutex_);
    ++counted_.joined;
    const SubscriberId id = nextSubscriber_++;
    auto subscriber = std::make_unique<Subscriber>();
    subscriber->id = id;
    subscriber->tenant = tenant;
    subscriber->wake = std::move(wake);
    subscribers_.emplace(id, std::move(subscriber));
    return id;
}

void Hub::leave(SubscriberId id)
{
    const std::lock_guard lock(mutex_);
    Subscriber* gone = find(id);
    if (gone == nullptr)
        return;
    for (Channel* channel : gone->channels)
        unlisten(*gone, *channel);
    subscribers_.erase(id);
}

void Hub::unlisten(Subscriber& subscriber, Channel& channel)
{
    auto& listening = listeners_[&channel];
    std::erase(listening, &subscriber);
    if (listening.empty())
        leftAt_[&channel] = LiveClock::now();
}

Channel* Hub::findChannel(const ChannelKey& key) const
{
    const auto found = channels_.find(key);
    return found == channels_.end() ? nullptr : found->second.get();
}

Channel& Hub::channelOf(const ChannelKey& key)
{
    auto& channel = channels_[key];
    if (!channel) {
        auto epoch = name_ + "-" + std::to_string(nextChannel_++);
        channel = std::make_unique<Channel>(key, std::move(epoch), limits_.ring);
    }
    return *channel;
}

Hub::Subscriber* Hub::find(SubscriberId id) const
{
    const auto found = subscribers_.find(id);
    return found == subscribers_.end() ? nullptr : found->second.get();
}

bool Hub::needsState(const ChannelKey& key, const std::optional<Since>& since) const
{
    const std::lock_guard lock(mutex_);
    const Channel* channel = findChannel(key);
    if (channel == nullptr)
        return true;
    const bool replays = since && channel->after(*since).has_value();
    return !replays && !channel->isComplete();
}

std::int64_t Hub::headOf(const ChannelKey& key)
{
    const std::lock_guard lock(mutex_);
    return channelOf(key).head();
}

void Hub::seed(const ChannelKey& key, const boost::json::value& state, std::int64_t head)
{
    const std::lock_guard lock(mutex_);
    Channel& channel = channelOf(key);
    if (!channel.isComplete())
        channel.seed(state, head);
}

Result<Subscribed>
Hub::subscribe(SubscriberId id, const std::string& channelName, const std::optional<Since>& since)
{
    const std::lock_guard lock(mutex_);
    Subscriber* subscriber = find(id);
    if (subscriber == nullptr)
        return Fault{FaultCode::notFound, "not_joined", "The session has ended.", "Reconnect."};
    Channel& channel = channelOf({subscriber->tenant, channelName});
    const bool isNew = !subscriber->channels.contains(&channel);
    if (isNew && subscriber->channels.size() >= limits_.channelsPerSocket)
        return Fault{
            FaultCode::full,
            "too_many_channels",
            "A session may watch " + std::to_string(limits_.channelsPerSocket) + " channels.",
            "Stop watching one first."};

    const auto missed = since ? channel.after(*since) : std::nullopt;
    const Subscribed answer{channel.epoch(), channel.head(), missed.has_value()};
    const std::string start = R"({"t":"subok","channel":")" + channelName + R"(","epoch":")" +
                              answer.epoch + R"(","offset":)" + std::to_string(answer.offset) +
                              R"(,"mode":")" + (answer.replays ? "replay" : "snapshot") + R"("})";
    // What still waits from an earlier subscription is part of what follows.
    std::erase_if(subscriber->queue, [&](const Pending& pending) {
        const bool isOld = pending.channel == &channel;
        subscriber->bytes -= isOld ? pending.frame->size() : 0;
        return isOld;
    });
    push(*subscriber, {.frame = textFrame(start)});
    if (missed) {
        for (const LiveEvent* event : *missed)
            push(*subscriber, {event->frame, &channel, event->kind, event->offset});
    } else {
        push(
            *subscriber,
            {.frame = channel.stateFrame(),
             .channel = &channel,
             .offset = channel.head(),
             .isState = true}
        );
    }
    if (isNew) {
        subscriber->channels.insert(&channel);
        listeners_[&channel].push_back(subscriber);
    }
    return answer;
}

void Hub::unsubscribe(SubscriberId id, const std::string& channelName)
{
    const std::lock_guard lock(mutex_);
    Subscriber* subscriber = find(id);
    if (subscriber == nullptr)
        return;
    Channel* channel = findChannel({subscriber->tenant, channelName});
    if (channel == nullptr || subscriber->channels.erase(channel) == 0)
        return;
    unlisten(*subscriber, *channel);
    for (Pending& pending : subscriber->queue) {
        if (pending.channel == channel)
            pending.channel = nullptr; // Sent still, but folded no more.
    }
}

std::vector<std::string> Hub::channelsOf(SubscriberId id) const
{
    const std::lock_guard lock(mutex_);
    std::vector<std::string> names;
    if (const Subscriber* subscriber = find(id)) {
        for (const Channel* channel : subscriber->channels)
            names.push_back(channel->key().name);
    }
    return names;
}

void Hub::publish(const ChannelKey& key, EventKind kind, boost::json::value data)
{
    const std::lock_guard lock(mutex_);
    Channel& channel = channelOf(key);
    const LiveEvent& event = channel.append(kind, std::move(data), LiveClock::now());
    const auto listeners = listeners_.find(&channel);
    if (listeners == listeners_.end())
        return;
    for (Subscriber* subscriber : listeners->second)
        push(*subscriber, {event.frame, &channel, kind, event.offset});
}

bool Hub::isHeard(const ChannelKey& key) const
{
    const std::lock_guard lock(mutex_);
    const Channel* channel = findChannel(key);
    const auto listeners = listeners_.find(channel);
    if (listeners != listeners_.end() && !listeners->second.empty())
        return true;
    const auto left = leftAt_.find(channel);
    return left != leftAt_.end() && LiveClock::now() - left->second < limits_.lingers;
}

void Hub::poke(int tenant, std::int64_t headCut)
{
    const std::lock_guard lock(mutex_);
    auto& known = headCuts_[tenant];
    if (headCut <= known)
        return; // The same cut, told by this process and by another.
    known = headCut;
    const auto frame = textFrame(R"({"t":"poke","headCut":")" + std::to_string(headCut) + R"("})");
    for (auto& [id, subscriber] : subscribers_) {
        if (subscriber->tenant != tenant || subscriber->isSentAway)
            continue;
        subscriber->poke = frame;
        wake(*subscriber);
    }
}

std::int64_t Hub::headCutOf(int tenant) const
{
    const std::lock_guard lock(mutex_);
    const auto known = headCuts_.find(tenant);
    return known == headCuts_.end() ? 0 : known->second;
}

void Hub::send(SubscriberId id, Frame frame)
{
    const std::lock_guard lock(mutex_);
    if (Subscriber* subscriber = find(id))
        push(*subscriber, {.frame = std::move(frame)});
}

void Hub::sendLast(SubscriberId id, Frame frame)
{
    const std::lock_guard lock(mutex_);
    if (Subscriber* subscriber = find(id))
        sendAway(*subscriber, std::move(frame));
}

void Hub::sendLastToAll(const std::function<Frame(SubscriberId)>& frameFor)
{
    const std::lock_guard lock(mutex_);
    for (auto& [id, subscriber] : subscribers_)
        sendAway(*subscriber, frameFor(id));
}

Hub::Taken Hub::take(SubscriberId id, std::size_t mostBytes)
{
    const std::lock_guard lock(mutex_);
    Subscriber* subscriber = find(id);
    if (subscriber == nullptr)
        return {.isLast = true};
    Taken taken;
    std::size_t bytes = 0;
    if (subscriber->poke) {
        bytes += subscriber->poke->size();
        taken.frames.push_back(std::exchange(subscriber->poke, nullptr));
    }
    while (!subscriber->queue.empty() && bytes < mostBytes) {
        Pending& next = subscriber->queue.front();
        bytes += next.frame->size();
        subscriber->bytes -= next.frame->size();
        taken.frames.push_back(std::move(next.frame));
        subscriber->queue.pop_front();
    }
    subscriber->isAwake = !taken.frames.empty();
    taken.isLast = subscriber->isSentAway && subscriber->queue.empty();
    return taken;
}

void Hub::tick(LiveClock::time_point now)
{
    const std::lock_guard lock(mutex_);
    for (auto next = channels_.begin(); next != channels_.end();) {
        Channel& channel = *next->second;
        channel.trim(now);
        const auto listeners = listeners_.find(&channel);
        const bool isHeard = listeners != listeners_.end() && !listeners->second.empty();
        if (isHeard || !channel.isEmpty()) {
            ++next;
            continue;
        }
        for (auto& [id, subscriber] : subscribers_) {
            for (Pending& pending : subscriber->queue) {
                if (pending.channel == &channel)
                    pending.channel = nullptr;
            }
        }
        if (listeners != listeners_.end())
            listeners_.erase(listeners);
        leftAt_.erase(&channel);
        next = channels_.erase(next);
    }
}

std::size_t Hub::subscribers() const
{
    const std::lock_guard lock(mutex_);
    return subscribers_.size();
}

HubFigures Hub::figures() const
{
    const std::lock_guard lock(mutex_);
    HubFigures figures = counted_;
    figures.members = subscribers_.size();
    for (const auto& [id, subscriber] : subscribers_)
        figures.queuedBytes += subscriber->bytes;
    return figures;
}

void Hub::wake(Subscriber& subscriber)
{
    if (!std::exchange(subscriber.isAwake, true))
        subscriber.wake();
}

bool Hub::isOver(const Subscriber& subscriber) const
{
    return subscriber.bytes > limits_.queueBytes || subscriber.queue.size() > limits_.queueFrames;
}

void Hub::push(Subscriber& to, Pending pending)
{
    if (to.isSentAway)
        return;
    to.bytes += pending.frame->size();
    to.queue.push_back(std::move(pending));
    if (isOver(to))
        makeRoom(to);
    wake(to);
}

void Hub::makeRoom(Subscriber& subscriber)
{
    const std::set<Channel*> channels = subscriber.channels;
    for (const bool withLog : {false, true}) {
        for (Channel* channel : channels) {
            if (isOver(subscriber))
                fold(subscriber, *channel, withLog);
        }
    }
    if (!isOver(subscriber))
        return;
    subscriber.queue.clear();
    subscriber.bytes = 0;
    ++counted_.slow;
    sendAway(subscriber, textFrame(R"({"t":"bye","code":"slow","reconnectInMs":1000})"));
}

void Hub::sendAway(Subscriber& subscriber, Frame last)
{
    if (std::exchange(subscriber.isSentAway, true))
        return;
    subscriber.poke.reset();
    subscriber.bytes += last->size();
    subscriber.queue.push_back({.frame = std::move(last)});
    wake(subscriber);
}

/// Puts the channel's latest state in the place of its waiting events, when no log line is among
/// them; or, `withLog`, of all of them, after a `gap` that names the lines left out.
void Hub::fold(Subscriber& subscriber, Channel& channel, bool withLog)
{
    std::int64_t gapFrom = 0;
    std::int64_t gapTo = 0;
    bool hasEvents = false;
    for (const Pending& pending : subscriber.queue) {
        if (pending.channel != &channel)
            continue;
        hasEvents = true;
        const bool isGap = pending.gapFrom > 0;
        if (!isGap && (pending.isState || pending.kind != EventKind::log))
            continue;
        gapFrom = gapFrom > 0 ? gapFrom : (isGap ? pending.gapFrom : pending.offset);
        gapTo = pending.offset;
    }
    if (!hasEvents || (gapFrom > 0 && !withLog))
        return;
    std::erase_if(subscriber.queue, [&](const Pending& pending) {
        const bool isOld = pending.channel == &channel;
        subscriber.bytes -= isOld ? pending.frame->size() : 0;
        counted_.folded += isOld ? 1 : 0;
        return isOld;
    });
    const auto add = [&](Pending pending) {
        subscriber.bytes += pending.frame->size();
        subscriber.queue.push_back(std::move(pending));
    };
    if (gapFrom > 0) {
        ++counted_.gaps;
        const std::string text = R"({"t":"gap","channel":")" + channel.key().name + R"(","from":)" +
                                 std::to_string(gapFrom) + R"(,"to":)" + std::to_string(gapTo) +
                                 '}';
        add(
            {.frame = textFrame(text),
             .channel = &channel,
             .kind = EventKind::log,
             .offset = gapTo,
             .gapFrom = gapFrom}
        );
    }
    add(
        {.frame = channel.stateFrame(),
         .channel = &channel,
         .offset = channel.head(),
         .isState = true}
    );
}

} // namespace tidemark::platform
