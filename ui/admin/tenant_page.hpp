// The settings of the tenant.
#pragma once

#include "ui/admin/platform_api.hpp"
#include "ui/kit/page.hpp"

#include <boost/json/object.hpp>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace tidemark::ui {

class ActionGuard;
class Banner;
class FieldList;
class PageHead;
class RoleChecks;

/// Name, time zone, how long a session may rest, and who must have a second factor: two requests.
/// How large files may be, on a part of its own: one.
class TenantPage final : public Page {
    Q_OBJECT

public:
    explicit TenantPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;
    void entered() override;

private:
    void build();
    [[nodiscard]] QWidget* createCards(QWidget* parent);
    [[nodiscard]] QWidget* createGeneral(QWidget* parent);
    [[nodiscard]] QWidget* createSecurity(QWidget* parent);
    void load();
    void onTenant(const PlatformAnswer& answer);
    void onFactor(const PlatformAnswer& answer);
    [[nodiscard]] boost::json::object changes() const;
    /// The rule of the second factor is about roles.
    [[nodiscard]] bool asksRoles() const;
    [[nodiscard]] bool isFactorChanged() const;
    void update();
    void save(const std::string& rv);
    void saveFactor();
    void onSaved(const PlatformAnswer& answer, const boost::json::object& sent);

    PageContext context_;
    boost::json::object tenant_ = {};
    boost::json::object factor_ = {};
    PageHead* head_ = nullptr;
    Banner* banner_ = nullptr;
    ActionGuard* canSave_ = nullptr;
    QLineEdit* name_ = nullptr;
    QComboBox* zone_ = nullptr;
    QSpinBox* timeout_ = nullptr;
    QComboBox* required_ = nullptr;
    RoleChecks* roles_ = nullptr;
    FieldList* facts_ = nullptr;
};

} // namespace tidemark::ui
