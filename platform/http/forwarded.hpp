// Who a request is from, when it comes through proxies.
#pragma once

#include "platform/identity/address_range.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tidemark::platform {

/// The address that the nearest proxy of ours saw. `peer` is that of the connection, `forwarded`
/// the values of X-Forwarded-For in their order. Only what a proxy in `trusted` wrote counts, so
/// nobody outside can choose an address; a list that cannot be read ends where it cannot.
[[nodiscard]] std::string clientAddress(
    std::string_view peer,
    const std::vector<std::string_view>& forwarded,
    const std::vector<AddressRange>& trusted
);

} // namespace tidemark::platform
