// Before, yours, theirs: the fields that two people changed, side by side.
#pragma once

#include "ui/kit/symbol.hpp"
#include "ui/sync/pending_items.hpp"

#include <vector>

class QGridLayout;

namespace tidemark::ui {

/// Yours is always before theirs. Nothing is chosen here.
class ConflictTable final : public Card {
    Q_OBJECT

public:
    explicit ConflictTable(QWidget* parent = nullptr);

    void setConflicts(const std::vector<FieldConflict>& conflicts);

private:
    QGridLayout* grid_ = nullptr;
};

} // namespace tidemark::ui
