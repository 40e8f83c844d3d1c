#include "sync/engine/event_log.hpp"

namespace tidemark::sync {
namespace {

constexpr int writtenAfterMs = 500;
constexpr std::size_t waitingMost = 500;
constexpr qint64 sameFaultMs = 60'000;

bool isAlike(const SyncEvent& a, const SyncEvent& b)
{
    return a.kind == b.kind && a.what == b.what && a.subject == b.subject && a.fault == b.fault &&
           a.scope == b.scope && a.mid == b.mid;
}

} // namespace

EventLog::EventLog(Stores& stores, QObject* parent)
    : QObject(parent)
    , stores_(stores)
{
    clock_.start();
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &EventLog::flush);
}

void EventLog::add(SyncEvent event)
{
    event.at = Timestamp::now();
    if (!event.fault.empty())
        seen_[event.fault] = clock_.elapsed();
    if (!timer_.isActive())
        timer_.start(writtenAfterMs);
    const bool isProblem = event.level != EventLevel::info;
    if (isProblem && !waiting_.empty() && isAlike(waiting_.back(), event)) {
        ++waiting_.back().times;
        return;
    }
    if (waiting_.size() >= waitingMost)
        waiting_.erase(waiting_.begin());
    waiting_.push_back(std::move(event));
}

void EventLog::saw(EventKind kind, std::string what, const Fault& fault, std::string subject)
{
    const qint64 now = clock_.elapsed();
    std::erase_if(seen_, [now](const auto& one) { return now - one.second > sameFaultMs; });
    SyncEvent event = faultEvent(kind, std::move(what), fault);
    if (seen_.contains(event.fault))
        return;
    event.subject = std::move(subject);
    add(std::move(event));
}

QCoro::Task<void> EventLog::flush()
{
    if (waiting_.empty() || !stores_.isOpen())
        co_return;
    const auto events = std::make_shared<std::vector<SyncEvent>>(std::exchange(waiting_, {}));
    const auto write = [events](MirrorWriter& writer) { return writer.log(*events); };
    // A mirror that cannot be written says so by itself, and loudly.
    (void)co_await stores_.mirror(write);
}

} // namespace tidemark::sync
