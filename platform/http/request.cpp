#include "platform/http/request.hpp"

#include "models/core/json_reader.hpp"

#include <algorithm>

namespace tidemark::platform {
namespace {

char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool isSameName(std::string_view left, std::string_view right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
        return lower(a) == lower(b);
    });
}

} // namespace

std::string_view nameOf(Method method)
{
    switch (method) {
    case Method::get:
        return "GET";
    case Method::head:
        return "HEAD";
    case Method::post:
        return "POST";
    case Method::put:
        return "PUT";
    case Method::patch:
        return "PATCH";
    case Method::del:
        return "DELETE";
    }
    return "";
}

std::optional<std::string_view> Request::header(std::string_view name) const
{
    for (const auto& [key, value] : headers) {
        if (isSameName(key, name))
            return value;
    }
    return std::nullopt;
}

std::string_view Request::pathParam(std::string_view name) const
{
    for (const auto& [key, value] : pathParams) {
        if (key == name)
            return value;
    }
    return {};
}

Result<Uuid> Request::pathId(std::string_view name) const
{
    auto id = Uuid::parse(pathParam(name));
    if (!id)
        return Fault{
            FaultCode::notFound,
            "no_such_row",
            "There is nothing with this id.",
            "Open the list again."};
    return id;
}

std::optional<std::string_view> Request::query(std::string_view name) const
{
    for (const auto& [key, value] : queryParams) {
        if (key == name)
            return value;
    }
    return std::nullopt;
}

Result<boost::json::object> Request::jsonBody() const
{
    if (body.empty())
        return boost::json::object{};
    auto value = parseJson(body, body.size());
    if (!value)
        return value.error();
    if (!value->is_object())
        return Fault{
            FaultCode::invalid,
            "malformed_json",
            "The body is not a JSON object.",
            "Send an object."};
    return std::move(value->get_object());
}

} // namespace tidemark::platform
