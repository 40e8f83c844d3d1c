// Turns committed changes into consistent cuts of the feed, and says when there is a new one.
#pragma once

#include "models/core/fault.hpp"
#include "platform/database/database.hpp"
#include "platform/database/listener.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>

namespace tidemark::platform {

struct SyncMeter;

/// A tenant's feed reached a new cut.
struct CutMade {
    int tenant = 0;
    std::int64_t cut = 0;
};

/// Drives `sync.sequence()`: at once after a change when nothing is going on, paced under load, and
/// every 250 ms for what other processes left behind. Lives on the database's executor.
class Sequencer {
public:
    using OnCut = std::function<void(const CutMade&)>;

    /// Keeps a callback alive; destroying it ends the subscription.
    class Subscription {
    public:
        Subscription() = default;
        Subscription(Subscription&&) noexcept = default;
        Subscription& operator=(Subscription&&) noexcept = default;

    private:
        friend class Sequencer;
        explicit Subscription(std::shared_ptr<OnCut> callback)
            : callback_(std::move(callback))
        {
        }
        std::shared_ptr<OnCut> callback_;
    };

    explicit Sequencer(Database& database);
    ~Sequencer(); ///< As `stop`.
    Sequencer(const Sequencer&) = delete;
    Sequencer& operator=(const Sequencer&) = delete;

    /// Also tell cuts that other processes made. Before `listener.start()`; the listener must not
    /// outlive this.
    void follow(Listener& listener);

    /// Counts what is moved from now on.
    void measure(const SyncMeter& meter);

    void start();
    void stop();

    /// Something was committed. Cheap; call it after every transaction that wrote rows.
    void changed();

    /// Every tenant's cut is told once, in rising order, after it is visible to readers.
    [[nodiscard]] Subscription onCut(OnCut callback);

    /// Returns when all that was committed before the call is in the feed.
    [[nodiscard]] asio::awaitable<Result<void>> catchUp();

    /// The newest cut that this process knows of; 0 when it has seen none.
    [[nodiscard]] std::int64_t headCut(int tenant) const;

    /// When the feed was last brought up to date; the start, before the first time.
    [[nodiscard]] std::chrono::steady_clock::time_point lastSuccess() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

} // namespace tidemark::platform
