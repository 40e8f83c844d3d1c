// Offsets of live channels.
#include "sync/protocol/live_channels.hpp"

namespace tidemark::sync {

live::Subscribe LiveChannels::listen(const std::string& channel)
{
    auto& entry = channels_[channel];
    ++entry.listeners;
    entry.wantsState = true;
    entry.isResubscribing = true; // Events until the answer belong to the old position.
    return {channel, std::nullopt};
}

std::optional<live::Unsubscribe> LiveChannels::leave(const std::string& channel)
{
    const auto found = channels_.find(channel);
    if (found == channels_.end() || --found->second.listeners > 0)
        return std::nullopt;
    channels_.erase(found);
    return live::Unsubscribe{channel};
}

std::vector<live::Subscribe> LiveChannels::resume() const
{
    std::vector<live::Subscribe> all;
    for (const auto& [name, channel] : channels_)
        all.push_back({name, channel.wantsState ? std::nullopt : channel.at});
    return all;
}

std::vector<std::string> LiveChannels::names() const
{
    std::vector<std::string> all;
    for (const auto& [name, channel] : channels_)
        all.push_back(name);
    return all;
}

LiveChannels::Verdict LiveChannels::take(const live::ServerMessage& message)
{
    if (const auto* subscribed = std::get_if<live::Subscribed>(&message))
        return on(*subscribed);
    if (const auto* event = std::get_if<live::Event>(&message))
        return on(*event);
    if (const auto* state = std::get_if<live::State>(&message))
        return on(*state);
    if (const auto* gap = std::get_if<live::Gap>(&message))
        return on(*gap);
    return {};
}

LiveChannels::Verdict LiveChannels::on(const live::Subscribed& message)
{
    const auto found = channels_.find(message.channel);
    if (found == channels_.end())
        return {};
    auto& channel = found->second;
    channel.isResubscribing = false;
    const bool continues = message.mode == live::SubscribedMode::replay && channel.at &&
                           channel.at->epoch == message.at.epoch;
    channel.wantsState = channel.wantsState && message.mode == live::SubscribedMode::replay;
    // A replay goes on from where we said we are, which says that nothing was missed; a snapshot's
    // state says where it stands.
    if (!continues)
        channel.at = live::Position{message.at.epoch, message.at.offset};
    return {message.channel, continues, std::nullopt};
}

LiveChannels::Verdict LiveChannels::on(const live::Event& message)
{
    const auto found = channels_.find(message.channel);
    if (found == channels_.end() || !found->second.at)
        return {};
    auto& channel = found->second;
    if (message.offset <= channel.at->offset)
        return {}; // Seen before.
    if (message.offset == channel.at->offset + 1) {
        channel.at->offset = message.offset;
        return {message.channel, true, std::nullopt};
    }
    if (channel.isResubscribing)
        return {};
    channel.isResubscribing = true;
    return {message.channel, false, live::Subscribe{message.channel, channel.at}};
}

LiveChannels::Verdict LiveChannels::on(const live::State& message)
{
    const auto found = channels_.find(message.channel);
    if (found == channels_.end())
        return {};
    auto& at = found->second.at;
    if (!at)
        at = live::Position{};
    at->offset = message.offset;
    return {message.channel, true, std::nullopt};
}

LiveChannels::Verdict LiveChannels::on(const live::Gap& message)
{
    const auto found = channels_.find(message.channel);
    if (found == channels_.end() || !found->second.at)
        return {};
    found->second.at->offset = std::max(found->second.at->offset, message.to);
    return {message.channel, true, std::nullopt};
}

} // namespace tidemark::sync
