// Puts a run into the world: its row, its steps and its job, in one transaction.
#pragma once

#include "models/entities/report_run.hpp"
#include "platform/entities/row_writer.hpp"

namespace tidemark::platform {

/// Creates a pending run of the definition. `notFound`; `conflict`/`definition_inactive`.
[[nodiscard]] asio::awaitable<Result<StoredRow>>
startRun(Transaction& transaction, Uuid definition, WriteContext context, RunTrigger trigger);

/// A run that was cancelled.
struct CancelledRun {
    StoredRow row = {};
    std::int64_t logBefore = 0; ///< Number of the log's last line before the one that says so.
};

/// Cancels a run: its row says so at once, and its worker stops at its next write. `notFound`;
/// `conflict`/`wrong_run_state` when it has ended.
[[nodiscard]] asio::awaitable<Result<CancelledRun>>
cancelRun(Transaction& transaction, Uuid run, WriteContext context);

} // namespace tidemark::platform
