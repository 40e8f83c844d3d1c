// Numbers, sizes and times as the reader's locale writes them.
#pragma once

#include "models/core/timestamp.hpp"

#include <QString>

#include <string_view>

namespace tidemark::ui {

/// `1,204,880`
[[nodiscard]] QString formatNumber(qint64 number);
/// An exact decimal text with at least and at most so many places, never through floating point;
/// what is no decimal comes back as it is. −1: as many places as it has.
[[nodiscard]] QString formatDecimal(std::string_view decimal, int places = -1);
/// `412 MB`
[[nodiscard]] QString formatBytes(qint64 bytes);
/// `09:14` today, `Tue 09:14` this week, else the date; in the zone of this device.
[[nodiscard]] QString formatWhen(const Timestamp& when);
/// `2 s ago`, `12 min ago`, then as `formatWhen`.
[[nodiscard]] QString formatAge(const Timestamp& when);
/// `in 20 s`, `now`
[[nodiscard]] QString formatIn(const Timestamp& when);
/// `09:14`
[[nodiscard]] QString formatTime(const Timestamp& when);
/// Short date and time for tables.
[[nodiscard]] QString formatDateTime(const Timestamp& when);
[[nodiscard]] QString formatDate(const Date& date);
/// `2 m 43 s`
[[nodiscard]] QString formatDuration(qint64 milliseconds);

} // namespace tidemark::ui
