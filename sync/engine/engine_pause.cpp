// "Work offline": a person's wish that outlives the process. Nothing of it touches what is saved.
#include "sync/engine/engine.hpp"
#include "sync/engine/sync_events.hpp"

namespace tidemark::sync {
namespace {

constexpr std::string_view pauseSetting = "sync.paused";

} // namespace

QCoro::Task<void> Engine::readPause()
{
    const auto read = [](DeskStore& desk) { return desk.vault.setting(pauseSetting); };
    const auto kept = co_await stores_.desk(read);
    isPaused_ = kept && *kept && **kept == "1";
}

void Engine::wantLink()
{
    if (profile_.isSignedIn() && !isPaused_)
        link_.want(true);
}

QCoro::Task<Result<void>> Engine::setPaused(bool isPaused)
{
    const auto save = [isPaused](DeskStore& desk) {
        return desk.vault.setSetting(pauseSetting, isPaused ? "1" : "0");
    };
    auto saved = co_await stores_.desk(save);
    if (!saved || isPaused_ == isPaused)
        co_return saved;
    isPaused_ = isPaused;
    note(eventOf(EventKind::link, isPaused ? "paused" : "resumed"));
    if (isPaused) {
        link_.want(false);
        http_.abortAll(); // What is on its way is asked for again later; results are never lost.
    }
    wantLink();
    touchStatus();
    co_return saved;
}

} // namespace tidemark::sync
