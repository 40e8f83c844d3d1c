#include "tests/simulation/program/campaign.hpp"

#include "tests/simulation/program/known_faults.hpp"

#include <chrono>
#include <cstdio>

namespace tidemark::sim {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int shrinkRunsMost = 400;

void print(const std::string& line)
{
    std::printf("%s\n", line.c_str());
}

/// The plan without the events from `begin` to `end`.
Plan without(const Plan& plan, std::size_t begin, std::size_t end)
{
    Plan fewer = plan;
    const auto first = fewer.events.begin();
    fewer.events.erase(
        first + static_cast<std::ptrdiff_t>(begin), first + static_cast<std::ptrdiff_t>(end)
    );
    return fewer;
}

void explain(std::uint64_t seed, const CampaignOptions& options, const Outcome& outcome)
{
    std::printf(
        "seed %llu breaks %s in step %zu: %s\n",
        static_cast<unsigned long long>(seed),
        outcome.violation->invariant.c_str(),
        outcome.step,
        outcome.violation->why.c_str()
    );
    const Plan least =
        shrink(seed, makePlan(seed, options.steps, options.weather), outcome.violation->invariant);
    std::printf("%zu of %d events are enough:\n", least.events.size(), options.steps);
    World world(seed, least, print);
    const Outcome again = world.run();
    if (again.violation)
        std::printf(
            "    %s: %s\n", again.violation->invariant.c_str(), again.violation->why.c_str()
        );
}

/// All that is told of a history, in one number.
std::uint64_t hashOf(std::uint64_t seed, const CampaignOptions& options)
{
    std::uint64_t hash = 14'695'981'039'346'656'037U; // FNV-1a.
    const auto mix = [&hash](const std::string& line) {
        for (const char c : line)
            hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
    };
    const Outcome outcome = playSeed(seed, options.steps, mix, options.weather);
    mix(std::to_string(outcome.step) + " " + std::to_string(outcome.time));
    return hash;
}

int replayAll(const CampaignOptions& options)
{
    int differing = 0;
    for (std::uint64_t seed = options.first; seed <= options.last; ++seed) {
        const std::uint64_t once = hashOf(seed, options);
        const bool isSame = hashOf(seed, options) == once;
        differing += isSame ? 0 : 1;
        std::printf(
            "seed %llu %016llx%s\n",
            static_cast<unsigned long long>(seed),
            static_cast<unsigned long long>(once),
            isSame ? "" : " and another one the second time"
        );
    }
    return differing == 0 ? 0 : 1;
}

int playAll(const CampaignOptions& options)
{
    const auto begun = Clock::now();
    const Count count =
        options.jobs > 1 ? playInProcesses(options) : playSome(options, options.first, 1);
    const std::chrono::duration<double> took = Clock::now() - begun;
    std::printf(
        "%llu histories, %llu steps, %llu broken, %.1f histories/s\n",
        static_cast<unsigned long long>(count.histories),
        static_cast<unsigned long long>(count.steps),
        static_cast<unsigned long long>(count.broken),
        static_cast<double>(count.histories) / took.count()
    );
    return count.broken == 0 ? 0 : 1;
}

} // namespace

Count playSome(const CampaignOptions& options, std::uint64_t first, int stride)
{
    Count count;
    for (std::uint64_t seed = first; seed <= options.last;
         seed += static_cast<std::uint64_t>(stride)) {
        const Outcome outcome =
            playSeed(seed, options.steps, options.traces ? Trace(print) : Trace(), options.weather);
        ++count.histories;
        count.steps += outcome.step;
        if (!outcome.violation)
            continue;
        if (++count.broken <= 3 && !options.countsOnly)
            explain(seed, options, outcome);
        else
            std::printf(
                "seed %llu breaks %s: %s\n",
                static_cast<unsigned long long>(seed),
                outcome.violation->invariant.c_str(),
                outcome.violation->why.c_str()
            );
        std::fflush(stdout);
    }
    return count;
}

Outcome playSeed(std::uint64_t seed, int steps, Trace trace, Weather weather)
{
    World world(seed, makePlan(seed, steps, weather), std::move(trace));
    return world.run();
}

Plan shrink(std::uint64_t seed, Plan plan, const std::string& invariant)
{
    int runs = 0;
    for (std::size_t size = plan.events.size() / 2; size > 0; size /= 2) {
        for (std::size_t at = 0; at + size <= plan.events.size() && runs < shrinkRunsMost;) {
            const Plan fewer = without(plan, at, at + size);
            ++runs;
            const Outcome outcome = World(seed, fewer, {}).run();
            if (outcome.violation && outcome.violation->invariant == invariant)
                plan = fewer;
            else
                at += size;
        }
    }
    return plan;
}

int run(const CampaignOptions& options)
{
    if (options.allFaults)
        return catchAll();
    if (!options.fault.empty() && !makeMistake(options.fault)) {
        std::fprintf(stderr, "no such fault here: %s\n", options.fault.c_str());
        return 2;
    }
    return options.replays ? replayAll(options) : playAll(options);
}

int listFaults()
{
    for (const auto& name : mistakeNames())
        print(std::string(name));
    return 0;
}

} // namespace tidemark::sim
