// Where a person enters the value of one field: a line, a text, or a choice of its list.
#pragma once

#include "models/entity/entity_info.hpp"
#include "ui/grid/sheet_model.hpp"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace tidemark::ui {

/// What a field can hold where it takes one of a list only; empty: anything of its kind.
using FieldChoices = std::function<std::vector<Choice>(const std::string& field)>;

/// Starts empty; nothing is a value until it is filled or typed.
class ValueEditor final : public QWidget {
    Q_OBJECT

public:
    ValueEditor(
        const FieldInfo& field,
        const std::vector<Choice>& choices,
        const QString& accessibleName,
        QWidget* parent = nullptr
    );

    /// Whether a person can enter values of this kind.
    [[nodiscard]] static bool canEdit(const FieldInfo& field);
    [[nodiscard]] const std::string& field() const { return field_.name; }
    [[nodiscard]] bool isFilled() const { return isFilled_; }
    void fill(const boost::json::value& value);
    /// None when what is entered is no value of the field.
    [[nodiscard]] std::optional<boost::json::value> value() const;

Q_SIGNALS:
    void changed();

private:
    void fillChoices(const std::vector<Choice>& choices);

    const FieldInfo& field_;
    QLineEdit* line_ = nullptr;
    QPlainTextEdit* text_ = nullptr;
    QComboBox* list_ = nullptr;
    bool isFilled_ = false;
};

} // namespace tidemark::ui
