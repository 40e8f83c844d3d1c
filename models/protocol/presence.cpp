#include "models/protocol/presence.hpp"

#include "models/core/json_reader.hpp"

#include <boost/json/array.hpp>

namespace tidemark {
namespace {

namespace json = boost::json;

constexpr std::size_t fieldBytes = 200;
constexpr std::size_t nameBytes = 400;
constexpr std::size_t peopleMost = 100;

} // namespace

json::object toJson(const PresenceRequest& request)
{
    return {
        {"clientId", request.clientId},
        {"entity", request.entity},
        {"id", request.id.toString()},
        {"field", request.field},
        {"gone", request.isGone}};
}

json::object toJson(const PresentPerson& person)
{
    return {
        {"user", person.user},
        {"name", person.name},
        {"field", person.field},
        {"since", person.since.toString()},
        {"at", person.at.toString()}};
}

json::object toJson(const PresenceAnswer& answer)
{
    json::array people;
    for (const PresentPerson& person : answer.people)
        people.emplace_back(toJson(person));
    return {{"people", std::move(people)}, {"againMs", answer.againMs}};
}

Result<PresenceRequest> readPresenceRequest(const json::value& value)
{
    JsonReader in(value, "presence");
    PresenceRequest request{
        .clientId = in.text("clientId", 64),
        .entity = in.text("entity", 80),
        .id = in.uuid("id"),
        .field = in.optionalText("field", fieldBytes).value_or("")};
    if (in.has("gone"))
        request.isGone = in.boolean("gone");
    if (in.fault())
        return *in.fault();
    return request;
}

Result<PresentPerson> readPresentPerson(const json::value& value)
{
    JsonReader in(value, "person");
    PresentPerson person{
        .user = in.text("user", 64),
        .name = in.text("name", nameBytes),
        .field = in.optionalText("field", fieldBytes).value_or(""),
        .since = in.timestamp("since"),
        .at = in.timestamp("at")};
    if (in.fault())
        return *in.fault();
    return person;
}

Result<PresenceAnswer> readPresenceAnswer(const json::value& value)
{
    JsonReader in(value, "presence");
    PresenceAnswer answer{.againMs = in.counter("againMs")};
    const json::array& people = in.array("people");
    if (people.size() > peopleMost)
        in.refuse("people", "are more than 100");
    if (in.fault())
        return *in.fault();
    for (const json::value& one : people) {
        auto person = readPresentPerson(one);
        if (!person)
            return person.error();
        answer.people.push_back(*std::move(person));
    }
    return answer;
}

} // namespace tidemark
