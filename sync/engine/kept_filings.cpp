#include "sync/engine/kept_filings.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {

namespace json = boost::json;

Result<std::set<Uuid>> keptFilings(DeskStore& desk)
{
    const auto text = desk.vault.setting(filingSetting);
    if (!text)
        return text.error();
    boost::system::error_code failed;
    const auto value = *text ? json::parse(**text, failed) : json::value();
    std::set<Uuid> reports;
    for (const json::value& one : value.is_array() ? value.get_array() : json::array()) {
        const auto* object = one.if_object();
        const auto* id = object ? object->if_contains("report") : nullptr;
        const auto* name = id ? id->if_string() : nullptr;
        if (const auto report = Uuid::parse(name ? std::string_view(*name) : std::string_view()))
            reports.insert(*report);
    }
    return reports;
}

} // namespace tidemark::sync
