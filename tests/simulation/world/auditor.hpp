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
    /// A person wants it dropped.
    void decided(AgentNumber agent, const std::string& name);
    /// It is about to number what waits anew, for another client.
    void renewing(Agent& agent);
    /// The platform answers a pull from here.
    void served(const SyncCursor& cursor);
    void applied(Agent& agent, const sync::PullApplied& applied, const std::string& frames);
    void mended(AgentNumber agent, const sync::MendPlan& plan, Millis now);
    /// From here on a scope may fail to add up without a mistake in the code.
    void damaged(AgentNumber agent) { damaged_.insert(agent); }
    /// The mirror's own sum of a scope was changed.
    void spoiled(AgentNumber agent, Scope scope);
    /// From here on a device counts its days differently.
    void clockTurned(AgentNumber agent) { ++turns_[agent]; }
    /// One device now has the files of another.
    void copied(AgentNumber from, AgentNumber to);
    /// The platform came back with an older state.
    void platformFellBack();
    /// The mirror may be at an earlier cut than it was.
    void mirrorFellBack(AgentNumber agent);
    /// The mirror forgot its answers, or all.
    void mirrorBegun(AgentNumber agent);
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
    struct Standings {
        std::set<Scope> held = {};
        std::set<Scope> live = {};
        std::set<Scope> exact = {}; ///< Live, and not being compared or given up.
    };
    /// One row of the outbox or the archive.
    struct Kept {
        bool isWaiting = false;
        int places = 0;         ///< Where it waits.
        bool isApplied = false; ///< It was confirmed once.
        std::string why = {};
        std::optional<PushResult> result = {};
    };

    [[nodiscard]] SeenRows rowsOf(Agent& agent, const std::set<Scope>& live);
    void checkMirror(Agent& agent);
    void checkExact(
        Agent& agent, const CutRecord& cut, const SeenRows& rows, const std::set<Scope>& exact
    );
    void checkSums(Agent& agent, const SeenRows& rows, const std::vector<sync::ScopeState>& scopes);
    void checkHeld(
        Agent& agent, const sync::Cursor& cursor, const CutRecord& cut, const Standings& standings
    );
    void checkHidden(Agent& agent, const std::vector<sync::ScopeState>& scopes);
    void checkShown(Agent& agent);
    void checkScopesAtRest(Agent& agent);
    void checkOwed(Agent& agent, const sync::Cursor& cursor);
    void checkGone(Agent& agent, const std::string& name, const Kept& kept);
    void checkTwice(AgentNumber agent);
    [[nodiscard]] bool
    isRefusedElsewhere(AgentNumber agent, const std::string& name, const Kept& confirmed) const;
    [[nodiscard]] static Standings standingsOf(const std::vector<sync::ScopeState>& scopes);
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
    std::map<AgentNumber, std::set<std::string>> decided_ = {};
    /// Edits that may have been under way when their device got another identity.
    std::map<AgentNumber, std::set<std::string>> mayDouble_ = {};
    /// Edits that a vault holds with an answer other than a success, and the number that it
    /// answers: its person was told.
    std::map<AgentNumber, std::map<std::string, sync::Mid>> refused_ = {};
    /// Answers that pulls have brought, by number, and the content that they are about.
    std::map<AgentNumber, std::map<std::int64_t, std::string>> owed_ = {};
    /// Whether the next patch is a new count: not when it was spoiled after one.
    std::map<std::pair<AgentNumber, Scope>, bool> spoiled_ = {};
    std::set<std::pair<AgentNumber, Scope>> everSpoiled_ = {};
    std::set<AgentNumber> damaged_ = {};
    std::map<AgentNumber, unsigned> turns_ = {};
    std::map<RowId, std::int64_t> lastRv_ = {};
    std::map<std::int64_t, std::int64_t> cutOfTransaction_ = {};
    std::size_t checkedFeed_ = 0;
};

} // namespace tidemark::sim
