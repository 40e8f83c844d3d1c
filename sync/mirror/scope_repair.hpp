// Finding out what a scope holds wrong, in as few questions as its differences need.
#pragma once

#include "sync/mirror/mirror_writer.hpp"

#include <string>
#include <variant>
#include <vector>

namespace tidemark::sync {

/// What a repair asks the platform next; `std::monostate`: all is known.
using RepairAsk = std::variant<std::monostate, DigestRequest, KeysRequest, FetchRequest>;

/// One repair of one scope: a pure conversation. Send what `ask` says (`POST digest`, `rows`,
/// `fetch`), hand the body of the answer to `take`, until `ask` is empty; then give it, with those
/// of other scopes, to `MirrorWriter::applyRepairs`. The mirror may not change meanwhile.
///
/// Questions are proportional to the damage: only differing buckets are listed, only missing and
/// stale rows are fetched.
class ScopeRepair {
public:
    explicit ScopeRepair(ScopeId scope)
        : scope_(scope)
    {
    }

    [[nodiscard]] RepairAsk ask() const;
    /// Fault `tooLarge`/`repair_too_large`: so much differs that joining anew is cheaper.
    [[nodiscard]] Result<void> take(MirrorWriter& mirror, std::string_view answer);

    [[nodiscard]] ScopeId scope() const { return scope_; }
    [[nodiscard]] std::int64_t readyCut() const { return readyCut_; }
    /// Rows here that the platform does not have in this scope.
    [[nodiscard]] const std::vector<VersionedKey>& extra() const { return extra_; }
    /// Frames with the rows that were missing or stale.
    [[nodiscard]] const std::vector<std::string>& pages() const { return pages_; }
    [[nodiscard]] std::size_t fetchedRows() const { return wanted_.size(); }

private:
    enum class Step { buckets, keys, rows, done };

    [[nodiscard]] Result<void> takeBuckets(MirrorWriter& mirror, std::string_view answer);
    [[nodiscard]] Result<void> takeKeys(MirrorWriter& mirror, std::string_view answer);
    [[nodiscard]] Result<void> takeRows(std::string_view answer);
    [[nodiscard]] std::vector<int> bucketGroup() const;
    [[nodiscard]] Result<void> compare(MirrorWriter& mirror);
    void toRows();

    ScopeId scope_;
    Step step_ = Step::buckets;
    std::int64_t readyCut_ = 0;
    std::vector<int> differing_ = {};
    std::size_t bucketsDone_ = 0;
    std::optional<EntityKey> after_ = {};
    std::vector<VersionedKey> theirs_ = {}; // Of the buckets at hand.
    std::vector<EntityKey> wanted_ = {};
    std::size_t wantedDone_ = 0;
    std::vector<VersionedKey> extra_ = {};
    std::vector<std::string> pages_ = {};
    std::size_t bytes_ = 0;
};

} // namespace tidemark::sync
