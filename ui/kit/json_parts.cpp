#include "ui/kit/json_parts.hpp"

namespace tidemark::ui {
namespace json = boost::json;

std::string textIn(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

std::optional<Timestamp> timestampIn(const json::object& object, std::string_view key)
{
    const auto parsed = Timestamp::parse(textIn(object, key));
    return parsed ? std::optional(*parsed) : std::nullopt;
}

std::vector<json::object> objectsIn(const json::object& object, std::string_view key)
{
    std::vector<json::object> all;
    const auto* list = object.if_contains(key);
    if (list == nullptr || !list->is_array())
        return all;
    for (const json::value& each : list->get_array()) {
        if (each.is_object())
            all.push_back(each.get_object());
    }
    return all;
}

} // namespace tidemark::ui
