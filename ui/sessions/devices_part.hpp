// The devices of one person and who is signed in on them.
#pragma once

#include "ui/admin/held_rows.hpp"
#include "ui/kit/list_part.hpp"
#include "ui/kit/page.hpp"

namespace tidemark::ui {

class ActionGuard;

/// Whose devices. Without an id: the reader's own.
struct DevicesOf {
    std::string userId = {};
    QString name = {};

    [[nodiscard]] bool isOwn() const { return userId.empty(); }
};

/// One line for each session, and one for each device that nobody is signed in on. Sessions are
/// ended and devices wiped here. One request.
class DevicesPart final : public ListPart {
    Q_OBJECT

public:
    DevicesPart(const PageContext& context, DevicesOf whose, QWidget* parent = nullptr);

    /// Asks again.
    void reload();

private:
    DevicesPart(const PageContext& context, DevicesOf whose, HeldRows held, QWidget* parent);

    void addActions();
    void onChosen();
    void endChosen();
    void endOthers();
    void wipeChosen();
    void carryOut(std::string method, std::string path, const QString& done);

    PageContext context_;
    DevicesOf whose_;
    HeldRows held_;
    ActionGuard* end_ = nullptr;
    ActionGuard* wipe_ = nullptr;
};

} // namespace tidemark::ui
