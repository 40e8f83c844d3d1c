// How many rows lists have in all, counted once for everybody who asks at the same time.
#pragma once

#include "platform/database/database.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <unordered_map>

namespace tidemark::platform {

/// Keeps totals until the tenant's rows change. Lives on the database's executor.
class TotalCache {
public:
    explicit TotalCache(Database& database)
        : database_(database)
    {
    }

    /// The first value of `count`, a query that counts.
    [[nodiscard]] asio::awaitable<Result<std::int64_t>>
    get(const Tenancy& tenancy, const Statement& count);

    /// The tenant's rows changed.
    void forget(int tenant);

private:
    /// One query's total, or the wait for it.
    struct Entry {
        explicit Entry(const asio::any_io_executor& executor)
            : counted(executor)
        {
        }
        std::int64_t rows = 0;
        std::chrono::steady_clock::time_point until = {};
        bool isCounting = false;
        asio::steady_timer counted; ///< Cancelled when the count ends.
    };
    using Entries = std::unordered_map<std::string, std::shared_ptr<Entry>>;

    Database& database_;
    std::map<int, Entries> tenants_;
};

} // namespace tidemark::platform
