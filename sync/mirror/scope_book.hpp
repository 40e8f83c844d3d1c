// The scopes that the mirror holds, and how far each has joined.
#pragma once

#include "models/protocol/row_digest.hpp"
#include "sync/mirror/mirror_types.hpp"
#include "sync/sqlite/database.hpp"

#include <map>
#include <set>

namespace tidemark::sync {

/// Reads and writes the table `scope`; remembers the standings, which every row asks for.
class ScopeBook {
public:
    explicit ScopeBook(Database& db)
        : db_(&db)
    {
    }

    /// Reads the standings anew: at the begin of each transaction.
    [[nodiscard]] Result<void> load();
    /// nullopt: the scope is not held.
    [[nodiscard]] std::optional<ScopeStanding> standing(ScopeId scope) const;
    [[nodiscard]] bool isAnyJoining() const;

    /// `none` for scopes that are not held.
    [[nodiscard]] Recheck recheck(ScopeId scope) const;
    /// From which cut on the digest of a patched scope has to agree.
    [[nodiscard]] std::int64_t readyCut(ScopeId scope) const;

    /// Granted, and yet not wanted on this device: these do not join.
    [[nodiscard]] const std::set<ScopeId>& away() const { return away_; }
    [[nodiscard]] Result<void> setAway(std::set<ScopeId> scopes);

    /// Now joining, from its first page. A scope that is held already stays as it is; true when
    /// new.
    [[nodiscard]] Result<bool> join(const ScopeGrant& grant);
    /// Joins again from the first page; its rows must be gone.
    [[nodiscard]] Result<void> restart(ScopeId scope);
    [[nodiscard]] Result<void> remove(ScopeId scope);
    /// A page arrived: the next one begins after `next`, or with the next entity. Never goes back.
    [[nodiscard]] Result<void> advance(const PageFrame& page);
    /// Joining scopes whose pages are all in and whose readyCut is reached at `cut`.
    [[nodiscard]] Result<std::vector<ScopeId>> ready(std::int64_t cut);
    [[nodiscard]] Result<void> publish(ScopeId scope);
    [[nodiscard]] Result<void> verified(ScopeId scope, std::int64_t cut);
    [[nodiscard]] Result<DigestSum> digest(ScopeId scope);

    /// A live scope is to be compared, was given up, or adds up again.
    [[nodiscard]] Result<void> setRecheck(ScopeId scope, Recheck recheck);
    /// What differed was fetched; these are its sums now.
    [[nodiscard]] Result<void> patched(ScopeId scope, std::int64_t readyCut, const DigestSum& sums);

private:
    struct Entry {
        ScopeStanding standing = ScopeStanding::joining;
        Recheck recheck = Recheck::none;
        std::int64_t readyCut = 0;
    };

    Database* db_;
    std::map<ScopeId, Entry> entries_;
    std::set<ScopeId> away_;
};

/// All scopes with their progress; for writer and reader.
[[nodiscard]] Result<std::vector<ScopeState>> readScopes(Database& db);

} // namespace tidemark::sync
