// A short name for a fault, to be read over a telephone and found in a log.
#pragma once

#include "models/core/fault.hpp"

namespace tidemark {

/// `T-4K7Q-2M9`: the same for the same code, reason and cause, on every device. Numbers in the
/// cause do not count, so that "412 MB are free" and "398 MB are free" are one fault.
[[nodiscard]] std::string faultId(const Fault& fault);

} // namespace tidemark
