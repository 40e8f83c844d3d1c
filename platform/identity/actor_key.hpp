// The API key that somebody's program came with.
#pragma once

#include "models/core/uuid.hpp"
#include "platform/identity/address_range.hpp"

#include <string>
#include <vector>

namespace tidemark::platform {

/// What of a key matters for each request. Its permissions are the actor's.
struct ActorKey {
    Uuid id = {};
    std::string prefix = {}; ///< `tmk_1_Ab3dE6gH`, as people see it.
    int ratePerMinute = 60;
    std::vector<AddressRange> allowedFrom = {}; ///< Empty: from anywhere.

    [[nodiscard]] bool isAllowedFrom(std::string_view address) const
    {
        bool isAllowed = allowedFrom.empty();
        for (const AddressRange& range : allowedFrom)
            isAllowed = isAllowed || range.contains(address);
        return isAllowed;
    }
};

} // namespace tidemark::platform
