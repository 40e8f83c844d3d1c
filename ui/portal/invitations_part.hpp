// Who is invited into the customer portal.
#pragma once

#include "ui/kit/list_part.hpp"
#include "ui/kit/page.hpp"

namespace tidemark::ui {

class ActionGuard;

/// The invitations, those that can be used first; making and withdrawing them.
class InvitationsPart final : public ListPart {
    Q_OBJECT

public:
    explicit InvitationsPart(const PageContext& context, QWidget* parent = nullptr);

private:
    void addActions();
    void onChosen();
    void invite();
    void askToWithdraw();

    PageContext context_;
    ActionGuard* canWithdraw_ = nullptr;
};

} // namespace tidemark::ui
