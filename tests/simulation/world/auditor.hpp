// Holds every agent against the truth after every step. The numbers are those of the design page
// on sync, section 5.22.
#pragma once

#include "tests/simulation/agent/agent.hpp"

#include <map>
#include <set>

namespace tidemark::sim {

/// What does not hold.
struct Violation {
    std::string invariant = {};
    std::string why = {};
};

class Auditor {
public:
    explicit Auditor(const PlatformModel& platform)
        : platform_(platform)
    {
    }

    // --- what happens ----------------------------------------------------------------------------
    void sequenced();
    void accepted(AgentNumber agent, const std::string& name);
    void givenUp(AgentNumber agent, const std::string& name);
    void applied(Agent& agent, const sync::PullApplied& applied, const std::string& frames);
    void mended(AgentNumber agent, const sync::MendPlan& plan, Millis now);
    /// From here on a scope may fail to add up without a mistake in the code.
    void damaged() { isDamaged_ = true; }
    /// From here on a device counts its days differently.
    void clockTurned() { isClockTurned_ = true; }
    /// The platform came back with an older state.
    void platformFellBack();
    /// The mirror may be at an earlier cut than it was.
    void mirrorFellBack(AgentNumber agent) { places_.erase(agent); }
    /// The edits that a backup of the vault holds.
    [[nodiscard]] std::set<std::string> editsOf(AgentNumber agent) const;
    void vaultFellBack(AgentNumber agent, const std::set<std::string>& kept);
    void broken(std::string invariant, std::string why);

    // --- what must hold --------------------------------------------------------------------------
    void check(Agent& agent);
    void checkPlatform();
    /// When nothing is under way any more.
    void checkAtRest(Agent& agent);

    [[nodiscard]] const std::optional<Violation>& violation() const { return violation_; }

private:
    struct SeenRow {
        std::int64_t rv = 0;
        Scope scope = 0;
        std::string texts = {};
    };
    using SeenRows = std::map<RowId, SeenRow>;
    struct Place {
        sync::Cursor cursor = {};
        std::map<RowId, std::int64_t> versions = {};
    };
    /// One row of the outbox or the archive.
    struct Kept {
        bool isWaiting = false;
        std::string why = {};
        std::optional<PushResult> result = {};
    };

    [[nodiscard]] SeenRows rowsOf(Agent& agent, const std::set<Scope>& live);
    void checkMirror(Agent& agent);
    void checkExact(
        Agent& agent, const CutRecord& cut, const SeenRows& rows, const std::set<Scope>& live
    );
    void checkSums(Agent& agent, const SeenRows& rows, const std::set<Scope>& live);
    void checkHeld(
        Agent& agent,
        const sync::Cursor& cursor,
        const CutRecord* cut,
        const std::vector<sync::ScopeState>& scopes
    );
    void checkOrder(
        Agent& agent, const sync::Cursor& cursor, const SeenRows& rows, const std::set<Scope>& exact
    );
    void checkVault(Agent& agent);
    void checkOutbox(Agent& agent);
    void checkRetired(Agent& agent, const std::string& name, const Kept& kept);
    [[nodiscard]] std::map<std::string, Kept> keptOf(Agent& agent);
    [[nodiscard]] const CutRecord* cutAt(const sync::Cursor& cursor) const;
    [[nodiscard]] bool wasGrantedAfter(UserNumber user, Scope scope, std::int64_t cut) const;

    const PlatformModel& platform_;
    std::optional<Violation> violation_ = {};
    std::map<std::string, CutPointer> cuts_ = {}; ///< By salt: of all pasts.
    std::map<AgentNumber, std::set<std::string>> edits_ = {};
    std::map<AgentNumber, std::set<std::string>> givenUp_ = {};
    std::map<AgentNumber, std::set<std::string>> waiting_ = {};
    std::map<AgentNumber, Place> places_ = {};
    std::map<std::pair<AgentNumber, Scope>, std::vector<Millis>> mends_ = {};
    std::set<AgentNumber> restored_ = {};
    std::map<RowId, std::int64_t> lastRv_ = {};
    std::map<std::int64_t, std::int64_t> cutOfTransaction_ = {};
    std::size_t checkedFeed_ = 0;
    bool isDamaged_ = false;
    bool isClockTurned_ = false;
};

} // namespace tidemark::sim
