// Deciding many conflicts at once: what would change, before it does.
#pragma once

#include "ui/sync/conflict_item.hpp"

#include <QDialog>

namespace tidemark::ui {

/// Lists every change that taking one side for all would make. Agreeing is the only thing that
/// decides; the button that is chosen at first is the one that leaves all as it is.
class BulkDialog final : public QDialog {
    Q_OBJECT

public:
    BulkDialog(const std::vector<ConflictItem>& items, bool isMine, QWidget* parent = nullptr);

    /// `items` of `conflicts.resolve`.
    [[nodiscard]] static boost::json::array
    choicesFor(const std::vector<ConflictItem>& items, bool isMine);
};

} // namespace tidemark::ui
