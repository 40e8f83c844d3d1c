#include "ui/admin/role_checks.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/kit/tokens.hpp"

#include <algorithm>

namespace tidemark::ui {
namespace {

constexpr int rolesMost = 200; ///< As the platform takes at most.
constexpr int listHeight = 150;

} // namespace

RoleChecks::RoleChecks(sync::AgentClient& agent, QWidget* parent)
    : QListWidget(parent)
{
    setFixedHeight(Tokens::current().px(listHeight));
    connect(this, &QListWidget::itemChanged, this, &RoleChecks::edited);
    const sync::RowQuery query{.entity = "role", .sort = {"name"}};
    agent.rowsWindow(query, 0, rolesMost, this, [this](const Result<sync::RowPage>& page) {
        const std::vector<std::string> ticked = chosen();
        if (page)
            roles_ = page->rows;
        isLoaded_ = true;
        show(ticked);
    });
}

void RoleChecks::setChosen(const std::vector<std::string>& ids)
{
    show(ids);
}

std::vector<std::string> RoleChecks::chosen() const
{
    std::vector<std::string> ids;
    if (!isLoaded_)
        ids = wanted_;
    for (int i = 0; i < count(); ++i) {
        if (item(i)->checkState() == Qt::Checked)
            ids.push_back(item(i)->data(Qt::UserRole).toString().toStdString());
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

void RoleChecks::show(const std::vector<std::string>& ids)
{
    wanted_ = ids;
    if (!isLoaded_)
        return;
    const QSignalBlocker quiet(this);
    clear();
    for (const boost::json::object& role : roles_)
        add(textIn(role, "id"), wordsIn(role, "name"));
    for (const std::string& id : ids) {
        const bool isKnown = std::any_of(roles_.begin(), roles_.end(), [&id](const auto& role) {
            return textIn(role, "id") == id;
        });
        if (!isKnown)
            add(id, tr("A role that is not on this device"));
    }
}

void RoleChecks::add(const std::string& id, const QString& name)
{
    auto* line = new QListWidgetItem(name, this);
    line->setData(Qt::UserRole, QString::fromStdString(id));
    line->setFlags(line->flags() | Qt::ItemIsUserCheckable);
    const bool isChosen = std::find(wanted_.begin(), wanted_.end(), id) != wanted_.end();
    line->setCheckState(isChosen ? Qt::Checked : Qt::Unchecked);
}

} // namespace tidemark::ui
