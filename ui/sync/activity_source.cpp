#include "ui/sync/activity_source.hpp"

#include <utility>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int lookEveryMs = 2'000;
constexpr int partSize = 200;

} // namespace

ActivitySource::ActivitySource(sync::AgentClient& agent, QObject* parent)
    : QObject(parent)
    , agent_(agent)
{
    timer_.setInterval(lookEveryMs);
    connect(&timer_, &QTimer::timeout, this, &ActivitySource::refresh);
    connect(&agent_, &sync::AgentClient::connected, this, [this] {
        if (timer_.isActive())
            refresh();
    });
}

void ActivitySource::setFilter(const ActivityFilter& filter)
{
    if (filter == filter_ && isLoaded_)
        return;
    filter_ = filter;
    ++generation_;
    isLoaded_ = isAsking_ = false;
    refresh();
}

void ActivitySource::watch(bool isOn)
{
    if (!isOn)
        return timer_.stop();
    timer_.start();
    refresh();
}

void ActivitySource::refresh()
{
    if (!isLoaded_)
        return ask({}, &ActivitySource::takeAll);
    const std::int64_t newest = events_.empty() ? 0 : events_.front().id;
    ask({{"after", newest}}, &ActivitySource::takeNewer);
}

void ActivitySource::older()
{
    if (hasOlder_ && !events_.empty())
        ask({{"before", events_.back().id}}, &ActivitySource::takeOlder);
}

void ActivitySource::ask(json::object params, Take take)
{
    if (std::exchange(isAsking_, true))
        return;
    params["limit"] = partSize;
    params["problems"] = filter_.onlyProblems;
    if (!filter_.kind.isEmpty())
        params["kinds"] = json::array{json::value(filter_.kind.toStdString())};
    if (!filter_.search.isEmpty())
        params["search"] = filter_.search.toStdString();
    const auto onAnswer = [this, take, generation = generation_](const Result<json::value>& answer
                          ) {
        if (generation != generation_)
            return;
        isAsking_ = false;
        if (answer)
            (this->*take)(activityFrom(*answer));
        else
            Q_EMIT failed(answer.error());
    };
    agent_.call("synclog.list", std::move(params), this, onAnswer);
}

void ActivitySource::takeAll(ActivityPart part)
{
    events_ = std::move(part.events);
    hasOlder_ = part.hasMore;
    isLoaded_ = true;
    Q_EMIT reset();
}

void ActivitySource::takeNewer(ActivityPart part)
{
    if (part.events.empty())
        return;
    if (part.hasMore) // More than one part came meanwhile: a gap would look like silence.
        return takeAll(std::move(part));
    const int count = static_cast<int>(part.events.size());
    events_.insert(
        events_.begin(),
        std::make_move_iterator(part.events.begin()),
        std::make_move_iterator(part.events.end())
    );
    Q_EMIT prepended(count);
}

void ActivitySource::takeOlder(ActivityPart part)
{
    hasOlder_ = part.hasMore;
    const int count = static_cast<int>(part.events.size());
    events_.insert(
        events_.end(),
        std::make_move_iterator(part.events.begin()),
        std::make_move_iterator(part.events.end())
    );
    Q_EMIT appended(count);
}

} // namespace tidemark::ui
