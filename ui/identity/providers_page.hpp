// The identity providers of the tenant.
#pragma once

#include "ui/admin/held_rows.hpp"
#include "ui/kit/list_part.hpp"
#include "ui/kit/page.hpp"

namespace tidemark::ui {

class ActionGuard;

/// The providers; testing and removing the chosen one. One request.
class ProvidersPart final : public ListPart {
    Q_OBJECT

public:
    explicit ProvidersPart(const PageContext& context, QWidget* parent = nullptr);

    /// Asks for the list again.
    void reload();

private:
    ProvidersPart(const PageContext& context, HeldRows held, QWidget* parent);
    void addActions();
    void onChosen();
    void askToRemove();

    PageContext context_;
    HeldRows held_;
    ActionGuard* canRemove_ = nullptr;
    ActionGuard* canTest_ = nullptr;
};

/// The page of single sign-on.
class ProvidersPage final : public Page {
    Q_OBJECT

public:
    explicit ProvidersPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;
    void entered() override;

private:
    QWidget* part_ = nullptr;
    bool wasShown_ = false;
};

} // namespace tidemark::ui
