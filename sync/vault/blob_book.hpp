// The files on this device whose content belongs to attachments: what is to be sent, what was
// fetched, and their keys.
#pragma once

#include "models/core/secret.hpp"
#include "models/core/timestamp.hpp"
#include "models/protocol/push.hpp"
#include "sync/sqlite/database.hpp"

#include <set>
#include <span>

namespace tidemark::sync {

/// Where a content is. Names are those of the table.
enum class BlobPlaceState {
    local,    ///< Here alone: it has to be sent.
    fetching, ///< The platform has it; here is a part.
    here,     ///< The platform has it, and it is here as a whole.
};

/// One content of one report. The same content of two reports is two, since those may be of two
/// scopes, which share nothing.
struct LocalBlob {
    std::string sha256 = {};
    Uuid report = {};
    std::int64_t size = 0;
    std::string mime = {};
    std::string file = {}; ///< A random name below `blobs/`.
    Secret key = {};       ///< Of this file alone.
    BlobPlaceState state = BlobPlaceState::local;
    std::string remoteId = {}; ///< On the platform, where it is known.
    std::int64_t done = 0;     ///< Bytes sent or fetched.
    int attempts = 0;          ///< Failed ones, since the last success.
    Timestamp nextTry = {};    ///< Not before.
    std::optional<Fault> fault = {};
    Timestamp usedAt = {};
};

/// Names one of them.
struct BlobKey {
    std::string sha256 = {};
    Uuid report = {};

    friend auto operator<=>(const BlobKey&, const BlobKey&) = default;
};

/// A person has to do something before it is tried again.
inline constexpr Timestamp waitsForPerson{std::numeric_limits<std::int64_t>::max()};

/// The vault's table of files. Each call is on the disk when it returns.
class BlobBook {
public:
    explicit BlobBook(Database& db)
        : db_(db)
    {
    }

    [[nodiscard]] Result<std::optional<LocalBlob>> find(const BlobKey& key);
    [[nodiscard]] Result<std::vector<LocalBlob>> all();
    [[nodiscard]] Result<std::vector<LocalBlob>> ofReport(const Uuid& report);
    /// Those in this state that are due, `most` of them; the oldest first.
    [[nodiscard]] Result<std::vector<LocalBlob>>
    due(BlobPlaceState state, Timestamp now, std::int64_t most);
    /// When the next one in that state is due; none when nothing waits for a time.
    [[nodiscard]] Result<std::optional<Timestamp>> nextDue(BlobPlaceState state);

    /// Adds or replaces; the file is on the disk already.
    [[nodiscard]] Result<void> put(const LocalBlob& blob);
    /// Its key goes with it: what is left of the file cannot be read any more.
    [[nodiscard]] Result<void> forget(const BlobKey& key);

    [[nodiscard]] Result<std::set<Uuid>> pinnedReports();
    [[nodiscard]] Result<void> pin(const Uuid& report, bool isPinned);

    /// Whether anything waits for being sent; costs little.
    [[nodiscard]] Result<bool> hasLocal();
    /// Of these contents, is one here alone?
    [[nodiscard]] Result<bool> isLocal(const std::set<std::string>& contents);

private:
    Database& db_;
};

/// The contents that a mutation gives to attachments.
[[nodiscard]] std::set<std::string> contentsOf(std::span<const PushOp> ops);

} // namespace tidemark::sync
