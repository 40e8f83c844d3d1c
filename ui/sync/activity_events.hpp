// What sync did, as the agent lists it, in words.
#pragma once

#include "models/core/timestamp.hpp"
#include "ui/kit/chip.hpp"

#include <QString>

#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace tidemark::ui {

/// One event of `synclog.list`.
struct ActivityEvent {
    std::int64_t id = 0;
    std::optional<Timestamp> at = {};
    QString level = {}; ///< info warning problem
    QString kind = {};
    QString what = {};
    QString subject = {};
    QString code = {}; ///< Of a fault, like the two below.
    QString reason = {};
    QString fault = {};
    std::optional<std::int64_t> cut = {};
    std::optional<std::int64_t> mid = {};
    std::optional<std::int64_t> scope = {};
    std::optional<std::int64_t> count = {};
    std::optional<std::int64_t> bytes = {};
    std::optional<std::int64_t> millis = {};
    std::int64_t times = 1;

    [[nodiscard]] bool isProblem() const { return level == QLatin1String("problem"); }
};

/// An answer of `synclog.list`; events that cannot be read are left out.
struct ActivityPart {
    std::vector<ActivityEvent> events = {};
    bool hasMore = false;
};
[[nodiscard]] ActivityPart activityFrom(const boost::json::value& answer);

/// The kinds that can be filtered by: the agent's name and a word.
[[nodiscard]] std::vector<std::pair<QString, QString>> activityKinds();
/// `Received`, `Sent`, … in the colour of how bad it was.
[[nodiscard]] ChipText kindChip(const ActivityEvent& event);
/// What happened, as a sentence.
[[nodiscard]] QString activityWords(const ActivityEvent& event);
/// `412 rows, 1.2 MB, 380 ms`; only what is known.
[[nodiscard]] QString activityNumbers(const ActivityEvent& event);
/// What it is found by: the id of a fault, the number of a change, a part or a cut.
[[nodiscard]] QString activityKey(const ActivityEvent& event);
/// One line of plain text, for a mail to somebody who helps.
[[nodiscard]] QString activityLine(const ActivityEvent& event);

} // namespace tidemark::ui
