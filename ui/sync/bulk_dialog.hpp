// Deciding many conflicts at once: what would change, before it does.
#pragma once

#include "ui/sync/conflict_source.hpp"

#include <QDialog>

class QVBoxLayout;

namespace tidemark::ui {

/// Lists every change that taking one side for all would make, and what the rows would break then.
/// Agreeing is the only thing that decides; the button that is chosen at first is the one that
/// leaves all as it is.
class BulkDialog final : public QDialog {
    Q_OBJECT

public:
    /// `items` are of one report; `problems` is what they would break then.
    BulkDialog(
        const std::vector<ConflictItem>& items,
        bool isMine,
        const std::vector<DecisionProblem>& problems,
        QWidget* parent = nullptr
    );

    /// `items` of `conflicts.resolve`.
    [[nodiscard]] static boost::json::array
    choicesFor(const std::vector<ConflictItem>& items, bool isMine);

private:
    void addProblems(
        QVBoxLayout* column,
        const std::vector<ConflictItem>& items,
        const std::vector<DecisionProblem>& problems
    );
};

} // namespace tidemark::ui
