#include "platform/entities/openapi.hpp"

#include "models/entities/entities.hpp"
#include "platform/entities/row_writer.hpp"

#include <boost/json/serialize.hpp>

namespace tidemark::platform {
namespace {

namespace json = boost::json;

constexpr std::string_view prefix = "/api/v1/";

json::object reference(std::string_view schema)
{
    return {{"$ref", "#/components/schemas/" + std::string(schema)}};
}

json::object content(json::object schema, std::string_view type = "application/json")
{
    json::object content;
    content[type] = json::object{{"schema", std::move(schema)}};
    return content;
}

json::object schemaOf(const FieldInfo& field)
{
    json::object schema;
    std::string_view type = "string";
    switch (field.kind) {
    case FieldKind::integer:
        type = "integer";
        break;
    case FieldKind::boolean:
        type = "boolean";
        break;
    case FieldKind::decimal:
        schema["format"] = "decimal";
        break;
    case FieldKind::timestamp:
        schema["format"] = "date-time";
        break;
    case FieldKind::date:
        schema["format"] = "date";
        break;
    case FieldKind::uuid:
        schema["format"] = "uuid";
        break;
    case FieldKind::json:
        return schema;
    case FieldKind::text:
        if (field.most)
            schema["maxLength"] = *field.most;
        break;
    case FieldKind::enumeration:
        schema["enum"] = json::array(field.choices.begin(), field.choices.end());
        break;
    }
    if (field.nullable)
        schema["type"] = json::array{json::string(type), "null"};
    else
        schema["type"] = type;
    if (field.platformSet)
        schema["readOnly"] = true;
    if (field.kind == FieldKind::integer && field.least)
        schema["minimum"] = *field.least;
    if (field.kind == FieldKind::integer && field.most)
        schema["maximum"] = *field.most;
    return schema;
}

json::object readOnlyText(std::string_view format)
{
    return {{"type", "string"}, {"format", format}, {"readOnly", true}};
}

json::object schemaOf(const EntityInfo& info)
{
    json::object properties;
    properties["id"] = json::object{{"type", "string"}, {"format", "uuid"}};
    properties["rv"] = readOnlyText("int64");
    for (const FieldInfo& field : info.fields)
        properties[field.name] = schemaOf(field);
    properties["createdAt"] = readOnlyText("date-time");
    properties["updatedAt"] = readOnlyText("date-time");
    return {{"type", "object"}, {"properties", std::move(properties)}};
}

json::object listSchema(const EntityInfo& info)
{
    const json::object number = {{"type", "integer"}};
    json::object items = {{"type", "array"}, {"items", reference(info.name)}};
    return {
        {"type", "object"},
        {"properties",
         json::object{{"items", items}, {"page", number}, {"size", number}, {"total", number}}}};
}

json::object problemSchema()
{
    json::object properties;
    for (const auto* name : {"type", "title", "code", "reason", "detail", "nextStep", "requestId"})
        properties[name] = json::object{{"type", "string"}};
    properties["status"] = json::object{{"type", "integer"}};
    return {{"type", "object"}, {"properties", std::move(properties)}};
}

json::object parameter(std::string_view name, std::string_view in, bool isRequired)
{
    return {
        {"name", name},
        {"in", in},
        {"required", isRequired},
        {"schema", json::object{{"type", "string"}}}};
}

const EntityInfo* entityOf(const Route& route)
{
    const std::string_view pattern = route.pattern;
    if (!pattern.starts_with(prefix))
        return nullptr;
    const std::string_view rest = pattern.substr(prefix.size());
    const std::size_t slash = rest.find('/');
    if (slash != std::string_view::npos && rest.substr(slash) != "/{id}")
        return nullptr;
    return findEntityByPlural(rest.substr(0, slash));
}

json::array parametersOf(const Route& route, const EntityInfo* info)
{
    json::array parameters;
    for (const std::string& segment : route.segments) {
        if (segment.starts_with('{'))
            parameters.push_back(parameter(segment.substr(1, segment.size() - 2), "path", true));
    }
    const bool isList = info != nullptr && parameters.empty() && route.method == Method::get;
    if (isList) {
        for (const auto* name : {"page", "size", "sort", "search", "filter"})
            parameters.push_back(parameter(name, "query", false));
    }
    if (info != nullptr && route.method != Method::get)
        parameters.push_back(parameter("Idempotency-Key", "header", false));
    if (info != nullptr && (route.method == Method::patch || route.method == Method::del))
        parameters.push_back(parameter("If-Match", "header", true));
    return parameters;
}

json::object responsesOf(const Route& route, const EntityInfo* info)
{
    json::object responses;
    json::object good = {{"description", "Done."}};
    std::string_view status = "200";
    if (info != nullptr) {
        const bool isList = route.method == Method::get && !route.pattern.ends_with("{id}");
        if (route.method == Method::post)
            status = "201";
        if (route.method == Method::del)
            status = "204";
        else
            good["content"] = content(isList ? listSchema(*info) : reference(info->name));
    }
    responses[status] = std::move(good);
    json::object bad = {{"description", "Refused; the body says why and what to do."}};
    bad["content"] = content(reference("Problem"), "application/problem+json");
    responses["default"] = std::move(bad);
    return responses;
}

json::object operationOf(const Route& route)
{
    const EntityInfo* info = entityOf(route);
    json::object operation;
    if (info != nullptr)
        operation["tags"] = json::array{json::string(wordsOf(info->name))};
    if (route.access.kind == Access::Kind::permission)
        operation["description"] = "Needs the permission " + route.access.permission + '.';
    if (route.access.kind == Access::Kind::anyone)
        operation["security"] = json::array();
    operation["parameters"] = parametersOf(route, info);
    if (info != nullptr && (route.method == Method::post || route.method == Method::patch))
        operation["requestBody"] =
            json::object{{"required", true}, {"content", content(reference(info->name))}};
    operation["responses"] = responsesOf(route, info);
    return operation;
}

std::string lower(std::string_view text)
{
    std::string lowered(text);
    for (char& c : lowered)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lowered;
}

} // namespace

std::string openApiText(const Router& router)
{
    json::object paths;
    for (const auto& route : router.routes()) {
        auto& path = paths[route->pattern];
        if (!path.is_object())
            path = json::object();
        path.as_object()[lower(nameOf(route->method))] = operationOf(*route);
    }
    json::object schemas = {{"Problem", problemSchema()}};
    for (const EntityInfo& info : allEntities()) {
        if (info.sync != SyncPolicy::serverOnly)
            schemas[info.name] = schemaOf(info);
    }
    const json::object bearer = {{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "JWT"}};
    const json::object document = {
        {"openapi", "3.1.0"},
        {"info", json::object{{"title", "Tidemark"}, {"version", "1"}}},
        {"security", json::array{json::object{{"bearer", json::array()}}}},
        {"paths", std::move(paths)},
        {"components",
         json::object{
             {"schemas", std::move(schemas)},
             {"securitySchemes", json::object{{"bearer", bearer}}}}}};
    return json::serialize(document);
}

} // namespace tidemark::platform
