// A new API key.
#pragma once

#include "ui/admin/platform_api.hpp"
#include "ui/kit/form_dialog.hpp"
#include "ui/kit/page.hpp"

class QComboBox;
class QLineEdit;
class QListWidget;
class QSpinBox;

namespace tidemark::ui {

/// Name, what it may, from where, how long and how fast. What may be given comes from the platform.
class KeyDialog final : public FormDialog {
    Q_OBJECT

public:
    KeyDialog(const PageContext& context, QWidget* parent);

Q_SIGNALS:
    void made();

private:
    void loadScopes();
    [[nodiscard]] bool check();
    void make();

    PageContext context_;
    QLineEdit* name_ = nullptr;
    QListWidget* scopes_ = nullptr;
    QLineEdit* addresses_ = nullptr;
    QComboBox* life_ = nullptr;
    QSpinBox* rate_ = nullptr;
};

/// Shows the secret of a new or rotated key once.
void showKeySecret(const boost::json::object& key, QWidget* over);

} // namespace tidemark::ui
