// What the engine's parts do, on its way into the log of events and the log file.
#include "sync/engine/blob_driver.hpp"
#include "sync/engine/engine.hpp"
#include "sync/engine/sync_events.hpp"

namespace tidemark::sync {
namespace {

constexpr std::size_t shaShown = 12;

LogLevel levelOf(const SyncEvent& event)
{
    switch (event.level) {
    case EventLevel::problem:
        return LogLevel::error;
    case EventLevel::warning:
        return LogLevel::warning;
    default:
        return event.kind == EventKind::pull || event.kind == EventKind::push ? LogLevel::debug
                                                                              : LogLevel::info;
    }
}

const char* keyOf(LinkState state)
{
    switch (state) {
    case LinkState::online:
        return "online";
    case LinkState::onlinePoll:
        return "online_poll";
    case LinkState::captive:
        return "captive";
    default:
        return "offline";
    }
}

} // namespace

void Engine::wireLog()
{
    connect(&pull_, &PullDriver::happened, this, &Engine::note);
    connect(&push_, &PushDriver::happened, this, &Engine::note);
    connect(&link_, &LinkDriver::moved, this, &Engine::noteLink);
    connect(blobs_, &BlobDriver::progressed, this, &Engine::noteFile);
}

void Engine::note(const SyncEvent& event)
{
    options_.log(levelOf(event), "agent." + std::string(nameOf(event.kind)), lineOf(event));
    events_.add(event);
}

/// Probing is on the way to one of the others.
void Engine::noteLink()
{
    const LinkState now = link_.state();
    if (now == LinkState::probing || now == notedLink_)
        return;
    notedLink_ = now;
    SyncEvent event = eventOf(EventKind::link, keyOf(now));
    if (const auto& fault = link_.facts().fault; fault && !link_.isReachable())
        event = faultEvent(EventKind::link, keyOf(now), *fault);
    else if (!link_.isReachable())
        event.level = EventLevel::warning;
    if (link_.isReachable())
        event.millis = link_.facts().roundTripMs;
    note(event);
}

void Engine::noteFile(const BlobProgress& progress)
{
    std::string& last = notedFiles_[progress.key];
    const std::string before = std::exchange(last, progress.state);
    if (before == progress.state)
        return;
    SyncEvent event;
    if (progress.fault)
        event = faultEvent(EventKind::files, "file_failed", *progress.fault);
    else if (progress.state == "here" && before == "uploading")
        event = eventOf(EventKind::files, "file_sent");
    else if (progress.state == "here" && before == "fetching")
        event = eventOf(EventKind::files, "file_fetched");
    else
        return;
    event.subject = progress.key.sha256.substr(0, shaShown);
    event.bytes = progress.size;
    note(event);
}

} // namespace tidemark::sync
