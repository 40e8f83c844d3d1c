// The open conflicts of a vault and what was decided of them.
#pragma once

#include "sync/sqlite/database.hpp"
#include "sync/vault/conflict_types.hpp"

#include <map>
#include <set>
#include <span>

namespace tidemark::sync {

/// A decided field, as the change that carries it out needs it.
struct DecidedField {
    std::string entity = {};
    Uuid id = {};
    std::string field = {};
    ConflictSource source = ConflictSource::theirs;
    boost::json::value value = {}; ///< Of `mine` and `edited`.
    boost::json::value theirs = {};
    std::int64_t theirRv = 0;
    std::optional<boost::json::object> copy = {};
};

/// A conflict is in here from the moment the platform tells of it until two weeks after it was
/// decided: base, mine and theirs are never thrown away before. At most one is open per field.
///
/// Works inside the caller's transaction.
class ConflictBook {
public:
    explicit ConflictBook(Database& db)
        : db_(db)
    {
    }

    /// Adds a conflict, or brings the open one of the same field up to date: what is mine and
    /// theirs now, from where both started. Returns the change that the field belonged to before,
    /// when it was another one.
    [[nodiscard]] Result<std::optional<Mid>> add(Mid mid, const PushConflict& conflict);
    [[nodiscard]] Result<std::vector<ConflictCase>> cases();
    /// Fault `notFound`/`no_such_conflict` when nothing of the group is open, `invalid` when an
    /// edited value is missing. Adds the changes that were decided for to `mids`.
    [[nodiscard]] Result<void>
    decide(const CaseChoice& choice, std::int64_t batch, std::set<Mid>& mids);
    [[nodiscard]] Result<std::int64_t> nextBatch();
    [[nodiscard]] Result<bool> hasOpen(Mid mid);
    /// What was decided for a change that is not carried out yet.
    [[nodiscard]] Result<std::vector<DecidedField>> decided(Mid mid);
    [[nodiscard]] Result<void> carriedOut(Mid mid, std::optional<Mid> by);
    /// Newest first.
    [[nodiscard]] Result<std::vector<Resolution>> recent(std::size_t most);
    /// Opens again what was decided in the batch. `by` gets, for each change it came from, the one
    /// that carried it out. Fault `conflict`/`open_again` when a newer conflict is open.
    [[nodiscard]] Result<void>
    reopen(std::int64_t batch, std::vector<std::pair<Mid, std::optional<Mid>>>& by);
    /// What else was decided of a change that is open again waits for it, as before `by` was made
    /// to carry all of it out.
    [[nodiscard]] Result<void> waitAgain(Mid mid, std::optional<Mid> by);
    /// What was decided in the batch, for taking it back on the platform.
    [[nodiscard]] Result<std::vector<DecidedField>> batchFields(std::int64_t batch);
    /// The bases of what is open of a row, by field.
    [[nodiscard]] Result<std::map<std::string, boost::json::value>>
    openBases(std::string_view entity, const Uuid& id);

private:
    [[nodiscard]] Result<void> note(
        std::int64_t cid,
        ConflictSource source,
        const std::string& value,
        std::int64_t batch,
        const std::string& copy
    );

    Database& db_;
};

/// The creation of the row that the person wants beside theirs, if there is one.
[[nodiscard]] std::optional<PushOp> copyIn(const DecidedField& field);

/// The operations that carry out what was decided of a change. What of it the platform has taken
/// already is left out; what it refused along with the conflict comes along.
[[nodiscard]] std::vector<PushOp>
settledOps(const PendingMutation& mutation, std::span<const DecidedField> decided);

} // namespace tidemark::sync
