// Another value for a change that was not sent, or was refused.
#pragma once

#include "ui/sync/pending_items.hpp"

#include <QDialog>

class QLineEdit;

namespace tidemark::ui {

class Button;
class Label;

/// The fields of one change to one row, those that can be typed.
class EditChangeDialog final : public QDialog {
    Q_OBJECT

public:
    explicit EditChangeDialog(const PendingItem& item, QWidget* parent = nullptr);

    /// One row, and a field that a person can type. What is under way cannot be changed.
    [[nodiscard]] static bool canEdit(const PendingItem& item);
    /// The change with the new values, for `pending.edit`.
    [[nodiscard]] boost::json::array ops() const;

private:
    void check();

    PendingItem item_;
    std::vector<std::pair<std::string, QLineEdit*>> edits_ = {};
    Label* problem_ = nullptr;
    Button* save_ = nullptr;
};

} // namespace tidemark::ui
