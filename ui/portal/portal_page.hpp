// The customer portal, as administrators run it.
#pragma once

#include "ui/kit/page.hpp"

namespace tidemark::ui {

class Banner;
class PageHead;
class PortalSetting;
class TabStack;

/// Who waits for an account, who is invited, and who may sign up at all. Two requests.
class PortalPage final : public Page {
    Q_OBJECT

public:
    explicit PortalPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;
    void entered() override;

private:
    void showSetting();

    PageContext context_;
    PortalSetting* setting_ = nullptr;
    PageHead* head_ = nullptr;
    Banner* banner_ = nullptr;
    TabStack* tabs_ = nullptr;
};

} // namespace tidemark::ui
