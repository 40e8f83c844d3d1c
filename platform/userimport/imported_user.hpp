// People as another system hands them over: JSON, one a line.
#pragma once

#include "models/core/fault.hpp"

#include <istream>
#include <string>
#include <vector>

namespace tidemark::platform {

/// `{"login":…,"displayName":…}` and what else is known of them.
struct ImportedUser {
    int line = 0;
    std::string login = {}; ///< In lower case.
    std::string displayName = {};
    std::string title = {};
    std::string organization = {};       ///< Code or name; empty: of none.
    std::vector<std::string> roles = {}; ///< By name.
    std::string hash = {}; ///< bcrypt or Argon2id; empty: no password, somebody gives one.
    bool isActive = true;
    bool mustChangePassword = false;
};

/// What is wrong with a line.
struct LineFault {
    int line = 0;
    std::string cause = {};
};

struct ReadUsers {
    std::vector<ImportedUser> users = {};
    std::vector<LineFault> faults = {}; ///< Of each line that is none, the first.
};

inline constexpr int mostImported = 100'000;

/// Reads to the end, whatever is wrong on the way. Empty lines count, and mean nothing.
[[nodiscard]] ReadUsers readUsers(std::istream& lines);

} // namespace tidemark::platform
