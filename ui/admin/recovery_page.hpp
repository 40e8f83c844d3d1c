// After a restore, a loss of access, or work that nobody sent.
#pragma once

#include "ui/kit/page.hpp"

namespace tidemark::ui {

/// Three lists for administrators; each asks the platform once, when it is first looked at.
class RecoveryPage final : public Page {
    Q_OBJECT

public:
    explicit RecoveryPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;
};

} // namespace tidemark::ui
