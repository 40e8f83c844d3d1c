// The tables of the mirror, made from the descriptions of the entities.
#pragma once

#include "models/entity/entity_info.hpp"
#include "sync/sqlite/database.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::sync {

/// Mirrored entities in the order of their codes: the order in which a snapshot comes.
[[nodiscard]] std::span<const EntityInfo* const> mirroredEntities();
/// The same by name; nullptr for unknown and unmirrored ones.
[[nodiscard]] const EntityInfo* mirroredEntity(std::string_view name);

/// A name in double quotes, for SQL.
[[nodiscard]] std::string quotedName(std::string_view name);
/// `m_fuel_supply`: the rows.
[[nodiscard]] std::string tableOf(const EntityInfo& entity);
/// `w_fuel_supply`: the distinct searchable texts and how many rows have each.
[[nodiscard]] std::string wordsOf(const EntityInfo& entity);
[[nodiscard]] std::string indexOf(const EntityInfo& entity, const FieldInfo& field);
/// The index that finds rows by their searchable text.
[[nodiscard]] std::string wordIndexOf(const EntityInfo& entity);
[[nodiscard]] bool isSearchable(const EntityInfo& entity);

/// `id, rv, createdAt, updatedAt` as fields, in this order; then come the entity's own.
[[nodiscard]] std::span<const FieldInfo> commonFields();

/// `"id" …, "rv" …, …`: the columns that every table of an entity's rows has, overlay included.
/// Begins with id, rv, created_at, updated_at; then the fields; then what `extra` says.
[[nodiscard]] std::string rowColumns(const EntityInfo& entity, std::string_view extra);
/// The names alone, quoted, separated by commas: common fields, then the entity's.
[[nodiscard]] std::string rowColumnNames(const EntityInfo& entity);

/// `TEXT`, `INTEGER` or `BLOB`.
[[nodiscard]] std::string_view affinityOf(const FieldInfo& field);
/// The tables of one entity, as SQL.
[[nodiscard]] std::string entityTables(const EntityInfo& entity);
/// The searchable fields of an entity, to be compared with those of another version.
[[nodiscard]] std::string searchStampOf(const EntityInfo& entity);
[[nodiscard]] Result<void> writeSearchStamps(Database& db);
/// The tables that layout 2 added, as SQL.
[[nodiscard]] std::string_view laterMirrorTables();

/// The table that layout 3 added, as SQL.
[[nodiscard]] std::string_view mirrorLogTable();
/// The layout that a mirror's stamp names; 0 when it names none.
[[nodiscard]] int layoutOf(std::string_view stamp);
/// A later version of Tidemark made it: this one cannot know what it means.
[[nodiscard]] bool isNewerLayout(std::string_view stamp);

/// Makes the tables of an empty mirror, or brings those of another description up to date. One that
/// cannot be brought there gives fault `unsupported`/`other_description`: it is begun anew, since
/// all of it can be fetched again. A newer layout gives `unsupported`/`newer_mirror`.
[[nodiscard]] Result<void> ensureSchema(Database& db);

/// `meta`: a value by key; empty when absent.
[[nodiscard]] Result<std::string> readMeta(Database& db, std::string_view key);
[[nodiscard]] Result<void> writeMeta(Database& db, std::string_view key, std::string_view value);

} // namespace tidemark::sync
