// One text for support: how this device stands, without what a person wrote.
#pragma once

#include "sync/engine/diagnostics.hpp"

#include <set>
#include <string>
#include <vector>

namespace tidemark::sync {

/// What goes into the bundle.
struct BundleParts {
    Status status = {};
    std::vector<Check> checks = {};
    StoreCondition stores = {};
    std::vector<PendingMutation> pending = {};
    std::vector<SyncEvent> events = {};  ///< Newest first.
    std::optional<Timestamp> since = {}; ///< Lines of the log from then on; nothing: its end.
    Home home = {};
};

/// Sections of plain text: versions, status, checks, scopes, pending, events, log; of these the
/// `wanted` ones, or all. Values of fields are never in it. Redacted, also names, addresses, paths
/// and ids of persons are not.
[[nodiscard]] std::string
bundleOf(const BundleParts& parts, bool isRedacted, const std::set<std::string>& wanted = {});

} // namespace tidemark::sync
