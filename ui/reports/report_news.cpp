#include "ui/reports/report_news.hpp"

#include <algorithm>

namespace tidemark::ui {

namespace {

constexpr int askDelayMs = 60;      ///< A cut brings rows and activity together.
constexpr std::size_t idsMost = 50; ///< Whoever changed more rows changed these, too.
constexpr int linesRead = 20;

QString textIn(const boost::json::object& row, std::string_view key)
{
    const auto* value = row.if_contains(key);
    return value != nullptr && value->is_string()
               ? QString::fromStdString(std::string(value->get_string()))
               : QString();
}

} // namespace

ReportNews::ReportNews(sync::AgentClient& agent, QObject* parent)
    : QObject(parent)
    , agent_(agent)
{
    askSoon_.setSingleShot(true);
    askSoon_.setInterval(askDelayMs);
    connect(&askSoon_, &QTimer::timeout, this, &ReportNews::askWho);
    connect(&agent, &sync::AgentClient::changed, this, [this](const sync::Changes& changes) {
        if (!isEmpty() && changes.entities.contains("activity"))
            askSoon_.start();
    });
}

void ReportNews::add(const SheetChange& change)
{
    for (const SupplyRowChange& row : change.rows)
        merge(row);
    at_ = Timestamp::now();
    if (!isEmpty())
        askSoon_.start();
    Q_EMIT changed();
}

void ReportNews::merge(const SupplyRowChange& news)
{
    auto& rows = change_.rows;
    auto known = std::find_if(rows.begin(), rows.end(), [&](const SupplyRowChange& row) {
        return row.id == news.id;
    });
    if (known == rows.end()) {
        rows.push_back(news);
        return;
    }
    if (news.kind != SupplyRowChange::Kind::update) {
        *known = news;
        return;
    }
    for (const SupplyFieldChange& field : news.fields) {
        auto& fields = known->fields;
        auto same = std::find_if(fields.begin(), fields.end(), [&](const auto& one) {
            return one.field == field.field;
        });
        if (same == fields.end())
            fields.push_back(field);
        else if (same->before == field.after)
            fields.erase(same); // As it was.
        else
            same->after = field.after;
    }
    if (known->fields.empty())
        rows.erase(known);
}

void ReportNews::clear()
{
    change_ = {};
    names_.clear();
    Q_EMIT changed();
}

int ReportNews::fieldCount(const std::set<Uuid>& ids) const
{
    int count = 0;
    for (const SupplyRowChange& row : change_.rows) {
        if (row.kind == SupplyRowChange::Kind::update && (ids.empty() || ids.contains(row.id)))
            count += static_cast<int>(row.fields.size());
    }
    return count;
}

QString ReportNews::who() const
{
    if (names_.isEmpty())
        return tr("Another device");
    if (names_.size() == 1)
        return names_.front();
    return tr("%1 and %n other(s)", nullptr, static_cast<int>(names_.size()) - 1)
        .arg(names_.front());
}

void ReportNews::askWho()
{
    boost::json::array ids;
    for (const SupplyRowChange& row : change_.rows) {
        if (ids.size() < idsMost)
            ids.emplace_back(boost::json::string(row.id.toString()));
    }
    if (ids.empty())
        return;
    const sync::RowQuery query{
        .entity = "activity", .filter = {{"entityId", "in", std::move(ids)}}, .sort = {"-at"}};
    agent_.rowsWindow(query, 0, linesRead, this, [this](const Result<sync::RowPage>& page) {
        if (page && !isEmpty())
            takeWho(*page);
    });
}

void ReportNews::takeWho(const sync::RowPage& page)
{
    const auto& user = agent_.status().user;
    const QString own = user ? QString::fromStdString(user->displayName) : QString();
    QStringList names;
    std::set<QString> told;
    for (const boost::json::object& line : page.rows) {
        const QString name = textIn(line, "performedBy");
        // Of each row its newest change by somebody else; what came before is no news.
        if (name.isEmpty() || name == own || !told.insert(textIn(line, "entityId")).second ||
            names.contains(name))
            continue;
        if (names.isEmpty()) {
            const auto at = Timestamp::parse(textIn(line, "at").toStdString());
            at_ = at ? *at : at_;
        }
        names << name;
    }
    if (names == names_)
        return;
    names_ = names;
    Q_EMIT changed();
}

} // namespace tidemark::ui
