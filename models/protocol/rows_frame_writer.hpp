// Writes `rows` frames straight into a buffer, value by value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tidemark {

/// Appends rows of one entity and scope to a buffer, as one frame or, when that would pass the
/// limit of a frame, as several.
///
/// Example:
///     RowsFrameWriter rows(out, "fuelSupply", 1001, columns);
///     for (…) { rows.beginRow(); rows.text(id); rows.counter(rv); … rows.endRow(); }
///     rows.finish();
class RowsFrameWriter {
public:
    /// `out` and `columns` must live until `finish`.
    RowsFrameWriter(
        std::string& out,
        std::string_view entity,
        std::int64_t scope,
        std::span<const std::string> columns
    );

    void beginRow();
    void text(std::string_view utf8); ///< Also decimals, ids, dates: what is a JSON string.
    void counter(std::int64_t value); ///< rv and the like, as a string of digits.
    void integer(std::int64_t value);
    void boolean(bool value);
    void null();
    void raw(std::string_view json); ///< Already JSON: a jsonb column.
    void endRow();

    /// Closes the frame. With no row at all nothing is written.
    void finish();

    [[nodiscard]] std::int64_t rows() const { return rows_; } ///< Written so far, all frames.

private:
    void separate();
    void openFrame();
    void closeFrame();

    std::string& out_;
    std::string entity_;
    std::int64_t scope_;
    std::span<const std::string> columns_;
    std::size_t frameStart_ = 0;
    std::int64_t rows_ = 0;
    bool open_ = false;
    bool firstRow_ = true;
    std::size_t valuesOfRow_ = 0;
};

} // namespace tidemark
