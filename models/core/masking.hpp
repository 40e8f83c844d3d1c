// Personal data and secrets that got into a line of the log are made unreadable there.
#pragma once

#include <string>
#include <string_view>

namespace tidemark {

/// E-mail addresses keep their first letter and their domain; tokens and passwords go.
[[nodiscard]] std::string maskPersonal(std::string_view text);

/// The network of an address: `203.0.113.x`, `2001:db8:85a3::x`. The machine itself stays.
[[nodiscard]] std::string maskAddress(std::string_view address);

} // namespace tidemark
