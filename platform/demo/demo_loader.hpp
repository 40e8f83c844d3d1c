// The demonstration: a tenant with people, reference data, reports and a source of trades.
#pragma once

#include "platform/database/database.hpp"

#include <string>
#include <vector>

namespace tidemark::platform {

class Sealer;
class Sequencer;

/// An account that anybody may sign in with.
struct DemoPerson {
    std::string login = {};
    std::string displayName = {};
    std::string password = {};
};

inline constexpr const char* demoTenant = "demo";
inline constexpr const char* demoPassword = "tidemark-demo";

/// The accounts, in the order in which they should be offered.
[[nodiscard]] std::vector<DemoPerson> demoPeople();

/// Where the source of trades goes.
struct DemoSource {
    std::string adminConnection = {}; ///< A superuser; empty: no source is made.
    std::string host = {};            ///< As the connector reaches it.
    int port = 5432;
};

/// What it takes; all outlive the call.
struct DemoServices {
    Database& database;
    Sequencer& sequencer;
    const Sealer& sealer;
};

/// Makes what is not there yet; loading twice changes nothing. A few seconds the first time, and
/// blocking for most of them: before the server answers.
[[nodiscard]] asio::awaitable<Result<void>> loadDemo(DemoServices services, DemoSource source);

/// Adds a report with `rows` rows to Demo Fuels, for measurements: in chunks, through the feed.
/// Does nothing when the report has them already.
[[nodiscard]] asio::awaitable<Result<void>>
loadDemoRows(Database& database, Sequencer& sequencer, std::int64_t rows);

/// Adds finished runs until there are `runs` of them beside the real ones, for measurements.
[[nodiscard]] asio::awaitable<Result<void>>
loadDemoRuns(Database& database, Sequencer& sequencer, std::int64_t runs);

} // namespace tidemark::platform
