// Frames of pull and snapshot: one line of JSON each.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/timestamp.hpp"
#include "models/core/uuid.hpp"
#include "models/protocol/push.hpp"
#include "models/protocol/session.hpp"

#include <boost/json/array.hpp>
#include <boost/json/storage_ptr.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tidemark {

/// Opens a pull answer: what it leads from and to.
struct HeadFrame {
    std::string history = {};
    std::int64_t epoch = 1;
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::string salt = {};
    Timestamp serverTime = {};
    bool more = false;           ///< Pull again from `to`.
    std::string projection = {}; ///< Which entities the actor may read, as a short text.
    /// Their names, when the projection is another than the request's. Rows of entities that are
    /// not among them leave the device; those of new ones are fetched by a digest repair.
    std::optional<std::vector<std::string>> reads = {};

    friend bool operator==(const HeadFrame&, const HeadFrame&) = default;
};

/// The actor may read a scope from now on.
struct GrantFrame {
    std::int64_t scope = 0;
    ScopeKind kind = ScopeKind::tenant;
    std::string name = {};
    std::int64_t leaseSeconds = 0;
    int dataClass = 1; ///< As SessionScope's.

    friend bool operator==(const GrantFrame&, const GrantFrame&) = default;
};

/// The actor may no longer read a scope: its rows leave the device.
struct RevokeFrame {
    std::int64_t scope = 0;
    std::string reason = {};
    std::int64_t rv = 0; ///< Of the revocation, for the receipt; 0: never granted.

    friend bool operator==(const RevokeFrame&, const RevokeFrame&) = default;
};

/// Rows as they are now. Each row is an array with one value per column; `id` and `rv` are columns.
struct RowsFrame {
    std::string entity = {};
    std::int64_t scope = 0;
    std::vector<std::string> columns = {};
    boost::json::array rows = {};

    friend bool operator==(const RowsFrame&, const RowsFrame&) = default;
};

/// A row's identity and version.
struct RowKey {
    Uuid id = {};
    std::int64_t rv = 0;

    friend bool operator==(const RowKey&, const RowKey&) = default;
};

enum class GoneOp {
    remove, ///< Deleted; `delete` on the wire.
    leave,  ///< Moved to another scope; remove only if it still is in this one.
};

/// Rows that are no longer in a scope.
struct GoneFrame {
    std::string entity = {};
    std::int64_t scope = 0;
    GoneOp op = GoneOp::remove;
    std::vector<RowKey> keys = {};

    friend bool operator==(const GoneFrame&, const GoneFrame&) = default;
};

/// What became of one of this client's mutations.
struct ResultFrame {
    PushResult result = {};

    friend bool operator==(const ResultFrame&, const ResultFrame&) = default;
};

/// Count and digest of a scope's rows at a cut.
struct ScopeDigest {
    std::int64_t scope = 0;
    std::int64_t count = 0;
    std::uint64_t sum = 0;

    friend bool operator==(const ScopeDigest&, const ScopeDigest&) = default;
};

/// Closes a pull answer; without it nothing of the answer counts.
struct EndFrame {
    std::int64_t to = 0;
    std::string salt = {};
    std::int64_t rows = 0;
    std::vector<ScopeDigest> digest = {};

    friend bool operator==(const EndFrame&, const EndFrame&) = default;
};

/// Closes a snapshot page.
struct PageFrame {
    std::int64_t scope = 0;
    std::string entity = {};
    std::optional<Uuid> next = {};             ///< Ask for rows after this id; none: done.
    std::optional<std::int64_t> readyCut = {}; ///< With the last page of the last entity.
    std::optional<ScopeDigest> digest = {};    ///< Of the scope at `readyCut`.

    friend bool operator==(const PageFrame&, const PageFrame&) = default;
};

using Frame = std::variant<
    HeadFrame,
    GrantFrame,
    RevokeFrame,
    RowsFrame,
    GoneFrame,
    ResultFrame,
    EndFrame,
    PageFrame>;

/// Reads one line, with or without its `\n`. Fault `invalid`/`malformed_frame`, `unsupported`/
/// `unknown_frame` or `tooLarge`. The rows of a RowsFrame live in `storage`.
[[nodiscard]] Result<Frame>
parseFrame(std::string_view line, boost::json::storage_ptr storage = {});

/// Appends a frame as one line, `\n` included. Rows frames with many rows are better written
/// through RowsFrameWriter.
void appendFrame(std::string& out, const Frame& frame);

} // namespace tidemark
