// Where a connector may lead, and when its password must be entered again.
#pragma once

#include <boost/json/object.hpp>

#include <string_view>

namespace tidemark {

/// Whether the text names one machine of a network, by name or address. A folder of local sockets
/// and a list of hosts do not: through them libpq would reach what the platform itself may.
[[nodiscard]] bool isNetworkHost(std::string_view host);

/// Whether `changes` take the connector `before` to another server or user, or protect the way
/// there less: the password that is kept was entered for the old ones.
[[nodiscard]] bool
leadsElsewhere(const boost::json::object& before, const boost::json::object& changes);

} // namespace tidemark
