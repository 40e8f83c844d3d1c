// What waits for a person after two people changed the same, and what the person decides.
#pragma once

#include "sync/vault/vault_types.hpp"

namespace tidemark::sync {

/// Which side a person chose. Names are those of the local API.
enum class ConflictSource { mine, theirs, edited };

[[nodiscard]] std::string_view nameOf(ConflictSource source);
[[nodiscard]] std::optional<ConflictSource> conflictSourceOf(std::string_view name);

/// One field of a group that is decided together.
struct ConflictField {
    std::string field = {}; ///< Empty: the row as a whole.
    boost::json::value base = {};
    boost::json::value mine = {};
    boost::json::value theirs = {};
};

/// What is decided together.
struct ConflictGroup {
    std::string group = {};
    std::string kind = {}; ///< As in PushConflict, never empty.
    std::vector<ConflictField> fields = {};
    std::int64_t theirRv = 0;
    PushAuthor by = {};
    boost::json::array rules = {};
    /// Decided, but the change it belongs to waits for its other rows.
    std::optional<ConflictSource> chosen = {};
};

/// All that is open of one row.
struct ConflictCase {
    std::string entity = {};
    Uuid id = {};
    std::vector<Mid> mids = {}; ///< The changes it comes from, oldest first.
    Timestamp openedAt = {};
    Timestamp mineAt = {}; ///< When the newest of these changes was made.
    std::vector<ConflictGroup> groups = {};
};

/// A person's decision for one group.
struct GroupChoice {
    std::string group = {};
    ConflictSource source = ConflictSource::theirs;
    boost::json::object values = {}; ///< By field, for `edited`.
};

/// A person's decision for one row.
struct CaseChoice {
    std::string entity = {};
    Uuid id = {};
    std::vector<GroupChoice> groups = {};
    /// A new row beside theirs, with its `id` in it: both rows are kept.
    std::optional<boost::json::object> copy = {};
};

/// Decisions that were taken together and are undone together.
struct Resolution {
    std::int64_t batch = 0;
    Timestamp at = {};
    std::int64_t fields = 0;
    std::string entity = {}; ///< Of the first row.
    Uuid id = {};
    std::vector<Mid> made = {}; ///< The changes that carry the decisions out.
};

} // namespace tidemark::sync
