// Unsent work that its author may no longer send, as the agent lists it.
#pragma once

#include "ui/sync/pending_items.hpp"

#include <QStringList>

namespace tidemark::ui {

/// One item of `quarantine.list`.
struct SetAsideItem {
    PendingItem change = {}; ///< What it would have written; empty values where they are gone.
    std::int64_t qid = 0;
    QString place = {};  ///< Whose rows it is about.
    QString reason = {}; ///< A key; `setAsideReason` has the words.
    QString policy = {}; ///< keep escrow discard
    std::optional<Timestamp> at = {};
    std::optional<Timestamp> exportedAt = {};
    std::optional<Timestamp> handedAt = {};
    QStringList files = {};

    /// Its author may save it as a file.
    [[nodiscard]] bool canBeExported() const { return policy == QLatin1String("keep"); }
    /// The platform can be given it.
    [[nodiscard]] bool canBeHandedOver() const
    {
        return !handedAt && policy != QLatin1String("discard");
    }
    /// To drop it loses it.
    [[nodiscard]] bool isOnlyHere() const { return canBeHandedOver() && !exportedAt; }
};

/// Reads the answer of `quarantine.list`. Items that cannot be read are left out.
[[nodiscard]] std::vector<SetAsideItem> setAsideItemsFrom(const boost::json::value& answer);

/// Why it may no longer be sent.
[[nodiscard]] QString setAsideReason(const SetAsideItem& item);
/// Where it is now: `On this device only`, `Handed over`, …
[[nodiscard]] ChipText setAsideChip(const SetAsideItem& item);
/// What becomes of it, in a sentence.
[[nodiscard]] QString setAsideFate(const SetAsideItem& item);

} // namespace tidemark::ui
