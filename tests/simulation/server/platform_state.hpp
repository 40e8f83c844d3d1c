// What the platform keeps, in memory: business rows, the queue of changes, the feed, the ledger.
#pragma once

#include "models/protocol/ledger.hpp"
#include "models/protocol/row_digest.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tidemark::sim {

using Scope = std::int64_t;
using UserNumber = int;

/// The tenant's own scope; the others are organizations.
inline constexpr Scope tenantScope = 1;

struct RowId {
    int entity = 0;
    Uuid id = {};
    friend auto operator<=>(const RowId&, const RowId&) = default;
};

/// One version of one row. Never changed, only replaced.
struct RowVersion {
    RowId key = {};
    Scope scope = 0;
    std::int64_t rv = 0;
    boost::json::object fields = {};
};
using RowPointer = std::shared_ptr<const RowVersion>;
using RowMap = std::map<RowId, RowPointer>;

/// A record of `sync.pending`, and with its place of `sync.feed`.
struct ChangeRecord {
    std::int64_t seq = 0;
    std::int64_t transaction = 0;
    char op = 'U'; ///< U upsert, D delete, X leave, G grant, R revoke, M result.
    Scope scope = 0;
    RowId key = {};
    std::int64_t rv = 0; ///< Of an M record: the mutation.
    UserNumber user = 0;
    std::string client = {};
    RowPointer image = {};
    std::int64_t pos = 0;
    std::int64_t cut = 0;
};

/// One commit of the sequencer, with what stood there: the truth that mirrors are held against.
struct CutRecord {
    std::int64_t cut = 0;
    std::int64_t lastPos = 0;
    std::string salt = {};
    std::shared_ptr<const RowMap> rows = {};
    std::map<UserNumber, std::set<Scope>> granted = {};
};
using CutPointer = std::shared_ptr<const CutRecord>;

struct MutationRecord {
    std::string name = {};
    LedgerEntry entry = {};
};

struct GrantRecord {
    std::int64_t rv = 0;
    bool isRevoked = false;
};

/// Everything that is committed, so that a copy of it is a backup.
struct PlatformState {
    std::string history = {};
    std::int64_t epoch = 1;
    std::int64_t lastRv = 0;
    RowMap rows = {};
    std::vector<ChangeRecord> pending = {}; ///< Committed, not yet sequenced; by seq.
    std::vector<ChangeRecord> feed = {};    ///< Gap-free from `feedFloorPos` + 1.
    RowMap index = {};                      ///< `sync.row`: what the feed adds up to.
    std::vector<CutPointer> cuts = {};
    std::int64_t headPos = 0;
    std::int64_t floorCut = 0;
    std::map<std::pair<UserNumber, Scope>, GrantRecord> grants = {};
    std::map<std::string, ClientRecord> clients = {};
    std::map<std::pair<std::string, std::int64_t>, MutationRecord> mutations = {};
    std::map<std::pair<std::string, std::int64_t>, int> timesApplied = {}; ///< For the auditor.

    [[nodiscard]] std::int64_t headCut() const { return cuts.empty() ? 0 : cuts.back()->cut; }
    [[nodiscard]] CutPointer cutOf(std::int64_t number) const
    {
        const bool isKnown = number >= 1 && number <= static_cast<std::int64_t>(cuts.size());
        return isKnown ? cuts[static_cast<std::size_t>(number) - 1] : nullptr;
    }
    [[nodiscard]] bool isGranted(UserNumber user, Scope scope) const
    {
        const auto found = grants.find({user, scope});
        return found != grants.end() && !found->second.isRevoked;
    }
};

/// A transaction that has begun: what it wrote is seen by itself alone.
struct OpenTransaction {
    std::int64_t number = 0;
    std::map<RowId, RowPointer> writes = {}; ///< Null: deleted. Also its locks.
    std::vector<ChangeRecord> records = {};
};

} // namespace tidemark::sim
