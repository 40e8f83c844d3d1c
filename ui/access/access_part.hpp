// What one person may do, and from where they have it.
#pragma once

#include "ui/admin/held_rows.hpp"
#include "ui/admin/platform_api.hpp"
#include "ui/kit/list_part.hpp"
#include "ui/kit/page.hpp"

#include <boost/json/object.hpp>

namespace tidemark::ui {

class Button;
class FormDialog;
class Label;
class WhyCard;

/// The effective permissions with the roles and grants that give them; roles, grants and the
/// department are given and taken at the side. One request.
class AccessPart final : public ListPart {
    Q_OBJECT

public:
    AccessPart(const PageContext& context, std::string userId, QWidget* parent = nullptr);

    void reload();

private:
    AccessPart(const PageContext& context, std::string userId, HeldRows held, QWidget* parent);

    void addSide();
    void load(const HeldRows::Done& done);
    void showSide();
    void addRoleLine(const boost::json::object& role);
    void addGrantLine(const boost::json::object& grant);
    static Button* addLine(QWidget* under, const QString& words, const QString& action);
    void giveRole();
    void grant();
    void setDepartment();
    void carryOut(PlatformCall call, FormDialog* dialog = nullptr);

    PageContext context_;
    std::string userId_;
    HeldRows held_;
    boost::json::object access_ = {};
    QWidget* roles_ = nullptr;
    QWidget* grants_ = nullptr;
    Label* department_ = nullptr;
    WhyCard* why_ = nullptr;
};

} // namespace tidemark::ui
