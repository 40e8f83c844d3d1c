// Questions to the person in front, without a nested event loop.
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace tidemark::ui {

/// A yes-or-no question. `action` is the word on the button that agrees: "Discard", never "OK".
struct Question {
    QString heading = {};
    QString text = {};
    QString action = {};
    bool isDestructive = false;
};

/// Asks. The desk has one that opens a dialog over the window; tests answer from a list.
class Prompter {
public:
    virtual ~Prompter() = default;

    /// `then` runs at most once, and not at all if `context` is gone.
    virtual void confirm(
        QWidget* context, const Question& question, std::function<void(bool isAgreed)> then
    ) = 0;
};

/// Opens a window-modal dialog.
class DialogPrompter final : public Prompter {
public:
    void confirm(
        QWidget* context, const Question& question, std::function<void(bool isAgreed)> then
    ) override;
};

} // namespace tidemark::ui
