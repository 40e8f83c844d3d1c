#include "tests/simulation/world/world.hpp"

#include <cstdio>

namespace tidemark::sim {
namespace {

/// Long enough for the longest wait of any machine, several times over.
constexpr Millis restWithin = 6LL * 3600 * 1000;
constexpr std::size_t restStepsMost = 20'000;
constexpr Millis begin = 1'790'000'000'000; // Some day in 2026: the wall clock of every world.

PlatformShape shapeOf(const Climate& climate)
{
    return {climate.pageRows, climate.pullPositions, climate.age};
}

} // namespace

const std::vector<Scope>& allScopes()
{
    static const std::vector<Scope> scopes{tenantScope, 1001, 1002, 1003};
    return scopes;
}

World::World(std::uint64_t seed, Plan plan, Trace trace)
    : plan_(std::move(plan))
    , climate_(plan_.climate)
    , dice_(seed)
    , trace_(std::move(trace))
    , platform_(shapeOf(climate_), [this] { return dice_.next(); })
    , auditor_(platform_)
    , now_(begin)
{
    Dice dice(seed ^ 0xface);
    for (UserNumber user = 1; user <= climate_.users; ++user) {
        platform_.grant(user, tenantScope);
        for (const Scope scope : allScopes()) {
            if (dice.chance(60))
                platform_.grant(user, scope);
        }
    }
    for (int i = 0; i < 6; ++i)
        writeAtPlatform(dice, false);
    for (const auto& open : open_)
        platform_.commit(*open);
    open_.clear();
    platform_.sequence();
    cutMade();
    devices_.resize(static_cast<std::size_t>(climate_.agents));
    for (int i = 0; i < climate_.agents; ++i) {
        const AgentNumber number = i;
        Witness witness;
        witness.accepted = [this, number](sync::Mid, const std::string& name) {
            auditor_.accepted(number, name);
        };
        witness.givenUp = [this, number](const std::string& name) {
            auditor_.givenUp(number, name);
        };
        witness.decided = [this, number](const std::string& name) {
            auditor_.decided(number, name);
        };
        witness.applied = [this, number](const auto& applied, const std::string& frames) {
            auditor_.applied(*devices_[static_cast<std::size_t>(number)].agent, applied, frames);
        };
        witness.mended = [this, number](const auto& done) { auditor_.mended(number, done, now_); };
        witness.begunAnew = [this, number] { auditor_.mirrorBegun(number); };
        witness.renewing = [this, number] {
            auditor_.renewing(*devices_[static_cast<std::size_t>(number)].agent);
        };
        witness.broken = [this](const std::string& invariant, const std::string& why) {
            auditor_.broken(invariant, why);
        };
        devices_[static_cast<std::size_t>(i)].agent =
            std::make_unique<Agent>(number, 1 + i % climate_.users, *this, std::move(witness));
        startLater(number, i * 5);
    }
    for (const PlannedEvent& event : plan_.events)
        after(event.at, [this, event] { happen(event); });
}

World::~World() = default;

void World::after(Millis delay, std::function<void()> event)
{
    queue_.push({now_ + std::max<Millis>(delay, 0), ++lastEvent_, std::move(event)});
}

void World::say(const std::string& text)
{
    if (!trace_)
        return;
    char time[32];
    std::snprintf(time, sizeof time, "%9.3f ", static_cast<double>(now_ - begin) / 1000);
    trace_(time + text);
}

void World::note(AgentNumber agent, const std::string& text)
{
    if (trace_)
        say("agent " + std::to_string(agent) + " " + text);
}

void World::startLater(AgentNumber agent, Millis delay)
{
    after(delay, [this, agent] {
        Device& device = devices_[static_cast<std::size_t>(agent)];
        if (!device.agent->start())
            startLater(agent, 1000);
    });
}

void World::step()
{
    Event event = queue_.top();
    queue_.pop();
    now_ = std::max(now_, event.at);
    ++steps_;
    event.run();
    afterStep();
}

void World::afterStep()
{
    for (Device& device : devices_) {
        Agent& agent = *device.agent;
        if (agent.isBroken()) { // It died within a commit.
            agent.kill();
            agent.disk().heal();
            startLater(agent.number(), 50);
        } else if (agent.takeTouched()) {
            auditor_.check(agent);
        }
    }
}

Outcome World::run()
{
    const Millis end = plan_.events.empty() ? begin : begin + plan_.events.back().at;
    while (!auditor_.violation() && !queue_.empty() && queue_.top().at <= end)
        step();
    calmDown();
    const std::size_t stepsBefore = steps_;
    const Millis timeBefore = now_;
    bool isDone = false;
    while (!auditor_.violation() && !isDone && !queue_.empty()) {
        step();
        const std::string unrest = this->unrest();
        isDone = unrest.empty();
        if (steps_ - stepsBefore > restStepsMost || now_ - timeBefore > restWithin)
            auditor_.broken("L1", "the agents do not come to rest: " + unrest);
    }
    for (Device& device : devices_) {
        if (!auditor_.violation())
            auditor_.checkAtRest(*device.agent);
    }
    return {auditor_.violation(), steps_, happened_, now_ - begin};
}

/// All that can be mended is mended, and nothing new goes wrong.
void World::calmDown()
{
    say("--- everything calms down");
    isCalm_ = true;
    isBusy_ = false;
    climate_.lossPercent = climate_.doublingPercent = climate_.abortPercent = 0;
    climate_.lostPokePercent = 0;
    for (const auto& open : open_) {
        if (open->number != 0)
            platform_.commit(*open);
    }
    open_.clear();
    changed();
    for (Device& device : devices_) {
        device.isPlugged = true;
        device.isDeaf = device.isMute = false;
        device.damagesNext = false;
        device.agent->disk().setFull(false);
        device.agent->disk().heal();
        if (isOutdated_)
            device.agent->kill(); // Its program is updated.
        if (!device.agent->isRunning())
            startLater(device.agent->number(), 10);
        if (!device.hasToken) {
            device.hasToken = true;
            device.agent->setSignedIn(true);
        }
    }
    isOutdated_ = false;
}

std::string World::unrest()
{
    if (!platform_.state().pending.empty())
        return "the platform has changes without a cut";
    const std::string& salt = platform_.state().cuts.back()->salt;
    for (Device& device : devices_) {
        Agent& agent = *device.agent;
        const std::string who = "agent " + std::to_string(agent.number());
        if (!agent.isRunning() || agent.pull().state() != sync::PullState::live ||
            agent.pull().isBusy())
            return who + " is not live";
        const auto cursor = agent.desk().windows.reader().cursor();
        if (!cursor || !*cursor || (*cursor)->salt != salt)
            return who + " is not at the head";
        // What waits for the platform's update stays; in whose place nothing is left goes along
        // with the next change.
        auto open = agent.desk().vault.database().prepare(
            "SELECT mid,state,coalesce(result,'none') FROM outbox WHERE waits IS NULL AND "
            "(discarded=0 OR attempts>0) AND state IN('queued','sent','held') ORDER BY mid"
        );
        if (!open)
            return who + " cannot read its vault";
        const auto more = open->step();
        if (!more || *more)
            return who + " keeps " + std::to_string(open->integer(0)) + " as " +
                   std::string(open->text(1)) + ", answer: " + std::string(open->text(2));
    }
    return {};
}

} // namespace tidemark::sim
