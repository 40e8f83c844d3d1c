#include "sync/engine/work_place.hpp"

#include <boost/json/parse.hpp>

#include <array>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::string_view reportEntity = "complianceReport";
/// The fields that name a row, whatever entity it is of; the first two that are set are used.
constexpr std::array<std::string_view, 5> namingFields{
    "nickname", "name", "title", "fuelType", "endUse"};
constexpr int namesUsed = 2;

std::string textIn(const json::object& row, std::string_view key)
{
    const auto* value = row.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

std::string nameOf(const json::object& row)
{
    std::string name;
    int used = 0;
    for (const std::string_view field : namingFields) {
        const std::string text = textIn(row, field);
        if (text.empty() || used == namesUsed)
            continue;
        name += (name.empty() ? "" : ", ") + text;
        ++used;
    }
    return name;
}

} // namespace

json::object WorkPlaces::read(const std::string& entity, const Uuid& id)
{
    const auto text = desk_.windows.get(entity, id);
    boost::system::error_code failed;
    const auto value = text ? json::parse(*text, failed) : json::value();
    const auto* object = failed ? nullptr : value.if_object();
    return object != nullptr ? *object : json::object();
}

const json::object& WorkPlaces::report(const std::string& id)
{
    const auto [place, isNew] = reports_.try_emplace(id);
    const auto uuid = Uuid::parse(id);
    const bool isAsked = isNew && uuid;
    const json::object row = isAsked ? read(std::string(reportEntity), *uuid) : json::object();
    if (!row.empty())
        place->second = {
            {"id", id},
            {"year", row.contains("year") ? row.at("year") : json::value()},
            {"organization", textIn(row, "organizationName")}};
    return place->second;
}

json::object WorkPlaces::of(const PushOp& op)
{
    json::object row = read(op.entity, op.id);
    for (const auto& [field, value] : op.set)
        row.emplace(field, value); // Of a row that is not here, at least what it is to become.
    json::object place;
    const bool isReport = op.entity == reportEntity;
    const json::object& about = report(isReport ? op.id.toString() : textIn(row, "reportId"));
    if (!about.empty())
        place["report"] = about;
    if (const std::string name = isReport ? std::string() : nameOf(row); !name.empty())
        place["row"] = name;
    return place;
}

} // namespace tidemark::sync
