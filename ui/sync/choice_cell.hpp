// The result of one group: yours, theirs, both or a value of one's own. Nothing is chosen at first.
#pragma once

#include "ui/sync/conflict_item.hpp"
#include "ui/sync/value_editor.hpp"

#include <QAbstractButton>
#include <QWidget>

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

    /// `choices` lists what a field can hold, where it is one of a list.
    ChoiceCell(
        const ConflictItem& item,
        const ConflictChoiceGroup& group,
        const FieldChoices& choices,
        QWidget* parent = nullptr
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
    void createSides(const ConflictItem& item);
    void createEditors(const std::vector<const FieldInfo*>& fields, const FieldChoices& choices);
    [[nodiscard]] bool hasValues() const;
    void onTyped();

    ConflictChoiceGroup group_;
    Choice choice_ = Choice::none;
    std::vector<std::pair<Choice, ChoiceButton*>> buttons_ = {};
    std::vector<ValueEditor*> editors_ = {}; ///< One for each field; none: it cannot be edited.
    QWidget* editing_ = nullptr;
    Label* problem_ = nullptr;
};

} // namespace tidemark::ui
