// Everybody who is signed in now.
#pragma once

#include "ui/kit/list_part.hpp"
#include "ui/kit/page.hpp"

namespace tidemark::ui {

class ActionGuard;

/// All living sessions of the tenant, page by page. Enter opens the person.
class AllSessionsPart final : public ListPart {
    Q_OBJECT

public:
    explicit AllSessionsPart(const PageContext& context, QWidget* parent = nullptr);

private:
    void onChosen();
    void endChosen();

    PageContext context_;
    ActionGuard* end_ = nullptr;
};

} // namespace tidemark::ui
