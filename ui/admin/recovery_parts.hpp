// What an administrator sees of access that was taken away and of kept work.
#pragma once

#include "ui/admin/held_rows.hpp"
#include "ui/admin/platform_api.hpp"
#include "ui/kit/list_part.hpp"
#include "ui/kit/page.hpp"

namespace tidemark::ui {

class ActionGuard;
class FieldList;
class Label;

/// Devices of people who lost a scope, and whether its rows are gone from them. One request.
class RevocationsPart final : public ListPart {
    Q_OBJECT

public:
    explicit RevocationsPart(const PageContext& context, QWidget* parent = nullptr);
};

/// Unsent work of people who lost a scope: somebody else takes it over or drops it. One request.
class EscrowPart final : public ListPart {
    Q_OBJECT

public:
    explicit EscrowPart(const PageContext& context, QWidget* parent = nullptr);

private:
    EscrowPart(const PageContext& context, HeldRows held, QWidget* parent);

    void addSide();
    void onChosen();
    void askToTake();
    void askToDiscard();
    void take(const boost::json::object& item);
    void close(const std::string& id, const char* outcome);

    PageContext context_;
    HeldRows held_;
    Label* heading_ = nullptr;
    FieldList* fields_ = nullptr;
    ActionGuard* canTake_ = nullptr;
    ActionGuard* canDiscard_ = nullptr;
};

} // namespace tidemark::ui
