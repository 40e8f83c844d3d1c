#include "platform/readiness/readiness.hpp"

#include "platform/database/database.hpp"
#include "platform/feed/sequencer.hpp"
#include "platform/runs/run_worker.hpp"
#include "platform/schema/migrations.hpp"

namespace tidemark::platform {
namespace {

namespace fs = std::filesystem;

/// The server's login may not read the list of migrations; `migrate` leaves the newest number as a
/// comment.
asio::awaitable<Result<void>> checkMigrations(Database& database)
{
    static constexpr std::string_view sql =
        "SELECT coalesce(obj_description(oid, 'pg_namespace')::int, 0)"
        " FROM pg_namespace WHERE nspname = 'migration'";
    const auto isThere = co_await database.ping();
    if (!isThere)
        co_return Result<void>{}; // That is the part `database`.
    const Tenancy nobody;
    const auto rows = co_await database.read(nobody, sql);
    if (!rows)
        co_return rows.error();
    const auto applied = rows->rowCount() > 0 ? rows->integer(0, 0) : 0;
    const auto known = static_cast<std::int64_t>(allMigrations().back().number);
    if (applied == known)
        co_return Result<void>{};
    const bool isNewer = applied > known;
    co_return Fault{
        FaultCode::unavailable,
        isNewer ? "schema_too_new" : "schema_too_old",
        "The database has migration " + std::to_string(applied) +
            ", and this program is made for " + std::to_string(known) + ".",
        isNewer ? "Start the newer version of Tidemark." : "Run tidemark-platform migrate."};
}

Result<void> checkDisk(const fs::path& folder, std::uintmax_t least)
{
    std::error_code error;
    const auto space = fs::space(folder, error);
    if (error)
        return Fault{
            FaultCode::unavailable,
            "folder_unreachable",
            "The data folder " + folder.string() + " cannot be reached: " + error.message() + ".",
            "Check that its disk is there."};
    if (space.available >= least)
        return {};
    return Fault{
        FaultCode::unavailable,
        "disk_nearly_full",
        "The disk of the data folder has " + std::to_string(space.available / 1024 / 1024) +
            " MiB left.",
        "Free some space, or move the data folder to a larger disk."};
}

Result<void> checkSequencer(const Sequencer& sequencer, std::chrono::seconds silence)
{
    const auto passed = std::chrono::steady_clock::now() - sequencer.lastSuccess();
    if (passed <= silence)
        return {};
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(passed).count();
    return Fault{
        FaultCode::unavailable,
        "sequencer_stopped",
        "Changes have not reached the feed for " + std::to_string(seconds) + " s.",
        "Read the platform's log, then start it again."};
}

} // namespace

void addReadiness(Health& health, const ReadinessParts& parts)
{
    health.add("database", [&database = parts.database] { return database.ping(); });
    health.add("migrations", [&database = parts.database] { return checkMigrations(database); });
    auto disk = [folder = parts.data, least = parts.limits.leastFreeBytes](
                ) -> asio::awaitable<Result<void>> { co_return checkDisk(folder, least); };
    health.add("disk", disk);
    auto feed = [&sequencer = parts.sequencer,
                 silence = parts.limits.sequencerSilence]() -> asio::awaitable<Result<void>> {
        co_return checkSequencer(sequencer, silence);
    };
    health.add("feed", feed);
    if (parts.worker == nullptr)
        return;
    auto worker = [worker = parts.worker]() -> asio::awaitable<Result<void>> {
        const auto trouble = worker->trouble();
        if (trouble)
            co_return *trouble;
        co_return Result<void>{};
    };
    health.add("worker", worker);
}

} // namespace tidemark::platform
