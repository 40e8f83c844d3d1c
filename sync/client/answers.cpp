#include "sync/client/answers.hpp"

#include <utility>

namespace tidemark::sync {
namespace json = boost::json;
namespace {

Fault unreadable()
{
    return Fault{
        FaultCode::invalid,
        "answer_malformed",
        "The background program answered something that cannot be read.",
        "Update the desk and the agent to the same version."};
}

std::int64_t integerIn(const json::object& object, std::string_view key, std::int64_t missing)
{
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_int64() ? value->get_int64() : missing;
}

std::string stringIn(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

} // namespace

Result<RowPage> rowPageFromJson(json::value answer)
{
    json::object* object = answer.if_object();
    json::value* rows = object == nullptr ? nullptr : object->if_contains("rows");
    if (rows == nullptr || !rows->is_array())
        return unreadable();
    RowPage page;
    page.total = integerIn(*object, "total", -1);
    page.offset = integerIn(*object, "offset", 0);
    page.cut = stringIn(*object, "cut");
    if (page.total < 0)
        return unreadable();
    page.rows.reserve(rows->get_array().size());
    for (json::value& row : rows->get_array()) {
        if (!row.is_object())
            return unreadable();
        page.rows.push_back(std::move(row.get_object()));
    }
    return page;
}

Result<RowSum> rowSumFromJson(const json::value& answer)
{
    const json::object* object = answer.if_object();
    if (object == nullptr)
        return unreadable();
    RowSum sum{stringIn(*object, "sum"), integerIn(*object, "count", 0)};
    if (sum.sum.empty())
        sum.sum.push_back('0');
    return sum;
}

Result<std::int64_t> midFromJson(const json::value& answer)
{
    const json::object* object = answer.if_object();
    const std::int64_t mid = object == nullptr ? -1 : integerIn(*object, "mid", -1);
    if (mid < 0)
        return unreadable();
    return mid;
}

Result<json::object> objectFrom(Result<json::value> answer)
{
    if (!answer)
        return answer.error();
    if (!answer->is_object())
        return unreadable();
    return std::move(answer->get_object());
}

Changes changesFromJson(const json::object& params)
{
    Changes changes;
    changes.cut = stringIn(params, "cut");
    const json::value* entities = params.if_contains("entities");
    if (entities == nullptr || !entities->is_object())
        return changes;
    for (const auto& [entity, ids] : entities->get_object()) {
        auto& known = changes.entities[std::string(entity)];
        if (!ids.is_array())
            continue;
        known.emplace();
        for (const json::value& id : ids.get_array()) {
            if (id.is_string())
                known->emplace_back(id.get_string());
        }
    }
    return changes;
}

MutationResult resultFromJson(const json::object& params)
{
    return MutationResult{
        integerIn(params, "mid", 0),
        stringIn(params, "status"),
        stringIn(params, "cause"),
        stringIn(params, "nextStep")};
}

QString textIn(const json::object& object, std::string_view key)
{
    return QString::fromStdString(stringIn(object, key));
}

} // namespace tidemark::sync
