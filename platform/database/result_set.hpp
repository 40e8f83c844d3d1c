// The rows of one statement.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

struct pg_result; // libpq's PGresult.

namespace tidemark::platform {

/// Owns a result of libpq. Values are views into it, in PostgreSQL's text form.
class ResultSet {
public:
    ResultSet() = default;
    explicit ResultSet(pg_result* owned);

    [[nodiscard]] int rowCount() const { return rows_; }
    [[nodiscard]] int columnCount() const { return columns_; }
    [[nodiscard]] bool isEmpty() const { return rows_ == 0; }

    /// The value, or nullopt for NULL. Both indices must be in range.
    [[nodiscard]] std::optional<std::string_view> at(int row, int column) const;

    /// The value, empty for NULL.
    [[nodiscard]] std::string_view text(int row, int column) const;

    /// The value as a number, 0 for NULL or no number.
    [[nodiscard]] std::int64_t integer(int row, int column) const;

    /// True for `t`.
    [[nodiscard]] bool boolean(int row, int column) const;

    [[nodiscard]] std::string_view columnName(int column) const;

    /// Rows changed by INSERT, UPDATE, DELETE or MERGE.
    [[nodiscard]] std::int64_t affectedRows() const;

    /// What the statement was, e.g. `UPDATE 3`.
    [[nodiscard]] std::string_view commandTag() const;

private:
    struct Clear {
        void operator()(pg_result* result) const;
    };

    std::unique_ptr<pg_result, Clear> result_;
    int rows_ = 0;
    int columns_ = 0;
};

} // namespace tidemark::platform
