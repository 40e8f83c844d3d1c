// A decision of the last days, and the way back.
#pragma once

#include "ui/sync/conflict_source.hpp"

#include <QWidget>

namespace tidemark::ui {

class Button;
class Label;

/// Says what was decided and when; Undo opens the conflicts again.
class DecisionCard final : public QWidget {
    Q_OBJECT

public:
    explicit DecisionCard(QWidget* parent = nullptr);

    void setDecision(const Decision& decision);

Q_SIGNALS:
    void undoWanted(std::int64_t batch);

private:
    std::int64_t batch_ = 0;
    Label* title_ = nullptr;
    Label* words_ = nullptr;
    Button* undo_ = nullptr;
};

} // namespace tidemark::ui
