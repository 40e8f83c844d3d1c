#include "platform/identity/address_range.hpp"

#include <boost/asio/ip/address.hpp>

#include <charconv>
#include <optional>

namespace tidemark::platform {
namespace {

namespace ip = boost::asio::ip;
using Bytes = std::array<std::uint8_t, 16>;

constexpr int mappedBits = 96;

Fault badAddress(std::string_view text)
{
    return Fault{
        FaultCode::invalid,
        "bad_address",
        "“" + std::string(text.substr(0, 60)) + "” is no address or range of addresses.",
        "Write it as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32."};
}

struct Parsed {
    Bytes bytes = {};
    bool isV4 = false;
};

std::optional<Parsed> parseAddress(std::string_view text)
{
    boost::system::error_code error;
    const ip::address address = ip::make_address(std::string(text), error);
    const bool isZoned = text.find('%') != text.npos;
    if (error || isZoned)
        return std::nullopt;
    if (address.is_v4())
        return Parsed{ip::make_address_v6(ip::v4_mapped, address.to_v4()).to_bytes(), true};
    return Parsed{address.to_v6().to_bytes(), false};
}

/// Whether the first `bits` of both are the same.
bool agree(const Bytes& left, const Bytes& right, int bits)
{
    for (std::size_t i = 0; i < left.size() && bits > 0; ++i, bits -= 8) {
        const int mask = bits >= 8 ? 0xff : 0xff << (8 - bits) & 0xff;
        if ((left[i] & mask) != (right[i] & mask))
            return false;
    }
    return true;
}

Bytes masked(Bytes bytes, int bits)
{
    for (std::size_t i = 0; i < bytes.size(); ++i, bits -= 8) {
        const int kept = bits >= 8 ? 0xff : bits <= 0 ? 0 : 0xff << (8 - bits) & 0xff;
        bytes[i] = static_cast<std::uint8_t>(bytes[i] & kept);
    }
    return bytes;
}

} // namespace

Result<AddressRange> AddressRange::parse(std::string_view text)
{
    const std::size_t slash = text.find('/');
    const auto address = parseAddress(text.substr(0, slash));
    if (!address)
        return badAddress(text);
    AddressRange range;
    range.bytes_ = address->bytes;
    if (slash == text.npos)
        return range;
    int bits = -1;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data() + slash + 1, last, bits);
    const int most = address->isV4 ? 32 : 128;
    if (error != std::errc{} || end != last || bits < 0 || bits > most)
        return badAddress(text);
    range.bits_ = address->isV4 ? bits + mappedBits : bits;
    if (masked(range.bytes_, range.bits_) != range.bytes_)
        return badAddress(text);
    return range;
}

bool AddressRange::contains(std::string_view address) const
{
    const auto parsed = parseAddress(address);
    return parsed && agree(parsed->bytes, bytes_, bits_);
}

std::string AddressRange::toString() const
{
    const ip::address_v6 address(bytes_);
    const bool isV4 = address.is_v4_mapped() && bits_ >= mappedBits;
    std::string text =
        isV4 ? ip::make_address_v4(ip::v4_mapped, address).to_string() : address.to_string();
    if (bits_ < 128)
        text += '/' + std::to_string(isV4 ? bits_ - mappedBits : bits_);
    return text;
}

} // namespace tidemark::platform
