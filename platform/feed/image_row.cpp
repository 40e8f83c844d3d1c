#include "platform/feed/image_row.hpp"

#include "models/entities/entities.hpp"
#include "platform/entities/entity_table.hpp"

#include <map>

namespace tidemark::platform {
namespace {

constexpr std::size_t unknownColumn = static_cast<std::size_t>(-1);

/// Where the JSON value that begins at `at` ends.
std::size_t endOfValue(std::string_view text, std::size_t at)
{
    int depth = 0;
    bool isInText = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (isInText) {
            if (c == '\\')
                ++at;
            else if (c == '"')
                isInText = false;
            if (isInText || depth > 0)
                continue;
            return at + 1;
        }
        if (c == '"')
            isInText = true;
        else if (c == '{' || c == '[')
            ++depth;
        else if ((c == '}' || c == ']') && depth > 0) {
            if (--depth == 0)
                return at + 1;
        } else if ((c == ',' || c == '}') && depth == 0)
            return at;
    }
    return at;
}

std::string absentValue(const FieldInfo& field)
{
    const auto text = parameterWithout(field);
    if (!text || !*text)
        return "null";
    std::string json;
    appendValue(json, field.kind, **text);
    return json;
}

} // namespace

const std::vector<std::string>& frameColumns(const EntityInfo& info)
{
    static const std::map<int, std::vector<std::string>> all = [] {
        std::map<int, std::vector<std::string>> byCode;
        for (const EntityInfo& entity : allEntities()) {
            auto& names = byCode[entity.code];
            names = {"id", "rv"};
            for (const FieldInfo& field : entity.fields)
                names.push_back(field.name);
            names.emplace_back("createdAt");
            names.emplace_back("updatedAt");
        }
        return byCode;
    }();
    return all.at(info.code);
}

ImageReader::ImageReader(const EntityInfo& info)
{
    columns_.push_back({"id", FieldKind::uuid, "null", false});
    columns_.push_back({"rv", FieldKind::integer, "\"0\"", true});
    for (const FieldInfo& field : info.fields)
        columns_.push_back({field.column, field.kind, absentValue(field), false});
    columns_.push_back({"created_at", FieldKind::timestamp, "null", false});
    columns_.push_back({"updated_at", FieldKind::timestamp, "null", false});
    values_.resize(columns_.size());
}

std::size_t ImageReader::indexOf(std::string_view name, std::size_t position)
{
    if (position < order_.size()) {
        const std::size_t known = order_[position];
        if (known != unknownColumn && columns_[known].name == name)
            return known;
    }
    std::size_t found = unknownColumn;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i].name == name)
            found = i;
    }
    order_.resize(std::max(order_.size(), position + 1), unknownColumn);
    order_[position] = found;
    return found;
}

void ImageReader::read(std::string_view image)
{
    std::fill(values_.begin(), values_.end(), std::string_view());
    std::size_t at = 1; // Behind the opening brace.
    for (std::size_t position = 0; at < image.size() && image[at] == '"'; ++position) {
        const std::size_t nameEnd = image.find('"', at + 1);
        const std::string_view name = image.substr(at + 1, nameEnd - at - 1);
        const std::size_t begin = nameEnd + 3; // `": `
        const std::size_t end = endOfValue(image, begin);
        const std::size_t column = indexOf(name, position);
        if (column != unknownColumn)
            values_[column] = image.substr(begin, end - begin);
        at = end + 2; // `, `
    }
}

void ImageReader::appendValue(RowsFrameWriter& rows, const Column& column, std::string_view value)
{
    if (value.empty()) {
        rows.raw(column.absent);
        return;
    }
    if (column.kind == FieldKind::timestamp && value.front() == '"') {
        buffer_ = '"';
        appendTimestamp(buffer_, value.substr(1, value.size() - 2));
        buffer_ += '"';
        rows.raw(buffer_);
        return;
    }
    const bool isQuoted =
        column.isCounter || (column.kind == FieldKind::decimal && value != "null");
    if (isQuoted)
        rows.text(value);
    else
        rows.raw(value);
}

void ImageReader::append(RowsFrameWriter& rows, std::string_view image)
{
    read(image);
    rows.beginRow();
    for (std::size_t i = 0; i < columns_.size(); ++i)
        appendValue(rows, columns_[i], values_[i]);
    rows.endRow();
}

void appendFrameRow(RowsFrameWriter& frame, const EntityInfo& info, const ResultSet& rows, int row)
{
    std::string buffer;
    auto appendTime = [&](std::string_view text) {
        buffer = '"';
        appendTimestamp(buffer, text);
        buffer += '"';
        frame.raw(buffer);
    };
    frame.beginRow();
    frame.text(rows.text(row, idColumn));
    frame.text(rows.text(row, rvColumn));
    int column = commonColumns;
    for (const FieldInfo& field : info.fields) {
        const auto value = rows.at(row, column);
        ++column;
        if (!value)
            frame.null();
        else if (field.kind == FieldKind::timestamp)
            appendTime(*value);
        else if (field.kind == FieldKind::boolean)
            frame.boolean(*value == "t");
        else if (field.kind == FieldKind::integer || field.kind == FieldKind::json)
            frame.raw(*value);
        else
            frame.text(*value);
    }
    appendTime(rows.text(row, createdColumn));
    appendTime(rows.text(row, updatedColumn));
    frame.endRow();
}

} // namespace tidemark::platform
