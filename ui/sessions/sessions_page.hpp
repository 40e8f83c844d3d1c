// One's own devices and sign-ins, and everybody's sessions.
#pragma once

#include "ui/kit/page.hpp"

namespace tidemark::ui {

class DevicesPart;
class TabStack;

/// Open to everybody; the tab of all sessions needs `session:read`.
class SessionsPage final : public Page {
    Q_OBJECT

public:
    explicit SessionsPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;

private:
    TabStack* tabs_ = nullptr;
};

} // namespace tidemark::ui
