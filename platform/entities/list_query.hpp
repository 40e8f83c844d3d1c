// The SQL of a list: paging, order, typed filters and search.
#pragma once

#include "models/entity/query.hpp"
#include "platform/database/database.hpp"
#include "platform/http/request.hpp"

namespace tidemark::platform {

/// What a list asks for, checked.
struct ListRequest {
    std::int64_t page = 1;
    std::int64_t size = 50;
    std::vector<SortKey> sort = {};
    Filter filter = {};
    std::string search = {};
};

inline constexpr std::int64_t listSizeMost = 200;
inline constexpr std::int64_t listOffsetMost = 10'000'000;

/// Reads the query of the request. Fault `invalid`.
[[nodiscard]] Result<ListRequest> readListRequest(const EntityInfo& info, const Request& request);

/// The rows, and how many there are in all, as the actor may see them. Values of the request are
/// in the parameters only.
struct ListStatements {
    Statement rows = {};
    Statement total = {};
};
[[nodiscard]] Result<ListStatements>
listStatements(const EntityInfo& info, const ListRequest& list, const Actor& actor);

} // namespace tidemark::platform
