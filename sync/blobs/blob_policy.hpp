// Decisions about files that need neither disk nor network.
#pragma once

#include "sync/vault/blob_book.hpp"

#include <chrono>

namespace tidemark::sync {

/// How many bytes the next part has. Big ones cost fewer round trips; small ones lose less when the
/// line breaks, and each should be there within ten seconds.
class PartSize {
public:
    [[nodiscard]] std::int64_t bytes() const { return bytes_; }
    void took(std::chrono::milliseconds time);
    void failed();

private:
    std::int64_t bytes_ = 1024 * 1024;
};

/// What becomes of an upload or download that did not work.
enum class TransferFault {
    later,   ///< Tried again by itself after a while.
    person,  ///< The same would fail again; a person decides.
    restart, ///< From its beginning.
    stopped, ///< Signed out, or locked: nothing is to be said.
};

[[nodiscard]] TransferFault judgeTransfer(const Fault& fault);

/// The content that may go from this device, for `used` to come down to `budget`; those unused for
/// longest first. Never what is here alone, what waiting changes name (`needed`), what is open, or
/// what reports hold that a person wants kept (`pinned`).
[[nodiscard]] std::vector<BlobKey> toEvict(
    const std::vector<LocalBlob>& blobs,
    std::int64_t budget,
    const std::set<std::string>& needed,
    const std::set<Uuid>& pinned
);

/// Bytes on this device.
[[nodiscard]] std::int64_t bytesOnDevice(const LocalBlob& blob);

} // namespace tidemark::sync
