// Many finished runs, to measure long lists with.
#include "platform/demo/demo_loader.hpp"
#include "platform/feed/sequencer.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace tidemark::platform {
namespace {

constexpr std::int64_t chunkRows = 50'000; ///< Of one transaction; the feed takes each in one cut.

constexpr std::string_view insertSql = R"sql(
INSERT INTO app.report_run (tenant_id, id, number, definition_id, definition_name, state, progress,
    trigger, started_by, started_at, finished_at, failed_step, error_code, error_cause, rows_in,
    rows_out, exceptions, artefact_name, artefact_sha256, artefact_bytes)
SELECT $1, (lpad(to_hex(1735689600000 + n), 12, '0') || '7' || substr(md5(n::text), 1, 3)
        || '8' || substr(md5(n::text), 4, 15))::uuid,
    1000 + n, d.id, d.name, CASE WHEN n % 23 = 0 THEN 'failed' ELSE 'completed' END, 100,
    'schedule', 'Schedule', timestamptz '2025-01-01' + n * interval '1 minute',
    timestamptz '2025-01-01' + n * interval '1 minute' + (n % 300) * interval '1 second',
    CASE WHEN n % 23 = 0 THEN 'fetchData' ELSE '' END,
    CASE WHEN n % 23 = 0 THEN 'CONNECTION_ERROR' ELSE '' END,
    CASE WHEN n % 23 = 0 THEN 'The source did not answer.' ELSE '' END,
    (n * 7919) % 500000, (n * 7919) % 500000, n % 40,
    CASE WHEN n % 23 = 0 THEN '' ELSE 'positions-' || n || '.csv' END, md5(n::text),
    ((n * 7919) % 500000) * 170
FROM generate_series($2::bigint, $3::bigint) n
JOIN (SELECT row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS places, id, name
      FROM app.report_definition) d ON d.place = n % d.places
)sql";

} // namespace

asio::awaitable<Result<void>>
loadDemoRuns(Database& database, Sequencer& sequencer, std::int64_t runs)
{
    Params slug = {demoTenant};
    auto number =
        co_await database.read({}, "SELECT coalesce(app.tenant_number($1), 0)", std::move(slug));
    if (!number)
        co_return number.error();
    const Tenancy tenancy{.tenant = static_cast<int>(number->integer(0, 0))};
    Params none = {};
    auto present = co_await database.read(
        tenancy, "SELECT count(*) FROM app.report_run WHERE number >= 1000", std::move(none)
    );
    if (!present)
        co_return present.error();
    for (std::int64_t from = present->integer(0, 0); from < runs; from += chunkRows) {
        const std::int64_t to = std::min(from + chunkRows, runs) - 1;
        std::vector<Statement> statements = {
            {std::string(insertSql),
             {std::to_string(tenancy.tenant), std::to_string(from), std::to_string(to)}}};
        auto written = co_await database.write(tenancy, std::move(statements));
        if (!written)
            co_return written.error();
        sequencer.changed();
        if (auto sequenced = co_await sequencer.catchUp(); !sequenced)
            co_return sequenced.error();
        spdlog::info("demonstration: {} runs", to + 1);
    }
    co_return Result<void>();
}

} // namespace tidemark::platform
