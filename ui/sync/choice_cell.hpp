// The result of one group: yours, theirs, both or a value of one's own. Nothing is chosen at first.
#pragma once

#include "ui/sync/conflict_item.hpp"

#include <QAbstractButton>
#include <QWidget>

class QLineEdit;
class QPlainTextEdit;

namespace tidemark::ui {

class Label;

/// A choice as a chip that can be pressed.
class ChoiceButton final : public QAbstractButton {
    Q_OBJECT

public:
    ChoiceButton(const QString& label, const QString& accessibleName, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// Where a person decides a group of fields.
class ChoiceCell final : public QWidget {
    Q_OBJECT

public:
    enum class Choice { none, mine, theirs, edited };

    ChoiceCell(
        const ConflictItem& item, const ConflictChoiceGroup& group, QWidget* parent = nullptr
    );

    void choose(Choice choice);
    void edit();
    /// Whether everything is there to be carried out.
    [[nodiscard]] bool isDecided() const;
    /// `{group, source, values?}`, as `conflicts.resolve` takes it.
    [[nodiscard]] boost::json::object decision() const;

Q_SIGNALS:
    void changed();

private:
    void addButton(Choice choice, const QString& label, const QString& meaning);
    void createEditor();
    void startEditing(const boost::json::value& from);
    [[nodiscard]] QString typed() const;
    [[nodiscard]] std::optional<boost::json::value> value() const;
    void onTyped();

    ConflictChoiceGroup group_;
    const FieldInfo* field_ = nullptr; ///< Of the value that can be edited; none: it cannot.
    Choice choice_ = Choice::none;
    std::vector<std::pair<Choice, ChoiceButton*>> buttons_ = {};
    QLineEdit* line_ = nullptr;
    QPlainTextEdit* text_ = nullptr;
    Label* problem_ = nullptr;
};

} // namespace tidemark::ui
