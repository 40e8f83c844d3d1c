// PostgreSQL as the platform sees it: awaitable, tenant-bound, pipelined. There is no other way in.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/uuid.hpp"
#include "platform/database/result_set.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tidemark::platform {

namespace asio = boost::asio;

/// On whose behalf a statement runs; row-level security reads it. Tenant 0 is nobody: no row of a
/// tenant is visible, only what SECURITY DEFINER functions give.
struct Tenancy {
    int tenant = 0;
    Uuid userId = {};

    friend bool operator==(const Tenancy&, const Tenancy&) = default;
};

/// Parameters `$1`, `$2`, … in text form; nullopt is NULL. Name them before the `co_await`: GCC 12
/// does not compile a braced list inside it.
using Params = std::vector<std::optional<std::string>>;

/// One statement with its parameters. The text is prepared once per connection and kept by its
/// text, so build texts from a bounded set and put values in `params`.
struct Statement {
    std::string sql = {};
    Params params = {};
};

/// What a new connection is asked, in a transaction of its own, before it serves anybody: whether
/// the server behind it is still the one that was there, perhaps. One that fails is not used.
struct Greeting {
    std::string sql = {}; ///< One statement with one value; none: nothing is asked.
    std::function<void(std::string_view answer)> onAnswer = {};
};

/// Bounds of the pools. The defaults fit one small machine.
struct DatabaseSettings {
    std::string connection = {}; ///< libpq keywords or URL. May hold a password: never log it.
    int readConnections = 4;     ///< Shared, pipelined, read only.
    int writeConnections = 12;   ///< One transaction at a time each.
    std::chrono::milliseconds connectTimeout{5000};
    std::chrono::milliseconds waitTimeout{5000};       ///< For a free write connection.
    std::chrono::milliseconds statementTimeout{30000}; ///< Set on every connection.
    Greeting greeting = {};
};

/// Figures for `/metrics`.
struct DatabaseFigures {
    int readConnections = 0;  ///< Open now.
    int writeConnections = 0; ///< Open now.
    int waiting = 0;          ///< Transactions that wait for a connection.
    std::uint64_t reads = 0;
    std::uint64_t transactions = 0;
    std::uint64_t repeats = 0; ///< After a deadlock or a failed serialization.
    std::uint64_t connects = 0;
};

class Lease; // A write connection that is ours until it is given back.
class Pools;

/// One transaction on a connection of its own. Begins with its first statement (in the same round
/// trip) and is ended by `Database::transact`; a failed statement makes all later ones fail.
class Transaction {
public:
    Transaction(std::unique_ptr<Lease> lease, const Tenancy& tenancy);
    Transaction(Transaction&&) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction(); ///< Without a commit the connection is closed, which rolls back.

    /// Runs one statement. `sql` and `params` must live until it returns.
    [[nodiscard]] asio::awaitable<Result<ResultSet>> run(std::string_view sql, Params params = {});

    /// Runs all statements in one round trip; the first fault if any fails (then none took effect).
    [[nodiscard]] asio::awaitable<Result<std::vector<ResultSet>>>
    runAll(std::vector<Statement> statements);

    [[nodiscard]] const Tenancy& tenancy() const { return tenancy_; }

    /// Used by `Database::transact`. Fault `offline`/`commit_unknown` when the connection broke
    /// while committing, so that nobody knows whether it took effect.
    [[nodiscard]] asio::awaitable<Result<void>> commit();
    [[nodiscard]] asio::awaitable<void> rollback();

    /// True after a deadlock or serialization failure: the same work may succeed when repeated.
    [[nodiscard]] bool mayRepeat() const { return mayRepeat_; }

private:
    std::unique_ptr<Lease> lease_;
    Tenancy tenancy_;
    bool begun_ = false;
    bool mayRepeat_ = false;
};

/// The platform's database. Everything runs on the one thread of its executor.
///
/// Faults: `conflict` `duplicate:<constraint>`, `invalid` `missing_reference:<constraint>` /
/// `check_failed:<constraint>` / `missing_value:<column>` / `bad_value`, `timedOut`
/// `statement_timeout`, `unavailable` `database_unreachable` / `database_busy` (nothing happened),
/// `offline` `commit_unknown`, `forbidden` `row_refused`, `internal` `sql_error`. A function that
/// does RAISE EXCEPTION 'reason_key' USING DETAIL = cause, HINT = next step gives `conflict`.
class Database {
public:
    Database(asio::any_io_executor executor, DatabaseSettings settings);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// One read-only query in a transaction of its own that shares a pipelined connection with
    /// others. `sql` must live until it returns. For many rows or a slow query use `transact`.
    [[nodiscard]] asio::awaitable<Result<ResultSet>>
    read(const Tenancy& tenancy, std::string_view sql, Params params = {});

    /// Writes all statements as one transaction in one round trip; the result sets in order.
    [[nodiscard]] asio::awaitable<Result<std::vector<ResultSet>>>
    write(const Tenancy& tenancy, std::vector<Statement> statements);

    /// Runs `work(Transaction&) -> awaitable<Result<T>>` in a transaction: commits when it returns
    /// a value, rolls back on a fault. Repeated up to five times after a deadlock or serialization
    /// failure, so `work` must have no effect outside the transaction.
    template <class Work>
    [[nodiscard]] auto transact(Tenancy tenancy, Work work)
        -> std::invoke_result_t<Work&, Transaction&>
    {
        constexpr int attempts = 5;
        for (int attempt = 1;; ++attempt) {
            auto begun = co_await begin(tenancy);
            if (!begun)
                co_return begun.error();
            Transaction transaction = std::move(*begun);
            auto outcome = co_await work(transaction);
            if (outcome) {
                auto committed = co_await transaction.commit();
                if (committed)
                    co_return outcome;
                if (!transaction.mayRepeat() || attempt == attempts)
                    co_return committed.error();
            } else {
                co_await transaction.rollback();
                if (!transaction.mayRepeat() || attempt == attempts)
                    co_return outcome;
            }
            co_await pauseBeforeRepeat(attempt);
        }
    }

    /// A transaction of no tenant: sequencer, queue, sign-in, through SECURITY DEFINER functions.
    template <class Work>
    [[nodiscard]] auto system(Work work) -> std::invoke_result_t<Work&, Transaction&>
    {
        return transact(Tenancy{}, std::move(work));
    }

    /// `SELECT 1` on a write connection within the time-out; for `/readyz`.
    [[nodiscard]] asio::awaitable<Result<void>> ping();

    [[nodiscard]] DatabaseFigures figures() const;
    [[nodiscard]] const DatabaseSettings& settings() const;
    [[nodiscard]] asio::any_io_executor executor() const;

    /// Closes all connections; waiting work gets `unavailable`.
    void close();

private:
    [[nodiscard]] asio::awaitable<Result<Transaction>> begin(const Tenancy& tenancy);
    [[nodiscard]] asio::awaitable<void> pauseBeforeRepeat(int attempt);

    std::shared_ptr<Pools> pools_;
};

/// The constraint or column in a fault of the database, or empty.
[[nodiscard]] std::string_view constraintIn(const Fault& fault);

} // namespace tidemark::platform
