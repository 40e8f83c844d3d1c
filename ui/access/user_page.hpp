// One user: what they may do, and where they are signed in.
#pragma once

#include "ui/admin/name_book.hpp"
#include "ui/kit/page.hpp"

#include <boost/json/object.hpp>

namespace tidemark::ui {

class ActionGuard;
class Banner;
class Button;
class PageHead;
class TabStack;

/// Who they are comes from the mirror; each tab asks the platform once.
class UserPage final : public Page {
    Q_OBJECT

public:
    UserPage(const PageContext& context, const QString& userId, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;

private:
    void build();
    void addActions();
    void load();
    void show();
    void edit();
    void askToReset();
    void askToDeactivate();
    void setActive(bool isActive);

    PageContext context_;
    std::string id_;
    boost::json::object user_ = {};
    NameBook organizations_;
    PageHead* head_ = nullptr;
    Banner* banner_ = nullptr;
    TabStack* tabs_ = nullptr;
    Button* activate_ = nullptr;
    std::vector<ActionGuard*> guards_ = {};
    ActionGuard* canReset_ = nullptr; ///< One of them.
};

} // namespace tidemark::ui
