// Yours, before, theirs and the result: the fields that two people changed, side by side.
#pragma once

#include "ui/kit/symbol.hpp"
#include "ui/sync/choice_cell.hpp"

#include <vector>

class QGridLayout;

namespace tidemark::ui {

/// Yours stands at the leading edge, theirs at the trailing one, always. Nothing is chosen for
/// anybody. Where there is no room the sides stand below each other, in the same order.
class ConflictTable final : public Card {
    Q_OBJECT

public:
    explicit ConflictTable(QWidget* parent = nullptr);

    void setConflict(const ConflictItem& item, const FieldChoices& choices);
    void setStacked(bool isStacked);
    /// The same side for everything; a person still has to apply it.
    void chooseAll(ChoiceCell::Choice choice);
    void editFirst();
    [[nodiscard]] int openGroups() const;
    /// `choices` of `conflicts.resolve`.
    [[nodiscard]] boost::json::array decisions() const;

Q_SIGNALS:
    void changed();

private:
    void layOut();
    void addHead();
    void addRow(const ConflictChoiceGroup& group, const ConflictValue& value, int row);
    int addStacked(const ConflictChoiceGroup& group, const ConflictValue& value, int row);
    [[nodiscard]] QWidget* nameCell(const ConflictChoiceGroup& group, const ConflictValue& value);
    [[nodiscard]] QWidget*
    sideCell(const ConflictChoiceGroup& group, const ConflictValue& value, int column);
    [[nodiscard]] QWidget* headCell(const ConflictChoiceGroup& group, int column);

    QGridLayout* grid_ = nullptr;
    ConflictItem item_ = {};
    std::vector<ChoiceCell*> cells_ = {}; ///< One for each group.
    bool isStacked_ = false;
};

} // namespace tidemark::ui
