// The audit: what was done and who tried to sign in; proved and exported from here.
#pragma once

#include "ui/admin/platform_api.hpp"
#include "ui/kit/page.hpp"

namespace tidemark::ui {

class ActionGuard;
class Banner;
class PageHead;

/// Entries and sign-ins, and the proof that nothing was altered.
class AuditPage final : public Page {
    Q_OBJECT

public:
    explicit AuditPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;

private:
    void verify();
    void onProof(const PlatformAnswer& answer);
    void showFlaws(const boost::json::object& proof);
    void askExport();
    void exportTo(const QString& file, const std::string& query);

    PageContext context_;
    PageHead* head_ = nullptr;
    Banner* banner_ = nullptr;
    ActionGuard* canVerify_ = nullptr;
};

[[nodiscard]] std::vector<PageEntry> auditPages();

} // namespace tidemark::ui
