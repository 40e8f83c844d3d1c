// Who asked for an account in the customer portal.
#pragma once

#include "ui/kit/list_part.hpp"
#include "ui/kit/page.hpp"

namespace tidemark::ui {

class ActionGuard;

/// The requests, those that wait first; admitting and refusing them.
class SignUpsPart final : public ListPart {
    Q_OBJECT

public:
    explicit SignUpsPart(const PageContext& context, QWidget* parent = nullptr);

private:
    void addActions();
    void onChosen();
    void admit();
    void askToRefuse();

    PageContext context_;
    ActionGuard* canAdmit_ = nullptr;
    ActionGuard* canRefuse_ = nullptr;
};

} // namespace tidemark::ui
