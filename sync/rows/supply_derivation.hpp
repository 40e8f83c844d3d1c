// Derived fields of fuel-supply rows that were changed offline.
#pragma once

#include "models/fuel/supply_rules.hpp"
#include "sync/rows/row_image.hpp"
#include "sync/sqlite/database.hpp"

#include <optional>

namespace tidemark::sync {

/// Calculates with the reference tables of the mirror, by the platform's own rules, so that a row
/// shows offline what the platform will store.
class SupplyDerivation {
public:
    explicit SupplyDerivation(Database& db)
        : db_(db)
    {
    }

    /// Fills the derived fields of a fuel-supply row; other entities stay as they are. Without the
    /// reference tables or the report nothing is known, and the derived fields become absent.
    [[nodiscard]] Result<void> derive(RowImage& row);
    /// What a row as JSON would break once its derived fields are filled; nothing without its
    /// report.
    [[nodiscard]] Result<std::vector<SupplyProblem>> problemsOf(const boost::json::object& row);
    /// The reference tables changed.
    void forget() { reference_.reset(); }

    /// Whether the entity is one of the reference tables.
    [[nodiscard]] static bool isReference(std::string_view entity);
    /// Whether derived fields follow from rows of this entity.
    [[nodiscard]] static bool dependsOn(std::string_view entity);

private:
    [[nodiscard]] Result<void> load();

    Database& db_;
    std::optional<ReferenceData> reference_;
};

} // namespace tidemark::sync
