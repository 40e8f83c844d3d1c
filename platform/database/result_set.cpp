#include "platform/database/result_set.hpp"

#include <libpq-fe.h>

#include <charconv>

namespace tidemark::platform {

ResultSet::ResultSet(pg_result* owned)
    : result_(owned)
    , rows_(PQntuples(owned))
    , columns_(PQnfields(owned))
{
}

void ResultSet::Clear::operator()(pg_result* result) const
{
    PQclear(result);
}

std::optional<std::string_view> ResultSet::at(int row, int column) const
{
    if (PQgetisnull(result_.get(), row, column))
        return std::nullopt;
    return text(row, column);
}

std::string_view ResultSet::text(int row, int column) const
{
    const char* value = PQgetvalue(result_.get(), row, column);
    const int length = PQgetlength(result_.get(), row, column);
    return {value, static_cast<std::size_t>(length)};
}

std::int64_t ResultSet::integer(int row, int column) const
{
    const std::string_view digits = text(row, column);
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

bool ResultSet::boolean(int row, int column) const
{
    return text(row, column) == "t";
}

std::string_view ResultSet::columnName(int column) const
{
    const char* name = PQfname(result_.get(), column);
    return name ? name : "";
}

std::int64_t ResultSet::affectedRows() const
{
    if (!result_)
        return 0;
    const std::string_view digits = PQcmdTuples(result_.get());
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

std::string_view ResultSet::commandTag() const
{
    return result_ ? PQcmdStatus(result_.get()) : "";
}

} // namespace tidemark::platform
