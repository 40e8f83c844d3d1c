// Reads runs from the tables for watchers: the state of a channel, and what other processes did.
#pragma once

#include "platform/database/database.hpp"
#include "platform/database/listener.hpp"

#include <boost/json/value.hpp>

#include <map>
#include <memory>
#include <string>

namespace tidemark::platform {

class Hub;

/// `{run, steps}`; `notFound`/`no_such_run`.
[[nodiscard]] asio::awaitable<Result<boost::json::value>>
runState(Database& database, const Tenancy& tenancy, Uuid run);

/// `{runs}`: the newest 200.
[[nodiscard]] asio::awaitable<Result<boost::json::value>>
latestRuns(Database& database, const Tenancy& tenancy);

/// Log lines after `after`, oldest first: `{lines, last}`.
struct LogQuery {
    std::int64_t after = 0;
    std::int64_t limit = 1000;
    std::string level = "debug"; ///< And above.
    std::string search = {};
};
[[nodiscard]] asio::awaitable<Result<boost::json::object>>
readLog(Database& database, const Tenancy& tenancy, Uuid run, LogQuery query);

/// Brings what other processes write about runs to the watchers of this one. They tell only which
/// run has news; it is read here, once, and only when somebody watches.
class RunRelay {
public:
    RunRelay(Database& database, Hub& hub, std::string node);
    ~RunRelay();
    RunRelay(const RunRelay&) = delete;
    RunRelay& operator=(const RunRelay&) = delete;

    /// Before `listener.start()`; the listener must not outlive this.
    void follow(Listener& listener);

    /// Reads a run again for the watchers: it was changed by no worker of this process. New log
    /// lines are those after the number `after`.
    void refresh(int tenant, Uuid run, std::int64_t after);

private:
    struct State;
    std::shared_ptr<State> state_;
};

} // namespace tidemark::platform
