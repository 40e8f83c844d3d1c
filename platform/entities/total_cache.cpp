#include "platform/entities/total_cache.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tidemark::platform {
namespace {

/// Should a change ever go untold, so long is a total wrong.
constexpr std::chrono::seconds keepFor(30);
constexpr std::size_t entriesMost = 1000;

} // namespace

asio::awaitable<Result<std::int64_t>>
TotalCache::get(const Tenancy& tenancy, const Statement& count)
{
    std::string key = count.sql;
    for (const auto& param : count.params)
        key += '\0' + param.value_or("");
    for (;;) {
        Entries& entries = tenants_[tenancy.tenant];
        if (entries.size() >= entriesMost)
            entries.clear();
        auto& kept = entries[key];
        if (!kept)
            kept = std::make_shared<Entry>(database_.executor());
        const std::shared_ptr<Entry> entry = kept;
        if (std::chrono::steady_clock::now() < entry->until)
            co_return entry->rows;
        if (entry->isCounting) {
            boost::system::error_code ignored;
            co_await entry->counted.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
            continue;
        }
        entry->isCounting = true;
        entry->counted.expires_at(std::chrono::steady_clock::time_point::max());
        auto rows = co_await database_.read(tenancy, count.sql, count.params);
        entry->isCounting = false;
        if (rows) {
            entry->rows = rows->integer(0, 0);
            entry->until = std::chrono::steady_clock::now() + keepFor;
        }
        entry->counted.cancel();
        if (!rows)
            co_return rows.error();
        co_return entry->rows;
    }
}

void TotalCache::forget(int tenant)
{
    // A count under way goes on for those who wait; who comes later counts anew.
    tenants_.erase(tenant);
}

} // namespace tidemark::platform
