#include "platform/http/forwarded.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>

namespace tidemark::platform {
namespace {

constexpr std::string_view space = " \t";

/// The last entry of a list, which loses it.
std::string_view takeLast(std::string_view& list)
{
    const std::size_t comma = list.rfind(',');
    std::string_view last = comma == list.npos ? list : list.substr(comma + 1);
    list = comma == list.npos ? std::string_view() : list.substr(0, comma);
    last.remove_prefix(std::min(last.find_first_not_of(space), last.size()));
    return last.substr(0, last.find_last_not_of(space) + 1);
}

/// In one form; empty: it is no address.
std::string readAddress(std::string_view text)
{
    if (text.find('%') != text.npos) // Names a network card of the proxy.
        return {};
    boost::system::error_code failed;
    const auto address = boost::asio::ip::make_address(text, failed);
    return failed ? std::string() : address.to_string();
}

} // namespace

std::string clientAddress(
    std::string_view peer,
    const std::vector<std::string_view>& forwarded,
    const std::vector<AddressRange>& trusted
)
{
    const auto isOurs = [&trusted](std::string_view address) {
        return std::any_of(trusted.begin(), trusted.end(), [address](const AddressRange& range) {
            return range.contains(address);
        });
    };
    std::string all;
    for (const std::string_view list : forwarded)
        all.append(all.empty() ? "" : ",").append(list);
    std::string_view rest = all;
    std::string client(peer);
    while (isOurs(client) && !rest.empty()) {
        std::string next = readAddress(takeLast(rest));
        if (next.empty())
            break;
        client = std::move(next);
    }
    return client;
}

} // namespace tidemark::platform
