// Reads a source database: a connection of its own, one read-only transaction, rows in chunks.
// Blocking, with a deadline on everything; for a worker's threads, never for the network's.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"
#include "models/entities/report_run.hpp"
#include "models/runs/row_check.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace tidemark::platform {

/// Where a source is and who reads it.
struct SourceTarget {
    std::string host = {};
    int port = 5432;
    std::string database = {};
    std::string username = {};
    TlsMode tlsMode = TlsMode::prefer;
    Secret password = {};
    /// System identifier of a server that must not be read: the platform's own. Empty: none.
    std::string ownServer = {};
};

struct SourceTimes {
    std::chrono::milliseconds connect = std::chrono::seconds(10);
    std::chrono::milliseconds statement = std::chrono::seconds(60); ///< Of the source's server.
};

/// Faults: `offline`/`source_unreachable` and `source_lost`, `timedOut`/`source_silent` and
/// `source_too_slow`, `forbidden`/`source_refused`, `source_asks_nothing` (it let us in without the
/// password) and `source_not_allowed` (it is the platform's own), `invalid`/`query_failed` (the
/// query or its tables), `unavailable`/`source_busy`, `conflict`/`stopped` when `stop` became true.
class SourceReader {
public:
    /// `stop` may be set from another thread at any time; it ends what is going on.
    [[nodiscard]] static Result<SourceReader>
    open(const SourceTarget& target, SourceTimes times, std::shared_ptr<std::atomic<bool>> stop);

    SourceReader(SourceReader&&) noexcept;
    SourceReader& operator=(SourceReader&&) = delete;
    ~SourceReader();

    /// Begins the read-only transaction and opens the query. Call once.
    [[nodiscard]] Result<void> begin(const std::string& query);

    /// The planner's guess at the number of rows; 0 when it has none. After `begin`.
    [[nodiscard]] std::int64_t estimatedRows() const { return estimate_; }

    /// Up to `most` further rows; none at the end.
    [[nodiscard]] Result<std::vector<CellRow>> fetch(int most);

    /// Names of the columns, known after the first `fetch`.
    [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }

private:
    struct Connection;
    SourceReader(std::unique_ptr<Connection> connection, SourceTimes times);

    std::unique_ptr<Connection> connection_;
    SourceTimes times_;
    std::int64_t estimate_ = 0;
    std::vector<std::string> columns_;
};

} // namespace tidemark::platform
