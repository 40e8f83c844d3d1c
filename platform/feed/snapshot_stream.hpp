// Writes one page of a snapshot while the database is already reading what comes next.
#pragma once

#include "models/entity/entity_info.hpp"
#include "platform/database/completion.hpp"
#include "platform/feed/scopes.hpp"
#include "platform/feed/sequencer.hpp"

#include <map>

namespace tidemark::platform {

/// What a page is asked for.
struct SnapshotRequest {
    std::int64_t scope = 0;
    const EntityInfo* info = nullptr; ///< Mirrored.
    Uuid after = {};
    std::int64_t limit = 0;
};

/// One page: rows of the entity asked for and, when they all fit, of those that follow. Every
/// chunk is read in a transaction of its own, so that no reader holds the database's horizon.
class SnapshotStream : public std::enable_shared_from_this<SnapshotStream> {
public:
    SnapshotStream(
        Database& database, Sequencer& sequencer, ActorPointer actor, SnapshotRequest request
    );

    /// Reads the first rows, so that what fails early is an answer of its own.
    [[nodiscard]] asio::awaitable<Result<void>> begin();

    /// The next piece of the page; empty at its end.
    [[nodiscard]] asio::awaitable<Result<std::string>> next();

private:
    /// Rows that are being read, or have been.
    struct Chunk {
        const EntityInfo* info = nullptr;
        std::int64_t limit = 0;
        Result<ResultSet> rows = ResultSet();
        Completion read = {};
    };

    void startReading(const EntityInfo& info, Uuid after, std::int64_t limit);
    void readOn(const Chunk& chunk);
    void readFollowing(const EntityInfo& covered);
    [[nodiscard]] asio::awaitable<Result<void>> countRows();
    [[nodiscard]] asio::awaitable<Result<std::string>> lastFrame();

    Database& database_;
    Sequencer& sequencer_;
    ActorPointer actor_;
    SnapshotRequest request_;
    std::map<int, std::int64_t> counts_; ///< Rows by readable entity, as of the last cut.
    std::shared_ptr<Chunk> coming_;      ///< Null when all is read.
    std::shared_ptr<Chunk> writing_;
    const EntityInfo* covered_ = nullptr; ///< It and all before it are in the page.
    std::optional<Uuid> goesOn_;          ///< Or the page ends within the entity asked for.
    std::int64_t room_ = 0;
    int at_ = 0;
    bool isWhole_ = false;
    bool isDone_ = false;
};

} // namespace tidemark::platform
