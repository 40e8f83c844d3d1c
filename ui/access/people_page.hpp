// Users, roles, and rights for a while.
#pragma once

#include "ui/kit/page.hpp"

namespace tidemark::ui {

/// The page of everybody and of what they may do.
class PeoplePage final : public Page {
    Q_OBJECT

public:
    explicit PeoplePage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;
};

} // namespace tidemark::ui
