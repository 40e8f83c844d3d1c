// One text for support: how this device stands, without what a person wrote.
#pragma once

#include "sync/engine/diagnostics.hpp"

#include <string>
#include <vector>

namespace tidemark::sync {

/// What goes into the bundle.
struct BundleParts {
    Status status = {};
    std::vector<Check> checks = {};
    StoreCondition stores = {};
    std::vector<PendingMutation> pending = {};
    Home home = {};
};

/// Sections of plain text: versions, status, checks, scopes, pending, log. Values of fields are
/// never in it. Redacted, also names, addresses, paths and ids of persons are not.
[[nodiscard]] std::string bundleOf(const BundleParts& parts, bool isRedacted);

} // namespace tidemark::sync
