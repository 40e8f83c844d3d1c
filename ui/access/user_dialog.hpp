// Adding a user, and changing who they are.
#pragma once

#include "ui/admin/platform_api.hpp"
#include "ui/admin/stale_dialog.hpp"
#include "ui/kit/page.hpp"

class QCheckBox;
class QLineEdit;

namespace tidemark::ui {

class RowPicker;

/// A new user, with a first role and a first password that is shown once; or the fields of one.
class UserDialog final : public FormDialog {
    Q_OBJECT

public:
    /// A new one.
    UserDialog(const PageContext& context, QWidget* parent);
    /// `row` as the mirror has it.
    UserDialog(
        const PageContext& context,
        boost::json::object row,
        const QString& organizationName,
        QWidget* parent
    );

Q_SIGNALS:
    void saved(const QString& id);

private:
    void addFields();
    void addFirstSteps();
    [[nodiscard]] boost::json::object typed() const;
    [[nodiscard]] bool check();
    void save();
    void create();
    void patch(const std::string& rv);
    void onPatched(const PlatformAnswer& answer, const boost::json::object& changes);
    void giveRole(const std::string& userId);
    void givePassword(const std::string& userId);
    void finish(const std::string& userId);

    PageContext context_;
    boost::json::object row_ = {};
    QLineEdit* login_ = nullptr;
    QLineEdit* name_ = nullptr;
    QLineEdit* jobTitle_ = nullptr;
    RowPicker* organization_ = nullptr;
    RowPicker* role_ = nullptr;
    QCheckBox* password_ = nullptr;
};

/// Sets a new password that is shown once; the person has to choose their own at the next sign-in.
void resetPassword(
    const PageContext& context,
    const std::string& userId,
    const QString& name,
    QWidget* over,
    std::function<void(const PlatformAnswer& answer)> done
);

} // namespace tidemark::ui
