// One change that has not reached the platform: what it says, why it waits, what can be done.
#pragma once

#include "ui/kit/symbol.hpp"
#include "ui/sync/pending_items.hpp"

namespace tidemark::ui {

class Button;
class FieldList;
class Label;
class PendingSource;
class Prompter;

/// The cause, the next step and the fields of a change.
class ChangeCard final : public Card {
    Q_OBJECT

public:
    explicit ChangeCard(QWidget* parent = nullptr);

    /// With the change's name as the heading, or without where the page has it already.
    void showItem(const PendingItem& item, bool withTitle);

private:
    Label* title_ = nullptr;
    Label* cause_ = nullptr;
    Label* nextStep_ = nullptr;
    FieldList* changes_ = nullptr;
};

/// Sends a change again, or drops it after a question.
class ChangeActions final : public QWidget {
    Q_OBJECT

public:
    ChangeActions(PendingSource& source, Prompter& prompter, QWidget* parent = nullptr);

    void setItem(const PendingItem& item);

private:
    void discard();
    void edit();

    PendingSource& source_;
    Prompter& prompter_;
    Button* retry_ = nullptr;
    Button* edit_ = nullptr;
    Button* discard_ = nullptr;
    PendingItem item_ = {};
};

} // namespace tidemark::ui
