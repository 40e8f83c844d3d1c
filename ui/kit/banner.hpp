// Something that needs to be known over a page: cause, next step, one action.
#pragma once

#include "models/core/fault.hpp"
#include "ui/kit/tokens.hpp"

#include <QWidget>

namespace tidemark::ui {

class Button;
class Label;
class Symbol;

/// A tinted strip. Hidden until it says something; told to screen readers when it does.
class Banner final : public QWidget {
    Q_OBJECT

public:
    explicit Banner(QWidget* parent = nullptr);

    void say(Kind kind, const QString& cause, const QString& nextStep = {});
    /// The words of a fault, as `faultCause` and `faultNextStep` give them, and its id, by which it
    /// is found under Sync activity.
    void say(const Fault& fault);
    /// A button at the trailing edge; an empty label takes it away.
    void setAction(const QString& label);
    /// Whether the reader may close it.
    void setDismissable(bool isDismissable);
    void clear();
    [[nodiscard]] QString words() const;

Q_SIGNALS:
    void actionTriggered();
    void dismissed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showId(const QString& id);

    Kind kind_ = Kind::info;
    Symbol* symbol_ = nullptr;
    Label* cause_ = nullptr;
    Label* nextStep_ = nullptr;
    Label* id_ = nullptr;
    Button* action_ = nullptr;
    Button* close_ = nullptr;
};

} // namespace tidemark::ui
