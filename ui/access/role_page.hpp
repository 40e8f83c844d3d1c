// One role: what it is called, what it permits, and whom a change would touch.
#pragma once

#include "ui/admin/platform_api.hpp"
#include "ui/kit/page.hpp"
#include "ui/kit/unsaved.hpp"

#include <boost/json/object.hpp>

class QLineEdit;

namespace tidemark::ui {

class ActionGuard;
class Banner;
class Button;
class Label;
class PageHead;
class PermissionMatrix;
class ResourceCard;
class RoleHolders;
class TableView;

/// The item is a role's id, `new`, `copy:<id>` or `template:<system>/<name>`. Nothing is saved
/// before the person has seen whom it touches.
class RolePage final : public Page, public HoldsUnsaved {
    Q_OBJECT

public:
    RolePage(const PageContext& context, const QString& item, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;
    [[nodiscard]] bool isBusy() const override { return isEdited(); }
    [[nodiscard]] bool hasUnsaved() override { return isEdited(); }

private:
    void build();
    [[nodiscard]] QWidget* createWork();
    [[nodiscard]] QWidget* createSide();
    void load();
    void fill(boost::json::object role);
    void fillTemplate(const QString& name);
    [[nodiscard]] bool isNew() const { return id_.empty(); }
    [[nodiscard]] bool isEdited() const;
    [[nodiscard]] bool mayChange() const;
    void cycleMarked();
    [[nodiscard]] boost::json::object changes() const;
    void update();
    void discard();
    void askToSave();
    void save(const std::string& rv);
    void onSaved(const PlatformAnswer& answer, const boost::json::object& sent);

    PageContext context_;
    QString item_;
    std::string id_ = {};
    boost::json::object role_ = {}; ///< As it was loaded.
    PageHead* head_ = nullptr;
    Banner* banner_ = nullptr;
    QLineEdit* name_ = nullptr;
    QLineEdit* description_ = nullptr;
    PermissionMatrix* matrix_ = nullptr;
    TableView* table_ = nullptr;
    ResourceCard* resource_ = nullptr;
    RoleHolders* holders_ = nullptr;
    Label* difference_ = nullptr;
    ActionGuard* canSave_ = nullptr;
    ActionGuard* canDiscard_ = nullptr;
    bool isFilling_ = false;
};

} // namespace tidemark::ui
