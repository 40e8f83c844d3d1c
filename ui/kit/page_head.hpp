// The head of a page: title, state chips, what is saved where, actions.
#pragma once

#include "ui/kit/chip.hpp"

#include <QWidget>

#include <vector>

class QHBoxLayout;

namespace tidemark::ui {

class Button;
class ElidedLabel;
class Label;
class Symbol;

/// Title and chips at the leading edge, note and actions at the trailing one.
class PageHead final : public QWidget {
    Q_OBJECT

public:
    explicit PageHead(const QString& title = {}, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    /// Secondary text right behind the title: `run 4,812`.
    void setSubtitle(const QString& text);
    void setChips(const std::vector<ChipText>& chips);
    /// What is saved where: "Saved on this device 2 s ago", with an icon of its tone.
    void setNote(const QString& text, const QString& iconName = {}, Tone tone = Tone::muted);
    /// Added at the trailing edge; the head owns it from now on.
    void addAction(QWidget* action);

private:
    ElidedLabel* title_ = nullptr;
    Label* subtitle_ = nullptr;
    QHBoxLayout* chipRow_ = nullptr;
    Symbol* noteIcon_ = nullptr;
    ElidedLabel* note_ = nullptr;
    QHBoxLayout* actionRow_ = nullptr;
};

} // namespace tidemark::ui
