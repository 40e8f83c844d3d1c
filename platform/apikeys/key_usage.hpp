// How often keys are used: counted in memory, written in batches.
#pragma once

#include "platform/database/database.hpp"
#include "platform/identity/actor.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <deque>
#include <map>
#include <string>
#include <tuple>

namespace tidemark::platform {

/// One request that came with a key.
struct KeyUse {
    std::string endpoint = {}; ///< `GET /api/partner/v1/reports`
    std::string address = {};
    bool isRefused = false;
};

/// A batch has an id, and is written once even when nobody knows whether the first attempt
/// arrived. What a killed process had not written is lost; `stop` loses nothing.
class KeyUsage {
public:
    explicit KeyUsage(Database& database, std::chrono::seconds pause = std::chrono::seconds(3));

    /// `actor` has a key.
    void count(const Actor& actor, KeyUse use);

    /// Writes in the background from now on.
    void start();

    /// Writes what is counted, now. A fault: it stays counted, and is tried again.
    [[nodiscard]] asio::awaitable<Result<void>> flush();

    /// The last flush; nothing is counted any more.
    [[nodiscard]] asio::awaitable<void> stop();

private:
    struct Cell {
        std::int64_t requests = 0;
        std::int64_t refused = 0;
    };
    struct LastUse {
        std::int64_t at = 0; ///< Microseconds.
        std::string address = {};
    };
    using CellKey = std::tuple<Uuid, std::int32_t, std::string>; ///< Key, day, endpoint.
    struct Counted {
        std::map<CellKey, Cell> cells = {};
        std::map<Uuid, LastUse> lastUses = {};
    };
    struct Batch {
        int tenant = 0;
        Uuid id = {};
        std::string cells = {};    ///< JSON array
        std::string lastUses = {}; ///< JSON array
    };

    void makeBatches();
    [[nodiscard]] asio::awaitable<void> writeNowAndThen();

    Database& database_;
    std::chrono::seconds pause_;
    asio::steady_timer timer_;
    std::map<int, Counted> counted_; ///< By tenant.
    std::deque<Batch> batches_;
    bool isRunning_ = false;
    bool isWriting_ = false;
};

} // namespace tidemark::platform
