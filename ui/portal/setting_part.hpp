// The choice who may sign up in the customer portal.
#pragma once

#include "ui/kit/page.hpp"

class QButtonGroup;

namespace tidemark::ui {

class ActionGuard;
class Banner;
class PortalSetting;

/// Three ways, and where the portal is. Nothing is in force before it is saved.
class PortalSettingPart final : public QWidget {
    Q_OBJECT

public:
    PortalSettingPart(
        const PageContext& context, PortalSetting& setting, QWidget* parent = nullptr
    );

private:
    void build();
    void show();
    void update();
    [[nodiscard]] std::string chosen() const;

    PageContext context_;
    PortalSetting& setting_;
    Banner* banner_ = nullptr;
    QButtonGroup* ways_ = nullptr;
    ActionGuard* canSave_ = nullptr;
};

} // namespace tidemark::ui
