// A range of network addresses, as `192.0.2.0/24` or `2001:db8::/32`.
#pragma once

#include "models/core/fault.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark::platform {

/// IPv4 addresses are kept in their IPv6 form, so that `::ffff:192.0.2.7` is `192.0.2.7`.
class AddressRange {
public:
    /// An address alone is a range of one. Fault `invalid`/`bad_address`; also for bits that are
    /// set behind the mask, because then nobody knows which of the two was meant.
    [[nodiscard]] static Result<AddressRange> parse(std::string_view text);

    /// False for a text that is no address.
    [[nodiscard]] bool contains(std::string_view address) const;

    /// The shortest form, e.g. `192.0.2.7` or `2001:db8::/32`.
    [[nodiscard]] std::string toString() const;

    friend bool operator==(const AddressRange&, const AddressRange&) = default;

private:
    std::array<std::uint8_t, 16> bytes_ = {};
    int bits_ = 128; ///< Of the IPv6 form.
};

} // namespace tidemark::platform
