// Filters and orders of lists, as the REST API and the local API write them.
#pragma once

#include "models/core/fault.hpp"
#include "models/entity/entity_info.hpp"

#include <boost/json/value.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

enum class FilterOp { eq, ne, lt, le, gt, ge, contains, startsWith, in, isNull };

[[nodiscard]] std::string_view nameOf(FilterOp op);

/// One condition on one field.
struct FilterCondition {
    const FieldInfo* field = nullptr; ///< Lives as long as the program.
    FilterOp op = FilterOp::eq;
    /// Canonical for the field's kind. `in`: array of 1 to 200 such values; `isNull`: true or
    /// false; `contains` and `startsWith`: a text, compared without regard to case.
    /// `eq` and `ne` take null too.
    boost::json::value value = {};
};

/// Conditions that must all hold.
struct Filter {
    std::vector<FilterCondition> all = {};
};

/// One part of an order.
struct SortKey {
    const FieldInfo* field = nullptr;
    bool descending = false;
};

/// A field by name, `id`, `rv`, `createdAt` and `updatedAt` included; nullptr when there is none.
[[nodiscard]] const FieldInfo* queryField(const EntityInfo& entity, std::string_view name);

/// Reads `[{"field":…,"op":…,"value":…}]`, at most 32 conditions. Null means no condition. Fault
/// `invalid` with reason `malformed_filter`, `unknown_field`, `unknown_op`, `op_not_for_kind` or
/// the reason of the value.
[[nodiscard]] Result<Filter> readFilter(const EntityInfo& entity, const boost::json::value& filter);
/// The same from text; empty text means no condition.
[[nodiscard]] Result<Filter> parseFilter(const EntityInfo& entity, std::string_view text);

/// Reads `-year,organizationName`, at most 8 keys. Fault `invalid`/`unknown_field` or
/// `malformed_sort`.
[[nodiscard]] Result<std::vector<SortKey>>
parseSort(const EntityInfo& entity, std::string_view text);
/// The same from a list of keys `-year`.
[[nodiscard]] Result<std::vector<SortKey>>
readSort(const EntityInfo& entity, std::span<const std::string> keys);

} // namespace tidemark
