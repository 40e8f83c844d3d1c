#include "ui/admin/name_book.hpp"

#include "ui/admin/json_fields.hpp"

#include <utility>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int namesAtOnce = 200;

} // namespace

NameBook::NameBook(sync::AgentClient& agent, std::string entity, std::string field, QObject* parent)
    : QObject(parent)
    , agent_(agent)
    , entity_(std::move(entity))
    , field_(std::move(field))
{
    soon_.setSingleShot(true);
    soon_.setInterval(0);
    connect(&soon_, &QTimer::timeout, this, &NameBook::ask);
    connect(&agent_, &sync::AgentClient::changed, this, &NameBook::onChanged);
}

QString NameBook::name(const std::string& id)
{
    if (id.empty())
        return {};
    const auto known = names_.find(id);
    if (known != names_.end())
        return known->second;
    wanted_.insert(id);
    soon_.start();
    return {};
}

void NameBook::ask()
{
    json::array ids;
    while (!wanted_.empty() && ids.size() < static_cast<std::size_t>(namesAtOnce)) {
        const std::string id = *wanted_.begin();
        wanted_.erase(wanted_.begin());
        names_.emplace(id, QString()); // Not asked for twice, also when there is none.
        ids.emplace_back(id);
    }
    if (ids.empty())
        return;
    const sync::RowQuery query{.entity = entity_, .filter = {{"id", "in", std::move(ids)}}};
    agent_.rowsWindow(query, 0, namesAtOnce, this, [this](const Result<sync::RowPage>& page) {
        if (!page)
            return;
        for (const json::object& row : page->rows)
            names_[textIn(row, "id")] = wordsIn(row, field_);
        Q_EMIT arrived();
    });
    if (!wanted_.empty())
        soon_.start();
}

void NameBook::onChanged(const sync::Changes& changes)
{
    if (changes.entities.find(entity_) == changes.entities.end())
        return;
    for (const auto& [id, name] : std::exchange(names_, {}))
        wanted_.insert(id);
    soon_.start();
}

} // namespace tidemark::ui
