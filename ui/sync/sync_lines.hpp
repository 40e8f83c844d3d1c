// The status as lines of words.
#pragma once

#include "sync/wire/status.hpp"
#include "ui/kit/field_list.hpp"

#include <vector>

namespace tidemark::ui {

[[nodiscard]] std::vector<FieldLine> linkLines(const sync::Status& status);
[[nodiscard]] std::vector<FieldLine> mirrorLines(const sync::Status& status);
[[nodiscard]] std::vector<FieldLine> workLines(const sync::Status& status);
[[nodiscard]] std::vector<FieldLine> deviceLines(const sync::Status& status);

} // namespace tidemark::ui
