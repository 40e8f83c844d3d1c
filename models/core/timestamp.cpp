#include "models/core/timestamp.hpp"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace tidemark {
namespace {

using namespace std::chrono;

Fault malformed(std::string_view what)
{
    return Fault{
        FaultCode::invalid,
        "malformed_time",
        "This is not a " + std::string(what) + ".",
        "Use the form 2026-03-31 or 2026-03-31T23:59:59Z."};
}

/// Reads exactly `digits` digits at the front of `text` and removes them; -1 when there are none.
int takeNumber(std::string_view& text, std::size_t digits)
{
    int value = 0;
    if (text.size() < digits)
        return -1;
    const auto end = text.data() + digits;
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end || text[0] == '-')
        return -1;
    text.remove_prefix(digits);
    return value;
}

bool takeChar(std::string_view& text, char wanted)
{
    if (text.empty() || text.front() != wanted)
        return false;
    text.remove_prefix(1);
    return true;
}

Result<sys_days> takeDate(std::string_view& text)
{
    const int y = takeNumber(text, 4);
    const bool dash1 = takeChar(text, '-');
    const int m = takeNumber(text, 2);
    const bool dash2 = takeChar(text, '-');
    const int d = takeNumber(text, 2);
    if (y < 0 || m < 0 || d < 0 || !dash1 || !dash2)
        return malformed("date");
    const year_month_day ymd{
        year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
    if (!ymd.ok())
        return malformed("date");
    return sys_days{ymd};
}

/// Fraction of a second as microseconds; digits after the sixth are dropped.
std::int64_t takeFraction(std::string_view& text)
{
    std::int64_t micros = 0;
    int places = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        if (places < 6) {
            micros = micros * 10 + (text.front() - '0');
            ++places;
        }
        text.remove_prefix(1);
    }
    for (; places < 6; ++places)
        micros *= 10;
    return micros;
}

Result<minutes> takeOffset(std::string_view& text)
{
    if (takeChar(text, 'Z') || takeChar(text, 'z'))
        return minutes{0};
    const bool west = !text.empty() && text.front() == '-';
    if (text.empty() || (text.front() != '+' && !west))
        return malformed("time with a zone");
    text.remove_prefix(1);
    const int h = takeNumber(text, 2);
    const bool hasMinutes = takeChar(text, ':') || !text.empty();
    const int m = hasMinutes ? takeNumber(text, 2) : 0;
    if (h < 0 || m < 0)
        return malformed("time with a zone");
    const minutes offset{h * 60 + m};
    return west ? -offset : offset;
}

} // namespace

Timestamp Timestamp::now()
{
    return {duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}

Result<Timestamp> Timestamp::parse(std::string_view text)
{
    const auto date = takeDate(text);
    if (!date)
        return date.error();
    if (!takeChar(text, 'T') && !takeChar(text, ' '))
        return malformed("time");
    const int h = takeNumber(text, 2);
    const bool colon1 = takeChar(text, ':');
    const int m = takeNumber(text, 2);
    const bool colon2 = takeChar(text, ':');
    const int s = takeNumber(text, 2);
    if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 60 || !colon1 || !colon2)
        return malformed("time");
    const std::int64_t fraction = takeChar(text, '.') ? takeFraction(text) : 0;
    const auto offset = takeOffset(text);
    if (!offset)
        return offset.error();
    if (!text.empty())
        return malformed("time");
    const auto at = *date + hours{h} + minutes{m} + seconds{s} - *offset;
    const int inYear = static_cast<int>(year_month_day{floor<days>(at)}.year());
    if (inYear < 0 || inYear > 9999) // An offset or a leap second can lead out of what is written.
        return malformed("time");
    return Timestamp{duration_cast<microseconds>(at.time_since_epoch()).count() + fraction};
}

std::string Timestamp::toString() const
{
    const sys_time<microseconds> at{microseconds{micros}};
    const auto midnight = floor<days>(at);
    const year_month_day ymd{midnight};
    const hh_mm_ss time{at - midnight};
    char text[48];
    const int size = std::snprintf(
        text,
        sizeof text,
        "%04d-%02u-%02uT%02d:%02d:%02d.%06dZ",
        static_cast<int>(ymd.year()),
        static_cast<unsigned>(ymd.month()),
        static_cast<unsigned>(ymd.day()),
        static_cast<int>(time.hours().count()),
        static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count()),
        static_cast<int>(time.subseconds().count())
    );
    return {text, static_cast<std::size_t>(size)};
}

Result<Date> Date::parse(std::string_view text)
{
    const auto date = takeDate(text);
    if (!date)
        return date.error();
    if (!text.empty())
        return malformed("date");
    return Date{static_cast<std::int32_t>(date->time_since_epoch().count())};
}

Date Date::of(int y, unsigned m, unsigned d)
{
    const sys_days at{year_month_day{year{y}, month{m}, day{d}}};
    return {static_cast<std::int32_t>(at.time_since_epoch().count())};
}

std::string Date::toString() const
{
    const year_month_day ymd{sys_days{std::chrono::days{days}}};
    char text[24];
    const int size = std::snprintf(
        text,
        sizeof text,
        "%04d-%02u-%02u",
        static_cast<int>(ymd.year()),
        static_cast<unsigned>(ymd.month()),
        static_cast<unsigned>(ymd.day())
    );
    return {text, static_cast<std::size_t>(size)};
}

} // namespace tidemark
