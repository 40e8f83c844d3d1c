// The states, steps and levels of a run, in words and marks.
#pragma once

#include "ui/kit/chip.hpp"

#include <QString>

#include <string_view>

namespace tidemark::ui {

/// The chip of a RunState by its name in the protocol; an unknown one shows the name itself.
[[nodiscard]] ChipText runStateChip(std::string_view state);
/// Whether a run in this state still moves.
[[nodiscard]] bool isRunActive(std::string_view state);

/// "Fetch data" for `fetchData`.
[[nodiscard]] QString runStepName(std::string_view kind);
/// "waiting", "running" … for a RunStepStatus.
[[nodiscard]] QString runStepStatusName(std::string_view status);
/// The icon of a RunStepStatus and the tone that it is drawn in.
[[nodiscard]] QString runStepIcon(std::string_view status);
[[nodiscard]] Tone runStepTone(std::string_view status);

} // namespace tidemark::ui
