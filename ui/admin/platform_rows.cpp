#include "ui/admin/platform_rows.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/admin/platform_api.hpp"

#include <boost/json/serialize.hpp>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

std::string textOf(const json::value& value)
{
    return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
}

std::string conditions(const sync::RowQuery& query, ListForm form)
{
    std::string text;
    if (form == ListForm::plain) {
        for (const sync::RowCondition& one : query.filter)
            text += '&' + one.field + '=' + inQuery(textOf(one.value));
        return text;
    }
    json::array filter;
    for (const sync::RowCondition& one : query.filter)
        filter.push_back(json::object{{"field", one.field}, {"op", one.op}, {"value", one.value}});
    if (!filter.empty())
        text += "&filter=" + inQuery(json::serialize(filter));
    std::string sort;
    for (const std::string& field : query.sort)
        sort += (sort.empty() ? "" : ",") + field;
    return sort.empty() ? text : text + "&sort=" + sort;
}

} // namespace

sync::RowSource platformRows(sync::AgentClient& agent, std::string path, ListForm form)
{
    return [&agent, path = std::move(path), form](
               const sync::RowQuery& query,
               std::int64_t offset,
               int limit,
               QObject* context,
               sync::AgentClient::Reply<sync::RowPage> reply
           ) {
        PlatformCall call;
        call.path = path + "?page=" + std::to_string(offset / limit + 1) +
                    "&size=" + std::to_string(limit) + conditions(query, form);
        if (!query.search.empty())
            call.path += "&search=" + inQuery(query.search);
        const auto pass = [offset, reply = std::move(reply)](const PlatformAnswer& answer) {
            if (!answer) {
                reply(*answer.fault);
                return;
            }
            sync::RowPage page;
            page.offset = offset;
            page.total = numberIn(answer.object(), "total");
            page.rows = objectsIn(answer.object(), "items");
            reply(std::move(page));
        };
        askPlatform(agent, std::move(call), context, pass);
    };
}

} // namespace tidemark::ui
