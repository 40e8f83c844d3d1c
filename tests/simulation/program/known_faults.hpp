// The seeded mistakes by name, and the seeds that are known to show them.
#pragma once

#include <string_view>
#include <vector>

namespace tidemark::sim {

[[nodiscard]] std::vector<std::string_view> mistakeNames();
/// From now on this mistake is made; `none` for none. False: unknown, or built without mistakes.
[[nodiscard]] bool makeMistake(std::string_view name);
/// Plays each known mistake in its seed. Exit code: 0 when all were seen, and nothing without them.
[[nodiscard]] int catchAll();

} // namespace tidemark::sim
