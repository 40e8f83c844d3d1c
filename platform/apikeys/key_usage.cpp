#include "platform/apikeys/key_usage.hpp"

#include "models/core/timestamp.hpp"
#include "platform/identity/actor_key.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace tidemark::platform {
namespace {

constexpr std::int64_t microsOfDay = std::int64_t{24} * 3600 * 1'000'000;

/// Rows are taken in the order of their keys, so that two servers do not wait for each other.
constexpr std::string_view writeSql =
    "WITH fresh AS (INSERT INTO app.api_key_batch (tenant_id, id) VALUES ($1::int, $2::uuid)"
    " ON CONFLICT DO NOTHING RETURNING id),"
    " used AS (SELECT u.* FROM jsonb_to_recordset($4::jsonb) AS u(key uuid, at bigint,"
    "  address text) WHERE EXISTS (SELECT FROM fresh)),"
    " locked AS MATERIALIZED (SELECT k.id FROM app.api_key k JOIN used ON used.key = k.id"
    "  WHERE k.tenant_id = $1::int ORDER BY k.id FOR NO KEY UPDATE OF k),"
    " noted AS (UPDATE app.api_key k SET last_used_address = used.address,"
    "  last_used_at = to_timestamp(used.at / 1000000.0) FROM locked JOIN used"
    "  ON used.key = locked.id WHERE k.tenant_id = $1::int AND k.id = locked.id"
    "  AND coalesce(k.last_used_at, '-infinity') < to_timestamp(used.at / 1000000.0))"
    " INSERT INTO app.api_key_usage AS g (tenant_id, key_id, day, endpoint, requests, refused)"
    " SELECT $1::int, c.key, c.day, c.endpoint, c.requests, c.refused"
    " FROM jsonb_to_recordset($3::jsonb) AS c(key uuid, day date, endpoint text, requests bigint,"
    " refused bigint) JOIN locked ON locked.id = c.key ORDER BY c.key, c.day, c.endpoint"
    " ON CONFLICT (tenant_id, key_id, day, endpoint) DO UPDATE SET"
    " requests = g.requests + excluded.requests, refused = g.refused + excluded.refused";
constexpr std::string_view forgetSql = "DELETE FROM app.api_key_batch WHERE tenant_id = $1::int"
                                       " AND written_at < now() - interval '1 hour'";

} // namespace

KeyUsage::KeyUsage(Database& database, std::chrono::seconds pause)
    : database_(database)
    , pause_(pause)
    , timer_(database.executor())
{
}

void KeyUsage::count(const Actor& actor, KeyUse use)
{
    const std::int64_t now = Timestamp::now().micros;
    Counted& counted = counted_[actor.tenancy.tenant];
    const auto day = static_cast<std::int32_t>(now / microsOfDay);
    Cell& cell = counted.cells[CellKey(actor.key->id, day, std::move(use.endpoint))];
    ++cell.requests;
    cell.refused += use.isRefused ? 1 : 0;
    counted.lastUses[actor.key->id] = LastUse{now, std::move(use.address)};
}

void KeyUsage::makeBatches()
{
    for (auto& [tenant, counted] : counted_) {
        boost::json::array cells;
        for (const auto& [key, cell] : counted.cells) {
            boost::json::object one;
            one["key"] = std::get<0>(key).toString();
            one["day"] = Date{std::get<1>(key)}.toString();
            one["endpoint"] = std::get<2>(key);
            one["requests"] = cell.requests;
            one["refused"] = cell.refused;
            cells.push_back(std::move(one));
        }
        boost::json::array uses;
        for (const auto& [key, last] : counted.lastUses) {
            boost::json::object one;
            one["key"] = key.toString();
            one["at"] = last.at;
            one["address"] = last.address;
            uses.push_back(std::move(one));
        }
        batches_.push_back(
            {tenant, Uuid::make(), boost::json::serialize(cells), boost::json::serialize(uses)}
        );
    }
    counted_.clear();
}

asio::awaitable<Result<void>> KeyUsage::flush()
{
    if (isWriting_)
        co_return Result<void>{};
    makeBatches();
    isWriting_ = true;
    Result<void> outcome;
    while (!batches_.empty() && outcome) {
        const Batch& batch = batches_.front();
        const std::string tenant = std::to_string(batch.tenant);
        std::vector<Statement> statements(2);
        statements[0].sql = writeSql;
        statements[0].params = {tenant, batch.id.toString(), batch.cells, batch.lastUses};
        statements[1].sql = forgetSql;
        statements[1].params = {tenant};
        Tenancy tenancy;
        tenancy.tenant = batch.tenant;
        auto written = co_await database_.write(tenancy, std::move(statements));
        if (written)
            batches_.pop_front();
        else
            outcome = written.error();
    }
    isWriting_ = false;
    co_return outcome;
}

void KeyUsage::start()
{
    isRunning_ = true;
    asio::co_spawn(database_.executor(), writeNowAndThen(), asio::detached);
}

asio::awaitable<void> KeyUsage::writeNowAndThen()
{
    while (isRunning_) {
        boost::system::error_code ended;
        timer_.expires_after(pause_);
        co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, ended));
        if (!isRunning_)
            break;
        const auto written = co_await flush();
        if (!written)
            spdlog::warn("the use of API keys is not written yet: {}", written.error().reason);
    }
}

asio::awaitable<void> KeyUsage::stop()
{
    isRunning_ = false;
    timer_.cancel();
    for (int attempt = 0; attempt < 3; ++attempt) {
        while (isWriting_) {
            asio::steady_timer moment(database_.executor(), std::chrono::milliseconds(20));
            co_await moment.async_wait(asio::use_awaitable);
        }
        const auto written = co_await flush();
        if (written)
            co_return;
        spdlog::error("the last use of API keys is not written: {}", written.error().reason);
    }
}

} // namespace tidemark::platform
