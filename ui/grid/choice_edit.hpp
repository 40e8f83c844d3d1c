// A line edit with its choices below: type to narrow them, arrows to move, Enter to take one.
#pragma once

#include "ui/grid/sheet_model.hpp"

#include <QLineEdit>
#include <QListView>
#include <QPointer>

#include <optional>

class QStandardItemModel;

namespace tidemark::ui {

/// Editor of a choice cell. The list is a child of the window and never takes the focus, so the
/// editor works the same on every window system.
class ChoiceEdit final : public QLineEdit {
    Q_OBJECT

public:
    explicit ChoiceEdit(std::vector<Choice> choices, QWidget* parent);
    ~ChoiceEdit() override;

    /// Starts with this value; its label is shown, selected.
    void setValue(const QString& value);
    /// What Enter takes: the marked choice, the value it started with when nothing was typed, empty
    /// when the text was cleared; nothing when no choice fits the text.
    [[nodiscard]] std::optional<QString> chosen() const;
    [[nodiscard]] bool isListShown() const;
    void showList();

Q_SIGNALS:
    /// A choice was clicked.
    void picked();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void moveEvent(QMoveEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void narrow(const QString& text);
    void markFirst();
    void placeList();
    void move(int rows);

    std::vector<Choice> choices_;
    std::vector<std::size_t> fitting_ = {}; ///< Indices of `choices_`, in the order of the list.
    QPointer<QListView> list_;
    QStandardItemModel* model_ = nullptr;
    QString original_ = {};
    bool isTyped_ = false;
};

} // namespace tidemark::ui
