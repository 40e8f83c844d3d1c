// Reports in words: states, what is saved where.
#pragma once

#include "models/entities/compliance_report.hpp"
#include "ui/kit/chip.hpp"
#include "ui/reports/supply_saver.hpp"

namespace tidemark::ui {

/// The chip of a report's state.
[[nodiscard]] ChipText statusChip(ReportStatus status);
/// The same from a row's text; an unknown one is shown as it is.
[[nodiscard]] ChipText statusChip(std::string_view status);
/// "2025 compliance report", with its version when it is not the original.
[[nodiscard]] QString reportTitle(const ComplianceReport& report);

/// "Saved on this device 2 s ago" and what goes with it.
struct SavedWords {
    QString text = {};
    QString iconName = {};
    Tone tone = Tone::muted;
};
[[nodiscard]] SavedWords savedWords(const SavedState& state, bool isOnline);

} // namespace tidemark::ui
