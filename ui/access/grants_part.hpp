// Rights for a while.
#pragma once

#include "ui/kit/list_part.hpp"
#include "ui/kit/page.hpp"

namespace tidemark::ui {

class ActionGuard;

/// Grants of the tenant, page by page from the platform.
class GrantsPart final : public ListPart {
    Q_OBJECT

public:
    explicit GrantsPart(const PageContext& context, QWidget* parent = nullptr);

private:
    void onChosen();
    void give();
    void endChosen();

    PageContext context_;
    ActionGuard* end_ = nullptr;
};

} // namespace tidemark::ui
