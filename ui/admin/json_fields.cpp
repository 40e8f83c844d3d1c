#include "ui/admin/json_fields.hpp"

#include "ui/kit/format.hpp"

#include <boost/json/value.hpp>

#include <charconv>

namespace tidemark::ui {
namespace json = boost::json;

QString wordsIn(const json::object& object, std::string_view key)
{
    return QString::fromStdString(textIn(object, key));
}

std::int64_t numberIn(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    if (value == nullptr)
        return 0;
    if (const auto* number = value->if_int64())
        return *number;
    std::int64_t number = 0;
    if (const auto* text = value->if_string())
        std::from_chars(text->data(), text->data() + text->size(), number);
    return number;
}

bool flagIn(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_bool() && value->get_bool();
}

QString whenIn(const json::object& object, std::string_view key)
{
    const auto when = timestampIn(object, key);
    return when ? formatDateTime(*when) : QString();
}

std::vector<std::string> textsIn(const json::object& object, std::string_view key)
{
    std::vector<std::string> all;
    const json::value* value = object.if_contains(key);
    const json::array* list = value == nullptr ? nullptr : value->if_array();
    if (list == nullptr)
        return all;
    for (const json::value& each : *list) {
        if (const json::string* one = each.if_string())
            all.emplace_back(*one);
    }
    return all;
}

const json::object& objectIn(const json::object& object, std::string_view key)
{
    static const json::object none;
    const json::value* value = object.if_contains(key);
    const json::object* found = value == nullptr ? nullptr : value->if_object();
    return found == nullptr ? none : *found;
}

} // namespace tidemark::ui
