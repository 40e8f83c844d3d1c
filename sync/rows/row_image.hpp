// One row in memory: read from the mirror, changed, written to the overlay.
#pragma once

#include "models/protocol/push.hpp"
#include "sync/mirror/wire_value.hpp"
#include "sync/sqlite/database.hpp"

#include <boost/json/object.hpp>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::sync {

/// Values own their texts.
class RowImage {
public:
    explicit RowImage(const EntityInfo& entity);

    /// The row as readers see it in the mirror; nullopt when it is not visible.
    [[nodiscard]] static Result<std::optional<RowImage>>
    fromMirror(Database& db, const EntityInfo& entity, const Uuid& id);
    /// The row's image in the overlay, whose table must exist.
    [[nodiscard]] static Result<std::optional<RowImage>>
    fromOverlay(Database& db, const EntityInfo& entity, const Uuid& id);
    /// A new row: what is not set has the fallback of its kind.
    [[nodiscard]] static RowImage
    created(const EntityInfo& entity, const Uuid& id, std::int64_t micros);

    /// Overwrites fields; unknown ones and values of a wrong kind are passed over.
    void set(const boost::json::object& values);
    void setUpdatedAt(std::int64_t micros);
    [[nodiscard]] SqlValue value(std::size_t index) const; ///< Common fields first.
    [[nodiscard]] std::vector<SqlValue> fieldValues() const;
    [[nodiscard]] boost::json::object toJson() const;
    [[nodiscard]] const EntityInfo& entity() const { return *entity_; }

private:
    [[nodiscard]] static Result<std::optional<RowImage>>
    read(Database& db, const EntityInfo& entity, const Uuid& id, const std::string& from);
    void put(std::size_t index, const SqlValue& value);

    const EntityInfo* entity_;
    std::vector<SqlValue> values_;
    std::vector<std::string> texts_;
};

/// Appends the object of the row under the statement, whose columns are those of
/// `rowColumnNames`, then its `_state`.
void appendRow(std::string& json, const EntityInfo& entity, const Statement& statement);

} // namespace tidemark::sync
