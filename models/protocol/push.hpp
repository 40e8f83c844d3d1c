// Mutations on their way to the platform, and what became of them.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/timestamp.hpp"
#include "models/core/uuid.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

/// What an operation does to its row; `remove` is `delete` on the wire.
enum class PushOpKind { create, update, remove };

/// One write of a mutation.
struct PushOp {
    PushOpKind kind = PushOpKind::update;
    std::string entity = {};
    Uuid id = {};
    std::optional<std::int64_t> baseRv = {}; ///< The row as the author saw it; none at creation.
    boost::json::object base = {};           ///< What each field of `set` held then.
    boost::json::object set = {};

    friend bool operator==(const PushOp&, const PushOp&) = default;
};

/// What a conflict in one field does to the rest of the mutation.
enum class MergeMode {
    atomic,      ///< Nothing of the mutation is applied.
    cleanFields, ///< The other fields are applied; the answer is `partial`.
};

/// One intent of the user, applied by the platform in one transaction.
struct PushMutation {
    std::int64_t mid = 0;  ///< 1, 2, 3 … per client, without gaps.
    std::string name = {}; ///< `fuelSupply.edit`.
    std::vector<PushOp> ops = {};
    MergeMode mergeMode = MergeMode::atomic;
    Timestamp clientTime = {};
    std::string sha = {}; ///< Hex SHA-256 of `name` and `ops`, see `shaOf`.
    bool park = false;    ///< Do not carry it out, keep it for support; not part of `sha`.
    std::vector<std::int64_t> depends = {};    ///< Without these it cannot be carried out.
    std::string history = {};                  ///< In which the platform had accepted it before.
    std::optional<std::int64_t> resolves = {}; ///< The mutation whose conflict this decides.

    friend bool operator==(const PushMutation&, const PushMutation&) = default;
};

struct PushRequest {
    std::string clientId = {};
    std::int64_t incarnation = 0;
    std::vector<PushMutation> mutations = {}; ///< In rising order of mid.

    friend bool operator==(const PushRequest&, const PushRequest&) = default;
};

/// How a mutation ended.
enum class PushStatus { applied, merged, partial, noop, conflict, rejected, parked };

/// The mutation took effect, in whole or in part.
[[nodiscard]] constexpr bool isSuccess(PushStatus status)
{
    return status == PushStatus::applied || status == PushStatus::merged ||
           status == PushStatus::partial || status == PushStatus::noop;
}

[[nodiscard]] std::string_view nameOf(PushStatus status);
[[nodiscard]] std::optional<PushStatus> pushStatusOf(std::string_view name);
[[nodiscard]] std::string_view nameOf(PushOpKind kind); ///< `create`, `update`, `delete`.
[[nodiscard]] std::string_view nameOf(MergeMode mode);

/// A row that the mutation wrote, with the version it got.
struct PushEffect {
    std::string entity = {};
    Uuid id = {};
    std::int64_t rv = 0;

    friend bool operator==(const PushEffect&, const PushEffect&) = default;
};

/// Who wrote what a conflict calls theirs. Empty where an older platform did not tell.
struct PushAuthor {
    std::string name = {};
    std::string device = {}; ///< Empty: not by a device, but over the API.
    std::optional<Timestamp> at = {};

    friend bool operator==(const PushAuthor&, const PushAuthor&) = default;
};

/// One field that waits for a person. See ConflictKind in models/merge.
struct PushConflict {
    std::string entity = {};
    Uuid id = {};
    std::string field = {}; ///< Empty: the row as a whole.
    boost::json::value base = {};
    boost::json::value mine = {};
    boost::json::value theirs = {};
    std::string group = {}; ///< Fields of one group are decided together; empty: the field alone.
    std::string kind = {};  ///< `values` when empty, `text`, `lines`, `rule`, `gone`, `removed`.
    std::int64_t theirRv = 0;
    PushAuthor by = {};
    boost::json::array rules = {}; ///< Of the kind `rule`: `{field, reason, args}`.

    friend bool operator==(const PushConflict&, const PushConflict&) = default;
};

struct PushResult {
    std::int64_t mid = 0;
    PushStatus status = PushStatus::applied;
    std::string code = {}; ///< Reason when refused, e.g. `denied`, `gone`; else empty (null).
    std::string cause = {};
    std::string nextStep = {};
    std::vector<PushEffect> effects = {};
    std::vector<PushConflict> conflicts = {};
    /// Begin of the sha of what was answered; empty from platforms that did not say it yet.
    std::string sha = {};

    friend bool operator==(const PushResult&, const PushResult&) = default;
};

/// What a result says of the mutation that it answers: numbers alone are not proof when two copies
/// of a device were at work.
[[nodiscard]] std::string shaBegin(const PushMutation& mutation);

/// Answer of `push` and of `mutations`.
struct PushAnswer {
    std::int64_t lastMid = 0;
    std::vector<PushResult> results = {};

    friend bool operator==(const PushAnswer&, const PushAnswer&) = default;
};

/// Hex SHA-256 of a mutation's name, merge mode and operations: the same mid with another sha is a
/// bug of the client.
[[nodiscard]] std::string shaOf(const PushMutation& mutation);

[[nodiscard]] boost::json::object toJson(const PushOp& op);
[[nodiscard]] boost::json::object toJson(const PushMutation& mutation);
[[nodiscard]] boost::json::object toJson(const PushRequest& request);
[[nodiscard]] boost::json::object toJson(const PushConflict& conflict);
[[nodiscard]] boost::json::object toJson(const PushResult& result); ///< Without the `f` of frames.
[[nodiscard]] boost::json::object toJson(const PushAnswer& answer);

/// These refuse what is malformed or over a limit; entities and fields are not looked up.
[[nodiscard]] Result<PushMutation> readMutation(const boost::json::value& value);
[[nodiscard]] Result<PushRequest> readPushRequest(const boost::json::value& value);
[[nodiscard]] Result<PushResult> readPushResult(const boost::json::value& value);
[[nodiscard]] Result<PushAnswer> readPushAnswer(const boost::json::value& value);

} // namespace tidemark
