// API keys.
#pragma once

#include "ui/admin/platform_api.hpp"
#include "ui/kit/list_part.hpp"
#include "ui/kit/page.hpp"

namespace tidemark::ui {

class ActionGuard;
class FieldList;
class UsageChart;

/// Keys page by page from the platform; the chosen one with its use of 30 days.
class KeysPart final : public ListPart {
    Q_OBJECT

public:
    explicit KeysPart(const PageContext& context, QWidget* parent = nullptr);

private:
    void addActions();
    void addSide();
    void onChosen();
    void showUsage(const PlatformAnswer& answer);
    void create();
    void askToRotate();
    void askToRevoke();

    PageContext context_;
    std::string shown_ = {};
    ActionGuard* canRotate_ = nullptr;
    ActionGuard* canRevoke_ = nullptr;
    FieldList* facts_ = nullptr;
    FieldList* endpoints_ = nullptr;
    UsageChart* chart_ = nullptr;
};

/// The page of API keys.
class KeysPage final : public Page {
    Q_OBJECT

public:
    explicit KeysPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;
};

} // namespace tidemark::ui
