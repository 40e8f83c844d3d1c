#include "models/entities/connector_rules.hpp"

#include "models/entities/report_run.hpp"
#include "models/entity/record_codec.hpp"

#include <algorithm>

namespace tidemark {
namespace {

bool belongsToHost(char c)
{
    const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool isDigit = c >= '0' && c <= '9';
    // The colon and the percent sign stand in IPv6 addresses.
    return isLetter || isDigit || std::string_view(".-_:%").find(c) != std::string_view::npos;
}

TlsMode tlsModeIn(const boost::json::object& row)
{
    const auto* mode = row.if_contains("tlsMode");
    const auto known = mode && mode->is_string() ? choiceOf<TlsMode>(mode->get_string())
                                                 : std::optional<TlsMode>();
    return known.value_or(TlsMode::disable);
}

} // namespace

bool isNetworkHost(std::string_view host)
{
    return !host.empty() && std::all_of(host.begin(), host.end(), belongsToHost);
}

bool leadsElsewhere(const boost::json::object& before, const boost::json::object& changes)
{
    for (const std::string_view field : {"host", "port", "username"}) {
        const auto* now = changes.if_contains(field);
        const auto* then = before.if_contains(field);
        if (now && (!then || *now != *then))
            return true;
    }
    return changes.contains("tlsMode") && tlsModeIn(changes) < tlsModeIn(before);
}

} // namespace tidemark
