// What Tidemark knows of an entity. Codec, tables, REST resource, list and form all come from this.
#pragma once

#include "models/core/fault.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

/// Where rows of an entity may live.
enum class SyncPolicy {
    mirrored,   ///< Every agent that may read a row keeps a copy.
    onlineOnly, ///< Read through the platform, never kept on a device.
    serverOnly, ///< No resource and no copy; used inside the platform.
};

/// The finest unit in which all rows of an entity have the same readers.
enum class Scope {
    tenant,       ///< Everybody in the tenant who has `<permission>:read`.
    organization, ///< Members of the row's organization, and government users.
};

/// How a field is written in JSON, PostgreSQL and SQLite.
///
/// | kind        | JSON              | PostgreSQL   | SQLite mirror                |
/// |-------------|-------------------|--------------|------------------------------|
/// | text        | string            | text         | TEXT                         |
/// | integer     | number            | bigint       | INTEGER                      |
/// | decimal     | string "12.50"    | numeric      | INTEGER, value × 10^scale    |
/// | boolean     | true/false        | boolean      | INTEGER 0/1                  |
/// | timestamp   | string RFC 3339 Z | timestamptz  | INTEGER, microseconds UTC    |
/// | date        | string 2026-03-31 | date         | INTEGER, days since 1970     |
/// | uuid        | string, 36 chars  | uuid         | BLOB, 16 bytes               |
/// | enumeration | string            | text + CHECK | TEXT                         |
/// | json        | any               | jsonb        | TEXT                         |
enum class FieldKind { text, integer, decimal, boolean, timestamp, date, uuid, enumeration, json };

/// What becomes of a field that two people changed, each starting from the same value. Changes of
/// one side alone, and the same change by both, never need a rule. See models/merge.
enum class MergeRule {
    ask,         ///< A person decides.
    text,        ///< By words; a person decides where both changed the same words.
    set,         ///< Array without order: what either removed goes, what either added comes.
    lines,       ///< Array of objects with stable `id`s, ordered by their `position`.
    attachments, ///< As lines, without order; of two replacements both are kept.
    theirs,      ///< What is stored already stays: for what is not worth a question.
    mine,        ///< The later write wins.
    largest,     ///< For what only grows.
    smallest,    ///< For what only shrinks.
};

/// One field of an entity.
struct FieldInfo {
    std::string name = {};   ///< camelCase: struct member and JSON key.
    std::string column = {}; ///< snake_case: PostgreSQL and SQLite column.
    FieldKind kind = FieldKind::text;
    bool nullable = false;                  ///< An absent or null value is meaningful.
    bool platformSet = false;               ///< Refused in a client's create or patch.
    bool fixed = false;                     ///< May be given at creation, never changed.
    int scale = 0;                          ///< Digits after the point; decimals only.
    std::vector<std::string> choices = {};  ///< Enumerators, in order; enumerations only.
    std::optional<std::int64_t> least = {}; ///< Smallest value, or least length of a text.
    std::optional<std::int64_t> most = {};  ///< Largest value, or most bytes of a text.
    std::string references = {};            ///< Entity that a uuid points to, or empty.
    bool searchable = false;                ///< Part of full-text search and `search=`.
    bool listed = false;                    ///< A column of the standard list.
    bool unique = false;                    ///< Unique in the tenant.
    /// What a new row gets when the field is not given; none: it must be given.
    std::optional<boost::json::value> fallback = {};
    MergeRule merge = MergeRule::ask;
    /// Fields that mean nothing apart carry one name here and merge as one value; empty: alone.
    std::string mergeGroup = {};
};

/// One entity. Obtained from `entities.hpp`; never built by hand elsewhere.
///
/// Besides `fields`, every row has `id` (UUIDv7 minted by the creator), `rv` (row version, a
/// 64-bit integer as string, set by the platform alone), `createdAt` and `updatedAt`.
struct EntityInfo {
    std::string name = {};   ///< `fuelSupply`: in intents, feeds and the local API.
    std::string plural = {}; ///< `fuel-supplies`: in REST paths.
    std::string table = {};  ///< `fuel_supply`: in PostgreSQL and, prefixed `m_`, in the mirror.
    int code = 0;            ///< Number in the feed. Never reused.
    std::string permission = {}; ///< `<permission>:read`, `:create`, `:update`, `:delete`.
    std::string writing = {};    ///< The permission of all three writes instead, or empty.
    SyncPolicy sync = SyncPolicy::onlineOnly;
    Scope scope = Scope::tenant;
    bool writable = true; ///< False: rows change only by actions and jobs of the platform.
    std::vector<FieldInfo> fields = {};

    [[nodiscard]] const FieldInfo* field(std::string_view fieldName) const;
    /// What `read`, `create`, `update` or `delete` of its rows needs.
    [[nodiscard]] std::string permissionTo(std::string_view action) const;
};

/// `fuelSupply` → `fuel_supply`.
[[nodiscard]] std::string snakeCase(std::string_view camelCase);

} // namespace tidemark
