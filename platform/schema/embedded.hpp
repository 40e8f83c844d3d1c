// The SQL files of this folder, as text. Defined by a file that embed.cmake writes.
#pragma once

#include "platform/schema/migrations.hpp"

#include <string_view>
#include <vector>

namespace tidemark::platform::embedded {

extern const std::string_view roles;
extern const std::vector<Migration> migrations;

} // namespace tidemark::platform::embedded
