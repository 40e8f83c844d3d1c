// One history: a platform, agents, people and everything that goes wrong between them.
#pragma once

#include "tests/simulation/world/auditor.hpp"
#include "tests/simulation/world/plan.hpp"

#include <queue>

#include <deque>
#include <functional>
#include <set>

namespace tidemark::sim {

/// What became of a history.
struct Outcome {
    std::optional<Violation> violation = {};
    std::size_t step = 0;     ///< The step that broke it, or all there were.
    std::size_t happened = 0; ///< Planned events that came to pass.
    Millis time = 0;
};

/// Where the trace goes; empty: nowhere.
using Trace = std::function<void(const std::string& line)>;

/// Runs one plan. Everything happens in one thread, at times of its own, in an order that the seed
/// decides.
class World final : public Outside {
public:
    World(std::uint64_t seed, Plan plan, Trace trace);
    ~World() override;

    [[nodiscard]] Outcome run();

    // --- Outside
    // -----------------------------------------------------------------------------------
    [[nodiscard]] Millis now() const override { return now_; }
    void after(Millis delay, std::function<void()> event) override;
    [[nodiscard]] std::uint64_t chance() override { return dice_.next(); }
    [[nodiscard]] Millis stepMost() const override { return climate_.stepMost; }
    void send(AgentNumber agent, Request request, Answered answered) override;
    void openSocket(AgentNumber agent) override;
    void closeSocket(AgentNumber agent) override;
    void note(AgentNumber agent, const std::string& text) override;
    [[nodiscard]] bool isHeard() const override { return static_cast<bool>(trace_); }

private:
    struct Event {
        Millis at = 0;
        std::uint64_t number = 0;
        std::function<void()> run = {};
        bool operator<(const Event& other) const
        {
            return at != other.at ? at > other.at : number > other.number;
        }
    };
    /// A device with its line to the platform.
    struct Device {
        std::unique_ptr<Agent> agent = {};
        bool isPlugged = true;
        bool isDeaf = false; ///< Nothing reaches it.
        bool isMute = false; ///< Nothing that it sends arrives.
        bool isSocketUp = false;
        unsigned socket = 0; ///< The one that is open or opening.
        bool hasToken = true;
        bool damagesNext = false;
        std::deque<std::string> pulls = {}; ///< Answers of late.
        std::deque<std::string> pages = {};
        std::optional<RamDisk::Copy> vaultCopy = {};
        std::set<std::string> vaultEdits = {};
        std::optional<RamDisk::Copy> mirrorCopy = {};
    };
    struct Exchange; ///< A request under way.
    using ExchangePointer = std::shared_ptr<Exchange>;

    // world.cpp: time and the end.
    void step();
    void afterStep();
    void calmDown();
    /// What keeps the world from rest; empty when nothing does.
    [[nodiscard]] std::string unrest();
    void say(const std::string& text);
    void startLater(AgentNumber agent, Millis delay);

    // network.cpp: requests on their way and at the platform.
    void arrive(const ExchangePointer& exchange);
    void handleSession(const ExchangePointer& exchange);
    void handlePull(const ExchangePointer& exchange);
    void handleRepair(const ExchangePointer& exchange);
    void handlePush(const ExchangePointer& exchange);
    void pushOn(
        const ExchangePointer& exchange,
        const std::shared_ptr<PushRequest>& push,
        std::size_t next,
        int patience
    );
    void answer(const ExchangePointer& exchange, Reply reply);
    void deliver(const ExchangePointer& exchange, Reply reply);
    void changed();
    void cutMade();
    void loseSocket(AgentNumber agent);
    [[nodiscard]] Millis delay();
    [[nodiscard]] std::string damaged(const std::string& frames);

    // happenings.cpp: what the plan brings.
    void happen(const PlannedEvent& event);
    void happenToDevice(Happening what, Device& device, Dice& dice);
    void happenToStores(Happening what, Device& device, Dice& dice);
    void happenToPlatform(Happening what, Dice& dice);
    void turnPlatformBack(bool isRestored, Dice& dice);
    void replay(Device& device, Dice& dice);
    void spoilSums(Device& device, Dice& dice);
    void copyProfile(Device& device, Dice& dice);
    void edit(Device& device, Dice& dice);
    void writeAtPlatform(Dice& dice, bool isMove);
    void finishWriting(std::shared_ptr<OpenTransaction> open, bool commits);
    void stop(Device& device, bool cutsPower, Dice& dice);
    [[nodiscard]] RowId anyRow(Dice& dice, bool isNewToo);
    [[nodiscard]] Uuid newId();
    [[nodiscard]] boost::json::object someFields(const EntityInfo& info, Scope scope, Dice& dice);

    Plan plan_;
    Climate climate_;
    Dice dice_;
    Trace trace_;
    PlatformModel platform_;
    Auditor auditor_;
    std::vector<Device> devices_ = {};
    std::priority_queue<Event> queue_ = {};
    std::uint64_t lastEvent_ = 0;
    Millis now_ = 0;
    std::size_t steps_ = 0;
    std::size_t happened_ = 0;
    unsigned platformLife_ = 0;
    bool isSequencing_ = false;
    bool isBusy_ = false;
    bool isOutdated_ = false;
    bool isCalm_ = false;
    std::vector<std::shared_ptr<OpenTransaction>> open_ = {};
    std::vector<PlatformState> backups_ = {};
    std::uint64_t lastClient_ = 0;
    std::uint64_t lastRow_ = 0;
    std::uint64_t lastEdit_ = 0;
};

/// The scopes of every world.
[[nodiscard]] const std::vector<Scope>& allScopes();

} // namespace tidemark::sim
