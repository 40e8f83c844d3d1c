// What is no longer kept goes: changes that every mirror should have, old results, spent keys.
#pragma once

#include "platform/database/database.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>

namespace tidemark::platform {

/// For how long. A mirror that is older than the changes is repaired by digests; a mutation sent
/// again after its result has gone is answered `result_expired`.
struct KeepingTimes {
    std::chrono::days changes{35};
    std::chrono::days results{90};
    std::chrono::days keys{1}; ///< Idempotency keys.
};

/// Clears up once an hour, a little at a time. Of many processes one does it, whichever comes
/// first. Lives on the database's executor.
class Retention {
public:
    Retention(Database& database, KeepingTimes times);
    ~Retention(); ///< As `stop`.
    Retention(const Retention&) = delete;
    Retention& operator=(const Retention&) = delete;

    void start();
    void stop();

    /// Clears up now; how many rows went.
    [[nodiscard]] asio::awaitable<Result<std::int64_t>> run();

private:
    struct State;
    std::shared_ptr<State> state_;
};

} // namespace tidemark::platform
