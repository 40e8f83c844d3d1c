// Answers that PostgreSQL writes itself: one statement, one JSON text.
#pragma once

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

#include <string>
#include <string_view>

namespace tidemark::platform {

/// An SQL expression for an instant as all of our JSON has it; null stays null.
[[nodiscard]] std::string utcText(std::string_view expression);

/// 200 with the first value that `sql` gives; 404 `no_such_row` when it gives none or null.
[[nodiscard]] asio::awaitable<Response>
sqlAnswer(Database& database, const Request& request, std::string sql, Params params);

/// Which part of a list is wanted: `page` from 1, `size` from 1 to 200.
struct ListPart {
    std::int64_t page = 1;
    std::int64_t size = 50;

    [[nodiscard]] std::string limit() const { return std::to_string(size); }
    [[nodiscard]] std::string offset() const { return std::to_string((page - 1) * size); }
};

/// Fault `invalid`/`bad_page`.
[[nodiscard]] Result<ListPart> readListPart(const Request& request);

/// `{items, page, size, total}` of the rows that `select` gives: its column `item` holds JSON, the
/// order is its own. `select` must not use the parameters after those given.
[[nodiscard]] asio::awaitable<Response>
sqlListAnswer(Database& database, const Request& request, std::string select, Params params);

} // namespace tidemark::platform
