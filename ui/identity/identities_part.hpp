// How somebody proves who they are: accounts at identity providers, and the second factor.
#pragma once

#include "ui/admin/held_rows.hpp"
#include "ui/admin/platform_api.hpp"
#include "ui/kit/list_part.hpp"
#include "ui/kit/page.hpp"

namespace tidemark::ui {

class ActionGuard;

/// Whose.
struct IdentitiesOf {
    std::string userId = {};
    QString name = {};
};

/// The accounts that sign a user in, to be linked and unlinked; and taking their second factor
/// away, for who lost the phone. One request.
class IdentitiesPart final : public ListPart {
    Q_OBJECT

public:
    IdentitiesPart(const PageContext& context, IdentitiesOf whose, QWidget* parent = nullptr);

private:
    IdentitiesPart(const PageContext& context, IdentitiesOf whose, HeldRows held, QWidget* parent);
    void addActions();
    void onChosen();
    void link();
    void askToUnlink();
    void askToReset();
    void carryOut(PlatformCall call, const QString& done);
    void reload();

    PageContext context_;
    IdentitiesOf whose_;
    HeldRows held_;
    ActionGuard* canUnlink_ = nullptr;
};

} // namespace tidemark::ui
