#include "platform/live/channel.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace tidemark::platform {
namespace {

constexpr std::size_t mostRuns = 200; ///< In the state of `runs`.

std::string_view nameOf(EventKind kind)
{
    switch (kind) {
    case EventKind::state:
        return "state";
    case EventKind::step:
        return "step";
    case EventKind::log:
        return "log";
    }
    return "log";
}

std::string idOf(const boost::json::value& row)
{
    if (const auto* object = row.if_object()) {
        const auto* id = object->if_contains("id");
        if (id != nullptr && id->is_string())
            return std::string(id->get_string());
    }
    return {};
}

boost::json::array valuesOf(const std::map<std::string, boost::json::value>& rows)
{
    boost::json::array values;
    for (const auto& [id, row] : rows)
        values.push_back(row);
    return values;
}

} // namespace

Channel::Channel(ChannelKey key, std::string epoch, RingLimits limits)
    : key_(std::move(key))
    , epoch_(std::move(epoch))
    , limits_(limits)
{
}

void Channel::apply(EventKind kind, const boost::json::value& row)
{
    if (kind == EventKind::log)
        return;
    auto& rows = kind == EventKind::state ? runs_ : steps_;
    rows.insert_or_assign(idOf(row), row);
    if (rows.size() > mostRuns)
        rows.erase(rows.begin()); // Ids are UUIDv7: the first is the oldest.
}

const LiveEvent& Channel::append(EventKind kind, boost::json::value data, LiveClock::time_point now)
{
    ++head_;
    std::string text = R"({"t":"ev","channel":")" + key_.name + R"(","offset":)" +
                       std::to_string(head_) + R"(,"kind":")";
    text += nameOf(kind);
    text += R"(","data":)";
    text += boost::json::serialize(data);
    text += '}';
    apply(kind, data);
    stateFrame_.reset();
    ring_.push_back(
        {head_, kind, now, textFrame(text), kind == EventKind::log ? nullptr : std::move(data)}
    );
    trim(now);
    return ring_.back();
}

void Channel::seed(const boost::json::value& state, std::int64_t head)
{
    runs_.clear();
    steps_.clear();
    if (const auto* object = state.if_object()) {
        if (const auto* run = object->if_contains("run"); run != nullptr && run->is_object())
            apply(EventKind::state, *run);
        for (const auto key : {"runs", "steps"}) {
            const auto* rows = object->if_contains(key);
            if (rows == nullptr || !rows->is_array())
                continue;
            const auto kind = key[0] == 'r' ? EventKind::state : EventKind::step;
            for (const auto& row : rows->get_array())
                apply(kind, row);
        }
    }
    for (const LiveEvent& event : ring_) {
        if (event.offset > head)
            apply(event.kind, event.row);
    }
    isComplete_ = true;
    stateFrame_.reset();
}

std::optional<std::vector<const LiveEvent*>> Channel::after(const Since& since) const
{
    const std::int64_t oldest = ring_.empty() ? head_ + 1 : ring_.front().offset;
    if (since.epoch != epoch_ || since.offset > head_ || since.offset + 1 < oldest)
        return std::nullopt;
    std::vector<const LiveEvent*> events;
    for (const LiveEvent& event : ring_) {
        if (event.offset > since.offset)
            events.push_back(&event);
    }
    return events;
}

Frame Channel::stateFrame()
{
    if (stateFrame_)
        return stateFrame_;
    boost::json::object state;
    if (key_.name == "runs") {
        state["runs"] = valuesOf(runs_);
    } else {
        state["run"] = runs_.empty() ? boost::json::value() : runs_.rbegin()->second;
        state["steps"] = valuesOf(steps_);
    }
    const std::string text = R"({"t":"st","channel":")" + key_.name + R"(","offset":)" +
                             std::to_string(head_) + R"(,"state":)" +
                             boost::json::serialize(state) + '}';
    stateFrame_ = textFrame(text);
    return stateFrame_;
}

void Channel::trim(LiveClock::time_point now)
{
    while (!ring_.empty() && (ring_.size() > limits_.events || now - ring_.front().at > limits_.age)
    )
        ring_.pop_front();
}

} // namespace tidemark::platform
