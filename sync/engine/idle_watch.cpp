#include "sync/engine/idle_watch.hpp"

#include "sync/engine/params.hpp"

#include <boost/json.hpp>

#include <charconv>

namespace tidemark::sync {
namespace {

constexpr std::string_view limitSetting = "lock.idleSeconds";
/// A timer sleeps with the computer; looking now and then notices that time has passed.
constexpr std::chrono::milliseconds lookAtLeast{20'000};

std::chrono::seconds secondsOf(const std::optional<std::string>& text)
{
    std::int64_t seconds = IdleWatch::usual.count();
    if (text)
        std::from_chars(text->data(), text->data() + text->size(), seconds);
    return std::clamp(std::chrono::seconds(seconds), std::chrono::seconds(0), IdleWatch::most);
}

} // namespace

IdleWatch::IdleWatch(Engine& engine, std::function<void()> lock, DeviceClock clock, QObject* parent)
    : QObject(parent)
    , engine_(engine)
    , lock_(std::move(lock))
    , clock_(std::move(clock))
{
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &IdleWatch::check);
    connect(&engine_, &Engine::statusChanged, this, &IdleWatch::onStatus);
}

void IdleWatch::addTo(MethodTable& table)
{
    table.add("vault.active", Needs::nothing, [this](Call call) -> QCoro::Task<Result<AnswerText>> {
        Params in(call.params);
        const bool isChosen = call.params.contains("idleSeconds");
        const auto chosen = std::chrono::seconds(isChosen ? in.integer("idleSeconds") : 0);
        if (!in.fault() && chosen > most)
            in.refuse("idleSeconds", "is more than a day");
        if (in.fault())
            co_return *in.fault();
        touch();
        if (isChosen && chosen != limit_ && engine_.isOpen()) {
            if (auto set = co_await setLimit(chosen); !set)
                co_return set.error();
        }
        co_return AnswerText("{}");
    });
}

QCoro::Task<Result<void>> IdleWatch::setLimit(std::chrono::seconds limit)
{
    const auto save = [text = std::to_string(limit.count())](DeskStore& desk) {
        return desk.vault.setSetting(limitSetting, text);
    };
    auto saved = co_await engine_.stores().desk(save);
    if (!saved)
        co_return saved;
    limit_ = limit;
    check();
    co_return saved;
}

/// The store opens: the person is there, and their choice can be read.
QCoro::Task<void> IdleWatch::onStatus()
{
    const bool isOpen = engine_.isOpen();
    if (isOpen == std::exchange(wasOpen_, isOpen) || !isOpen)
        co_return;
    touch();
    const auto read = [](DeskStore& desk) { return desk.vault.setting(limitSetting); };
    const auto known = co_await engine_.stores().desk(read);
    if (known)
        limit_ = secondsOf(*known);
    check();
}

void IdleWatch::touch()
{
    lastMicros_ = clock_().bootMicros;
    if (!timer_.isActive())
        check();
}

void IdleWatch::check()
{
    timer_.stop();
    if (!engine_.isOpen() || limit_.count() == 0)
        return;
    const std::chrono::microseconds idle(clock_().bootMicros - lastMicros_);
    if (idle >= limit_)
        return lock_();
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(limit_ - idle);
    timer_.start(std::min(left, lookAtLeast));
}

} // namespace tidemark::sync
