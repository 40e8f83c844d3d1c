#include "ui/access/role_names.hpp"

#include "ui/admin/json_fields.hpp"

#include <QStringList>

#include <utility>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int usersAtOnce = 100;
constexpr int rowsMost = 500;

} // namespace

RoleNames::RoleNames(sync::AgentClient& agent, QObject* parent)
    : QObject(parent)
    , agent_(agent)
    , roles_(agent, "role", "name")
{
    soon_.setSingleShot(true);
    soon_.setInterval(0);
    connect(&soon_, &QTimer::timeout, this, &RoleNames::ask);
    connect(&roles_, &NameBook::arrived, this, &RoleNames::arrived);
    connect(&agent_, &sync::AgentClient::changed, this, &RoleNames::onChanged);
}

QString RoleNames::of(const std::string& userId)
{
    const auto known = held_.find(userId);
    if (known == held_.end()) {
        wanted_.insert(userId);
        soon_.start();
        return {};
    }
    QStringList names;
    for (const std::string& role : known->second) {
        const QString name = roles_.name(role);
        if (!name.isEmpty())
            names << name;
    }
    names.sort(Qt::CaseInsensitive);
    return names.join(QStringLiteral(", "));
}

void RoleNames::ask()
{
    json::array ids;
    while (!wanted_.empty() && ids.size() < static_cast<std::size_t>(usersAtOnce)) {
        const std::string id = *wanted_.begin();
        wanted_.erase(wanted_.begin());
        held_.emplace(id, std::vector<std::string>());
        ids.emplace_back(id);
    }
    if (ids.empty())
        return;
    const sync::RowQuery query{.entity = "userRole", .filter = {{"userId", "in", ids}}};
    agent_.rowsWindow(query, 0, rowsMost, this, [this, ids](const Result<sync::RowPage>& page) {
        if (!page)
            return;
        for (const json::value& id : ids)
            held_[std::string(id.as_string())].clear();
        for (const json::object& row : page->rows)
            held_[textIn(row, "userId")].push_back(textIn(row, "roleId"));
        Q_EMIT arrived();
    });
    if (!wanted_.empty())
        soon_.start();
}

void RoleNames::onChanged(const sync::Changes& changes)
{
    if (changes.entities.find("userRole") == changes.entities.end())
        return;
    for (const auto& [id, roles] : held_)
        wanted_.insert(id);
    soon_.start();
}

} // namespace tidemark::ui
