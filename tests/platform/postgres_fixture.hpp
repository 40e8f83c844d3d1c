// A private PostgreSQL for one test program, with the newest schema, gone at its end.
#pragma once

#include "platform/cluster/cluster.hpp"
#include "platform/schema/migrations.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <libpq-fe.h>

#include <chrono>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <stdlib.h>
#include <string>
#include <utility>

namespace tidemark::platform {

/// Make one in `initTestCase`. Throws with the fault's words when the cluster cannot start.
class PostgresFixture {
public:
    enum class Schema { none, newest };

    explicit PostgresFixture(Schema schema = Schema::newest)
    {
        forgetAbandoned();
        std::string pattern =
            (std::filesystem::temp_directory_path() / "tidemark-test-XXXXXX").string();
        if (!mkdtemp(pattern.data()))
            throw std::runtime_error("no temporary folder");
        folder_ = pattern;
        ClusterSettings settings;
        settings.folder = folder_;
        settings.isDurable = false;
        auto opened = PrivateCluster::open(settings);
        if (!opened)
            throw std::runtime_error(opened.error().reason + ": " + opened.error().cause);
        cluster_.emplace(std::move(*opened));
        if (schema == Schema::none)
            return;
        const auto migrated = migrate(adminConnection());
        if (!migrated)
            throw std::runtime_error(migrated.error().reason + ": " + migrated.error().cause);
    }

    ~PostgresFixture()
    {
        cluster_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    PostgresFixture(const PostgresFixture&) = delete;
    PostgresFixture& operator=(const PostgresFixture&) = delete;

    [[nodiscard]] std::string adminConnection() const { return cluster_->adminConnection(); }
    [[nodiscard]] std::string ownerConnection() const { return cluster_->ownerConnection(); }
    [[nodiscard]] std::string appConnection() const { return cluster_->appConnection(); }
    [[nodiscard]] const PrivateCluster& cluster() const { return *cluster_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

    /// Runs SQL as superuser (all rows of all tenants); the first value of the last result.
    std::string asAdmin(const std::string& sql) const
    {
        const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(
            PQconnectdb(adminConnection().c_str()), &PQfinish
        );
        const std::unique_ptr<PGresult, decltype(&PQclear)> result(
            PQexec(connection.get(), sql.c_str()), &PQclear
        );
        const auto status = PQresultStatus(result.get());
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
            throw std::runtime_error(sql + ": " + PQerrorMessage(connection.get()));
        return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
    }

private:
    /// Stops and removes what test programs left that were killed: nobody holds its lock.
    static void forgetAbandoned()
    {
        namespace fs = std::filesystem;
        std::error_code ignored;
        const auto old = fs::file_time_type::clock::now() - std::chrono::minutes(10);
        for (const auto& entry : fs::directory_iterator(fs::temp_directory_path(), ignored)) {
            const fs::path folder = entry.path();
            const bool isOld = fs::exists(folder / "data" / "postmaster.pid", ignored) &&
                               fs::last_write_time(folder / "owner.lock", ignored) < old;
            if (!isOld || folder.filename().string().find("tidemark-test-") != 0)
                continue;
            ClusterSettings settings;
            settings.folder = folder;
            settings.isDurable = false;
            auto cluster = PrivateCluster::open(settings);
            if (!cluster || !cluster->isOwner())
                continue;
            cluster->close();
            fs::remove_all(folder, ignored);
        }
    }

    std::filesystem::path folder_;
    std::optional<PrivateCluster> cluster_;
};

/// Runs the event loop until `task` ends; what it returned. Throws after `limit`.
template <class T>
T finish(
    boost::asio::io_context& io,
    boost::asio::awaitable<T> task,
    std::chrono::seconds limit = std::chrono::seconds(30)
)
{
    std::optional<T> value;
    std::exception_ptr thrown;
    auto keep = [&](std::exception_ptr error, T result) {
        thrown = error;
        value.emplace(std::move(result));
    };
    boost::asio::co_spawn(io, std::move(task), keep);
    io.restart();
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!value && std::chrono::steady_clock::now() < end)
        io.run_one_for(std::chrono::milliseconds(100));
    if (!value)
        throw std::runtime_error("the coroutine did not end in time");
    if (thrown)
        std::rethrow_exception(thrown);
    return std::move(*value);
}

/// The same for a coroutine without a value.
inline void finish(boost::asio::io_context& io, boost::asio::awaitable<void> task)
{
    auto valued = [](boost::asio::awaitable<void> inner
                  ) -> boost::asio::awaitable<std::optional<int>> {
        co_await std::move(inner);
        co_return 0;
    };
    (void)finish(io, valued(std::move(task)));
}

} // namespace tidemark::platform
