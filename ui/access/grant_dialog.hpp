// A role or a permission for a while.
#pragma once

#include "ui/kit/form_dialog.hpp"
#include "ui/kit/page.hpp"

class QDateTimeEdit;
class QLineEdit;

namespace tidemark::ui {

class RowPicker;

/// Whom a grant is for, when the page knows already.
struct GrantFor {
    std::string userId = {};
    QString name = {};
};

/// Asks who, what, why and until when; at most 90 days.
class GrantDialog final : public FormDialog {
    Q_OBJECT

public:
    GrantDialog(const PageContext& context, const GrantFor& whom, QWidget* parent);

Q_SIGNALS:
    void granted();

private:
    [[nodiscard]] bool check();
    void give();

    PageContext context_;
    RowPicker* user_ = nullptr;
    RowPicker* role_ = nullptr;
    QLineEdit* permission_ = nullptr;
    QLineEdit* reason_ = nullptr;
    QDateTimeEdit* until_ = nullptr;
};

/// A field for a permission, with all that there are to choose from.
[[nodiscard]] QLineEdit* makePermissionField(QWidget* parent);

} // namespace tidemark::ui
