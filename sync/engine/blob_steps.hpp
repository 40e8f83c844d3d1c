// What the files need to know of rows, in one step on the stores' thread.
#pragma once

#include "sync/engine/stores.hpp"

namespace tidemark::sync {

/// A file whose turn it is. Shared: a step on another thread holds it too.
struct DueTransfer {
    std::shared_ptr<LocalBlob> blob = {}; ///< Null: there is none.
    std::int64_t scope = 0; ///< Of its report, for what goes up; 0: that is not there yet.
};

/// An attachment that the platform has.
struct RemoteAttachment {
    BlobKey key = {};
    std::string remoteId = {};
    std::string mime = {};
    std::int64_t size = 0;
};

/// What there is to decide from when files are let go.
struct BlobCensus {
    std::vector<LocalBlob> blobs = {};
    std::set<std::string> needed = {}; ///< Named by waiting changes and by work set aside.
    std::set<BlobKey> attached = {};   ///< Named by rows of the mirror.
    std::set<Uuid> reports = {};       ///< Of `blobs`, those that are in the mirror.
    std::set<Uuid> pinned = {};
    std::int64_t budget = 0;
    bool isWhole = false; ///< No scope is joining: what is not in the mirror is gone.
};

inline constexpr std::int64_t defaultBlobBudget = 2LL * 1024 * 1024 * 1024;

/// The oldest in this state that is due and not under way.
[[nodiscard]] Result<DueTransfer> dueTransfer(
    DeskStore& desk, BlobPlaceState state, Timestamp now, const std::set<BlobKey>& underWay
);
[[nodiscard]] Result<BlobCensus> blobCensus(DeskStore& desk);
/// Attachments of pinned reports whose content is not on this device at all.
[[nodiscard]] Result<std::vector<RemoteAttachment>> missingPinned(DeskStore& desk);
/// A file with nothing in it yet.
[[nodiscard]] LocalBlob toFetch(const RemoteAttachment& attachment);
[[nodiscard]] Result<std::int64_t> blobBudget(DeskStore& desk);
[[nodiscard]] Result<void> setBlobBudget(DeskStore& desk, std::int64_t bytes);

} // namespace tidemark::sync
