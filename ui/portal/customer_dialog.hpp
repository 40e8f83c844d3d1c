// Where a customer belongs: an organization and a role.
#pragma once

#include "ui/admin/platform_api.hpp"
#include "ui/kit/form_dialog.hpp"
#include "ui/kit/page.hpp"

class QLineEdit;

namespace tidemark::ui {

class RowPicker;

/// Who is admitted: the id of the request and the name in it.
struct WaitingCustomer {
    std::string id = {};
    QString name = {};
};

/// Admits somebody who waits, or invites an address. Refusals leave it open as it was typed.
class CustomerDialog final : public FormDialog {
    Q_OBJECT

public:
    /// Admits.
    CustomerDialog(const PageContext& context, const WaitingCustomer& whom, QWidget* parent);
    /// Invites; the code is shown once.
    CustomerDialog(const PageContext& context, QWidget* parent);

Q_SIGNALS:
    void done();

private:
    void addPlace();
    [[nodiscard]] bool check();
    void send();

    PageContext context_;
    std::string waiting_ = {};
    QLineEdit* email_ = nullptr;
    RowPicker* organization_ = nullptr;
    RowPicker* role_ = nullptr;
};

} // namespace tidemark::ui
