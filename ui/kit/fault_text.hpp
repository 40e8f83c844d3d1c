// Faults in words, for the person in front.
#pragma once

#include "models/core/fault.hpp"

#include <QString>

namespace tidemark::ui {

/// What happened: translated where the reason is known, else what the fault itself says. Never
/// empty, never a bare code.
[[nodiscard]] QString faultCause(const Fault& fault);
/// What to do now.
[[nodiscard]] QString faultNextStep(const Fault& fault);
/// Both, as two sentences.
[[nodiscard]] QString faultText(const Fault& fault);

} // namespace tidemark::ui
