#include "tests/simulation/server/organizations.hpp"

#include <boost/json/value.hpp>

namespace tidemark::sim {

std::string organizationOf(Scope scope)
{
    Uuid id;
    id.bytes[0] = 1;
    id.bytes[6] = 0x70;
    id.bytes[8] = 0x80;
    id.bytes[14] = static_cast<std::uint8_t>(scope >> 8);
    id.bytes[15] = static_cast<std::uint8_t>(scope);
    return id.toString();
}

Scope scopeOf(const EntityInfo& info, const boost::json::object& fields)
{
    if (info.scope == tidemark::Scope::tenant)
        return tenantScope;
    const auto* text = fields.if_contains("organizationId");
    const auto id = Uuid::parse(
        text != nullptr && text->is_string() ? std::string_view(text->get_string()) : ""
    );
    return id ? (id->bytes[14] << 8) + id->bytes[15] : 0;
}

} // namespace tidemark::sim
