// The calculation vectors of the reference system: files with fixed names and shapes in one folder.
#pragma once

#include "models/core/decimal.hpp"

#include <QtTest>

#include <boost/json.hpp>

#include <charconv>
#include <fstream>
#include <iterator>
#include <string>

namespace tidemark::test {

inline std::string ownVectorFolder()
{
    return std::string(TIDEMARK_SOURCE_DIR) + "/tests/data/lcfs";
}

/// The folder named in TIDEMARK_VECTORS, else the tree's own.
inline std::string vectorFolder()
{
    const QByteArray named = qgetenv("TIDEMARK_VECTORS");
    return named.isEmpty() ? ownVectorFolder() : named.toStdString();
}

inline std::string readFile(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The vectors of one section of a file; none when file or section are missing.
inline boost::json::array
sectionIn(const std::string& folder, const std::string& file, std::string_view section)
{
    boost::system::error_code error;
    const auto whole = boost::json::parse(readFile(folder + "/" + file), error);
    const auto* root = error ? nullptr : whole.if_object();
    const auto* vectors = root ? root->if_contains(section) : nullptr;
    return vectors && vectors->is_array() ? vectors->get_array() : boost::json::array();
}

/// The same from the folder to test; a folder of dropped-in vectors need not have every section,
/// and then the tree's own are tested.
inline boost::json::array vectorsOf(const std::string& file, std::string_view section)
{
    const auto given = sectionIn(vectorFolder(), file, section);
    return given.empty() ? sectionIn(ownVectorFolder(), file, section) : given;
}

/// A number of a vector file as it is printed there.
inline Decimal decimalOf(const boost::json::value& value)
{
    if (value.is_string())
        return Decimal::parse(value.get_string()).value();
    if (value.is_int64())
        return Decimal(value.get_int64());
    char digits[64];
    const auto [end, error] =
        std::to_chars(digits, digits + sizeof digits, value.as_double(), std::chars_format::fixed);
    Q_ASSERT(error == std::errc{});
    return Decimal::parse({digits, static_cast<std::size_t>(end - digits)}).value();
}

/// The number under `key`, or `missing` when there is none.
inline Decimal
decimalAt(const boost::json::object& object, std::string_view key, Decimal missing = {})
{
    const boost::json::value* value = object.if_contains(key);
    return value == nullptr || value->is_null() ? missing : decimalOf(*value);
}

} // namespace tidemark::test

namespace tidemark {

/// How Qt Test prints a decimal that differs.
inline char* toString(const Decimal& value)
{
    return qstrdup(value.toString().c_str());
}

} // namespace tidemark
