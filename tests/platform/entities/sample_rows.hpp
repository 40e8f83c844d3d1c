// Rows that may be created, made from the descriptions alone.
#pragma once

#include "models/entities/entities.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <string>

namespace tidemark::platform {

/// A row that may be created, made from the description alone; `n` tells rows apart.
inline boost::json::object sampleOf(const EntityInfo& info, int n)
{
    boost::json::object row;
    for (const FieldInfo& field : info.fields) {
        if (field.platformSet || field.nullable)
            continue;
        const std::int64_t least = field.least.value_or(1);
        switch (field.kind) {
        case FieldKind::text: {
            std::string text = std::string(1, static_cast<char>('a' + n)) + "-ü\"\\'%_";
            text.resize(
                static_cast<std::size_t>(
                    std::max<std::int64_t>(least, std::min<std::int64_t>(9, field.most.value_or(9)))
                ),
                'x'
            );
            if (field.most.value_or(99) == 4)
                text = "AB" + std::to_string(10 + n);
            row[field.name] = text;
            break;
        }
        case FieldKind::integer:
            row[field.name] = least + n;
            break;
        case FieldKind::decimal:
            row[field.name] = "12";
            break;
        case FieldKind::boolean:
            row[field.name] = n % 2 == 0;
            break;
        case FieldKind::timestamp:
            row[field.name] = "2026-03-31T23:59:59.000001Z";
            break;
        case FieldKind::date:
            row[field.name] = "2026-03-31";
            break;
        case FieldKind::uuid:
            break; // Filled by the caller.
        case FieldKind::enumeration:
            row[field.name] = field.choices.front();
            break;
        case FieldKind::json:
            if (field.name == "permissions")
                row[field.name] = boost::json::array{n % 2 == 0 ? "report:read" : "report:update"};
            else
                row[field.name] = boost::json::array{1, boost::json::object{{"a", nullptr}}};
            break;
        }
    }
    if (info.name == "attachment") { // A file name, and content that names itself.
        row["name"] = std::string(1, static_cast<char>('a' + n)) + "-ü'%_.pdf";
        row["sha256"] = std::string(64, static_cast<char>('a' + n));
        row["mime"] = "application/pdf";
    }
    if (info.name == "connector")
        row["host"] = "source-" + std::to_string(n) + ".example";
    return row;
}

inline std::string body(const boost::json::object& object)
{
    return boost::json::serialize(object);
}

} // namespace tidemark::platform
