#include "sync/blobs/blob_policy.hpp"

#include <algorithm>

namespace tidemark::sync {
namespace {

constexpr std::int64_t leastPart = 256 * 1024;
constexpr std::int64_t mostPart = 8 * 1024 * 1024;
constexpr std::chrono::milliseconds quick{2'000};
constexpr std::chrono::milliseconds slow{10'000};

} // namespace

void PartSize::took(std::chrono::milliseconds time)
{
    if (time < quick)
        bytes_ = std::min(mostPart, bytes_ * 2);
    else if (time > slow)
        failed();
}

void PartSize::failed()
{
    bytes_ = std::max(leastPart, bytes_ / 2);
}

TransferFault judgeTransfer(const Fault& fault)
{
    if (fault.code == FaultCode::unauthenticated || fault.code == FaultCode::locked)
        return TransferFault::stopped;
    if (fault.reason == "hash_mismatch" || fault.reason == "wrong_content" ||
        fault.reason == "blob_damaged" || fault.reason == "wrong_offset" ||
        fault.reason == "no_such_blob" || fault.reason == "bad_range")
        return TransferFault::restart;
    switch (fault.code) {
    case FaultCode::invalid:
    case FaultCode::notFound:
    case FaultCode::forbidden:
    case FaultCode::tooLarge:
    case FaultCode::corrupt:
    case FaultCode::unsupported:
        return TransferFault::person;
    default:
        return TransferFault::later;
    }
}

std::int64_t bytesOnDevice(const LocalBlob& blob)
{
    return blob.state == BlobPlaceState::fetching ? blob.done : blob.size;
}

std::vector<BlobKey> toEvict(
    const std::vector<LocalBlob>& blobs,
    std::int64_t budget,
    const std::set<std::string>& needed,
    const std::set<Uuid>& pinned
)
{
    std::int64_t used = 0;
    std::vector<const LocalBlob*> free;
    for (const LocalBlob& blob : blobs) {
        used += bytesOnDevice(blob);
        const bool mayGo = blob.state == BlobPlaceState::here && !needed.contains(blob.sha256) &&
                           !pinned.contains(blob.report);
        if (mayGo)
            free.push_back(&blob);
    }
    std::stable_sort(free.begin(), free.end(), [](const LocalBlob* a, const LocalBlob* b) {
        return a->usedAt.micros < b->usedAt.micros;
    });
    std::vector<BlobKey> gone;
    for (const LocalBlob* blob : free) {
        if (used <= budget)
            break;
        used -= blob->size;
        gone.push_back({blob->sha256, blob->report});
    }
    return gone;
}

} // namespace tidemark::sync
