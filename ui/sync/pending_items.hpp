// The unsent and unresolved changes of this device, as the agent lists them.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/timestamp.hpp"
#include "ui/kit/chip.hpp"

#include <QString>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace tidemark::ui {

/// One field that a change writes: before and after.
struct PendingFieldChange {
    QString field = {};
    QString before = {};
    QString after = {};
};

/// One item of `pending.list`.
struct PendingItem {
    std::int64_t mid = 0;
    QString name = {};
    QString state = {}; ///< queued sent held parked rejected conflict
    QString title = {};
    std::optional<Timestamp> createdAt = {};
    int attempts = 0;
    std::optional<Timestamp> nextTryAt = {};
    std::optional<Fault> error = {};
    QString entity = {};
    QString id = {};
    std::vector<PendingFieldChange> changes = {};
    boost::json::array ops = {}; ///< As `pending.edit` takes them back.
    std::int64_t opCount = 0;
    QString reportId = {}; ///< Of the report that it is about; empty: not known.
    QString reportName = {};
    QString rowName = {};
    std::vector<std::int64_t> dependsOn = {};
    std::int64_t blockedBy = 0; ///< The refused change that it cannot do without; 0: none.

    /// Whether it waits for a person.
    [[nodiscard]] bool needsYou() const;
    /// Somebody else changed the same fields.
    [[nodiscard]] bool isConflict() const;
};

/// Reads the answer of `pending.list`. Items that cannot be read are left out.
[[nodiscard]] std::vector<PendingItem> pendingItemsFrom(const boost::json::value& answer);
/// How many there are in all, also those that the answer has no room for.
[[nodiscard]] std::int64_t pendingTotalFrom(const boost::json::value& answer);

/// `Waiting to be sent`, `Refused`, … with its icon and kind.
[[nodiscard]] ChipText stateChip(const QString& state);
/// `Quantity` for `quantity`, `Provision of the act` for `provisionOfTheAct`.
[[nodiscard]] QString fieldTitle(const QString& field);
/// What a change is called: its title, or its intent in words.
[[nodiscard]] QString itemTitle(const PendingItem& item);
/// Which report and row it is about; empty when that is not known.
[[nodiscard]] QString itemPlace(const PendingItem& item);

} // namespace tidemark::ui
