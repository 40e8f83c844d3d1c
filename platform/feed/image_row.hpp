// A row's image in the feed, a jsonb object by column, as values of a rows frame.
#pragma once

#include "models/entity/entity_info.hpp"
#include "models/protocol/rows_frame_writer.hpp"
#include "platform/database/result_set.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tidemark::platform {

/// `id`, `rv`, the fields, `createdAt`, `updatedAt`: the columns of every rows frame.
[[nodiscard]] const std::vector<std::string>& frameColumns(const EntityInfo& info);

/// Copies values from the text of an image without building a document: jsonb is written by
/// PostgreSQL in one form, so that strings are taken as they are.
class ImageReader {
public:
    explicit ImageReader(const EntityInfo& info);

    /// Appends one row. A column that the image lacks (it is older than the column) is null, or
    /// empty where null is not allowed.
    void append(RowsFrameWriter& rows, std::string_view image);

private:
    struct Column {
        std::string name;
        FieldKind kind = FieldKind::text;
        std::string absent; ///< JSON.
        bool isCounter = false;
    };

    void read(std::string_view image);
    [[nodiscard]] std::size_t indexOf(std::string_view name, std::size_t position);
    void appendValue(RowsFrameWriter& rows, const Column& column, std::string_view value);

    std::vector<Column> columns_;
    std::vector<std::string_view> values_; ///< By column, JSON text.
    std::vector<std::size_t> order_;       ///< Column of each member, as in the last image.
    std::string buffer_;
};

/// Appends a row that was selected with `EntityTable::columns`.
void appendFrameRow(RowsFrameWriter& frame, const EntityInfo& info, const ResultSet& rows, int row);

} // namespace tidemark::platform
