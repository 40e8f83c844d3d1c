#include "ui/runs/run_row.hpp"

#include <algorithm>
#include <charconv>

namespace tidemark::ui {

std::string_view textField(const boost::json::object& row, std::string_view key)
{
    const auto* value = row.if_contains(key);
    return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

QString stringField(const boost::json::object& row, std::string_view key)
{
    const auto text = textField(row, key);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::int64_t numberField(const boost::json::object& row, std::string_view key)
{
    const auto* value = row.if_contains(key);
    return value && value->is_int64() ? value->get_int64() : 0;
}

std::optional<Timestamp> timeField(const boost::json::object& row, std::string_view key)
{
    const auto text = textField(row, key);
    if (text.empty())
        return std::nullopt;
    const auto at = Timestamp::parse(text);
    return at ? std::optional(*at) : std::nullopt;
}

std::int64_t rowVersion(const boost::json::object& row)
{
    const auto text = textField(row, "rv");
    std::int64_t version = 0;
    std::from_chars(text.data(), text.data() + text.size(), version);
    return version;
}

std::optional<std::int64_t> runningMs(const boost::json::object& row, const Timestamp& now)
{
    const auto started = timeField(row, "startedAt");
    if (!started)
        return std::nullopt;
    const auto finished = timeField(row, "finishedAt").value_or(now);
    return std::max<std::int64_t>(0, (finished.micros - started->micros) / 1000);
}

} // namespace tidemark::ui
