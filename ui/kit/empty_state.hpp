// What an empty list says: what will be here, and the action that fills it.
#pragma once

#include <QWidget>

namespace tidemark::ui {

class Button;
class Label;
class Symbol;

/// Icon, one line, one explanation and at most one action, centred.
class EmptyState final : public QWidget {
    Q_OBJECT

public:
    explicit EmptyState(QWidget* parent = nullptr);

    void setWords(const QString& iconName, const QString& heading, const QString& explanation);
    /// Empty label: no action.
    void setAction(const QString& label, const QString& iconName = {});

Q_SIGNALS:
    void actionTriggered();

private:
    Symbol* symbol_ = nullptr;
    Label* heading_ = nullptr;
    Label* explanation_ = nullptr;
    Button* action_ = nullptr;
};

} // namespace tidemark::ui
