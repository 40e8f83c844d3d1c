// The list of roles.
#pragma once

#include "ui/kit/list_part.hpp"
#include "ui/kit/page.hpp"

namespace tidemark::ui {

class ActionGuard;

/// Roles as the mirror has them; Enter opens one. New ones begin empty, from a template that comes
/// with Tidemark, or as a copy.
class RolesPart final : public ListPart {
    Q_OBJECT

public:
    explicit RolesPart(const PageContext& context, QWidget* parent = nullptr);

private:
    void addActions();
    void chooseTemplate();
    void removeChosen();

    PageContext context_;
    class Button* templates_ = nullptr;
    ActionGuard* copy_ = nullptr;
    ActionGuard* remove_ = nullptr;
};

} // namespace tidemark::ui
