#include "sync/client/row_window_model.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace tidemark::sync {
namespace json = boost::json;
namespace {

/// More at once would only delay the page that is on screen.
constexpr std::size_t inFlightMost = 3;

QString plainText(const json::value& value)
{
    if (const auto* text = value.if_string())
        return QString::fromUtf8(text->data(), static_cast<qsizetype>(text->size()));
    if (const auto* number = value.if_int64())
        return QString::number(*number);
    if (const auto* flag = value.if_bool())
        return *flag ? RowWindowModel::tr("yes") : RowWindowModel::tr("no");
    return {};
}

QString idOf(const json::object& row)
{
    const json::value* id = row.if_contains("id");
    return id == nullptr ? QString() : plainText(*id);
}

bool flagIn(const json::object& row, std::string_view key)
{
    const json::value* flag = row.if_contains(key);
    return flag != nullptr && flag->is_bool() && flag->get_bool();
}

bool contains(const std::vector<int>& list, int value)
{
    return std::find(list.begin(), list.end(), value) != list.end();
}

} // namespace

RowWindowModel::RowWindowModel(
    AgentClient& agent, RowQuery query, std::vector<RowColumn> columns, QObject* parent
)
    : QAbstractTableModel(parent)
    , agent_(agent)
    , query_(std::move(query))
    , ownSort_(query_.sort)
    , columns_(std::move(columns))
{
    // One turn of the event loop gathers all that a paint or a series of setters asks for.
    fetchSoon_.setSingleShot(true);
    fetchSoon_.setInterval(0);
    connect(&fetchSoon_, &QTimer::timeout, this, &RowWindowModel::fetchWanted);
    connect(&agent_, &AgentClient::changed, this, &RowWindowModel::onChanged);
    connect(&agent_, &AgentClient::connected, this, &RowWindowModel::refresh);
    want(0);
}

int RowWindowModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : total_;
}

int RowWindowModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns_.size());
}

const json::object* RowWindowModel::rowAt(int row) const
{
    const auto page = pages_.find(row / pageRows);
    if (row < 0 || page == pages_.end())
        return nullptr;
    const auto inPage = static_cast<std::size_t>(row % pageRows);
    return inPage < page->second.rows.size() ? &page->second.rows[inPage] : nullptr;
}

QVariant RowWindowModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= total_)
        return {};
    const RowColumn& column = columns_[static_cast<std::size_t>(index.column())];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(column.alignment);
    const json::object* row = rowAt(index.row());
    if (row == nullptr) {
        if (role == Qt::DisplayRole)
            want(index.row() / pageRows);
        return role == LoadedRole ? QVariant(false) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole: {
        const json::value* value = row->if_contains(column.field);
        const json::value& shown = value == nullptr ? json::value() : *value;
        return column.format ? column.format(shown, *row) : plainText(shown);
    }
    case IdRole:
        return idOf(*row);
    case LoadedRole:
        return true;
    case PendingRole:
        return flagIn(*row, "_pending");
    case ConflictRole:
        return flagIn(*row, "_conflict");
    default:
        return column.extra ? column.extra(*row, role) : QVariant();
    }
}

QVariant RowWindowModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (section < 0 || section >= columnCount())
        return {};
    const RowColumn& column = columns_[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(column.alignment);
    return {};
}

void RowWindowModel::sort(int column, Qt::SortOrder order)
{
    std::vector<std::string> wanted = ownSort_;
    if (column >= 0 && column < columnCount()) {
        const std::string& field = columns_[static_cast<std::size_t>(column)].field;
        if (field.empty())
            return;
        wanted = {order == Qt::DescendingOrder ? "-" + field : field};
    }
    if (wanted == query_.sort)
        return;
    query_.sort = std::move(wanted);
    restart();
}

void RowWindowModel::setSearch(const QString& text)
{
    std::string wanted = text.trimmed().toStdString();
    if (wanted == query_.search)
        return;
    query_.search = std::move(wanted);
    restart();
}

void RowWindowModel::setFilter(std::vector<RowCondition> filter)
{
    if (filter == query_.filter)
        return;
    query_.filter = std::move(filter);
    restart();
}

void RowWindowModel::restart()
{
    // The rows of the old query stay on screen until the first of the new one are here.
    ++generation_;
    isRestarting_ = true;
    inFlight_.clear();
    again_.clear();
    wanted_.clear();
    want(0);
}

void RowWindowModel::refresh()
{
    // What is under way may have been read before the change: ask for it once more after it
    // arrived. Dropping it instead would starve the view while changes come thick.
    again_ = inFlight_;
    if (isRestarting_) {
        if (inFlight_.empty())
            want(0);
        return;
    }
    // Pages out of sight are let go: they are asked for when they are looked at again.
    for (auto page = pages_.begin(); page != pages_.end();) {
        if (isNearVisible(page->first)) {
            page->second.isStale = true;
            want((page++)->first);
        } else {
            page = pages_.erase(page);
        }
    }
    if (pages_.empty())
        want(visibleFirst_ / pageRows);
}

void RowWindowModel::setVisibleRows(int first, int last)
{
    visibleFirst_ = std::max(0, first);
    visibleLast_ = std::max(visibleFirst_, last);
    if (isRestarting_ || total_ == 0)
        return;
    constexpr int margin = pageRows / 2;
    const int from = std::max(0, visibleFirst_ - margin) / pageRows;
    const int to = std::min(total_ - 1, visibleLast_ + margin) / pageRows;
    for (int page = from; page <= to; ++page) {
        if (const auto held = pages_.find(page); held != pages_.end())
            held->second.usedAt = ++useCount_;
        else
            want(page);
    }
}

void RowWindowModel::want(int page) const
{
    if (!contains(wanted_, page))
        wanted_.push_back(page);
    if (!fetchSoon_.isActive())
        fetchSoon_.start();
}

bool RowWindowModel::isNearVisible(int page) const
{
    const int first = visibleFirst_ / pageRows;
    const int last = visibleLast_ / pageRows;
    return page >= first - 1 && page <= last + 1;
}

void RowWindowModel::fetchWanted()
{
    // What was painted while the scroll bar flew by is not fetched; the last stop is.
    const auto isPassed = [this](int page) {
        const auto held = pages_.find(page);
        const bool isFresh = held != pages_.end() && !held->second.isStale;
        return !isRestarting_ && (isFresh || contains(inFlight_, page) || !isNearVisible(page));
    };
    wanted_.erase(std::remove_if(wanted_.begin(), wanted_.end(), isPassed), wanted_.end());
    while (!wanted_.empty() && inFlight_.size() < inFlightMost) {
        const int page = wanted_.front();
        wanted_.erase(wanted_.begin());
        fetch(page);
    }
}

void RowWindowModel::fetch(int page)
{
    inFlight_.push_back(page);
    ++pagesFetched_;
    if (const auto held = pages_.find(page); held != pages_.end())
        held->second.isStale = false;
    const auto offset = static_cast<std::int64_t>(page) * pageRows;
    auto reply = [this, page, generation = generation_](Result<RowPage> answer) {
        onAnswer(page, generation, std::move(answer));
    };
    if (source_)
        source_(query_, offset, pageRows, this, std::move(reply));
    else
        agent_.rowsWindow(query_, offset, pageRows, this, std::move(reply));
}

void RowWindowModel::onAnswer(int page, quint64 generation, Result<RowPage> answer)
{
    if (generation != generation_)
        return;
    inFlight_.erase(std::remove(inFlight_.begin(), inFlight_.end(), page), inFlight_.end());
    if (!answer) {
        Q_EMIT loadFailed(answer.error());
        return;
    }
    if (answer->rows.size() > static_cast<std::size_t>(pageRows))
        answer->rows.resize(static_cast<std::size_t>(pageRows));
    if (isRestarting_)
        replaceAll(page, std::move(*answer));
    else
        update(page, std::move(*answer));
    if (const auto again = std::find(again_.begin(), again_.end(), page); again != again_.end()) {
        again_.erase(again);
        pages_[page].isStale = true;
        want(page);
    }
    evict();
    if (!wanted_.empty())
        fetchSoon_.start();
}

void RowWindowModel::replaceAll(int page, RowPage answer)
{
    isRestarting_ = false;
    isFirstLoad_ = false;
    const qint64 totalBefore = total_;
    beginResetModel();
    pages_.clear();
    total_ =
        static_cast<int>(std::min<std::int64_t>(answer.total, std::numeric_limits<int>::max() - 1));
    pages_[page] = Page{std::move(answer.rows), ++useCount_, false};
    endResetModel();
    if (total_ != totalBefore)
        Q_EMIT totalChanged(total_);
    Q_EMIT loaded();
}

void RowWindowModel::update(int page, RowPage answer)
{
    setTotal(answer.total);
    const int first = page * pageRows;
    const auto held = pages_.find(page);
    if (held == pages_.end()) {
        const int last = first + static_cast<int>(answer.rows.size()) - 1;
        pages_[page] = Page{std::move(answer.rows), ++useCount_, false};
        if (last >= first)
            Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
        return;
    }
    std::vector<json::object> before = std::exchange(held->second.rows, std::move(answer.rows));
    held->second.usedAt = ++useCount_;
    moveSelection(page, before);
    const auto& now = held->second.rows;
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (i < before.size() && now[i] == before[i])
            continue;
        const int row = first + static_cast<int>(i);
        if (row < total_)
            Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
}

/// Selection and current cell stay with their record when records came or went above it.
void RowWindowModel::moveSelection(int page, const std::vector<json::object>& before)
{
    const auto& now = pages_[page].rows;
    const auto sameId = [](const json::object& a, const json::object& b) {
        return idOf(a) == idOf(b);
    };
    if (std::equal(now.begin(), now.end(), before.begin(), before.end(), sameId))
        return;
    const int first = page * pageRows;
    QModelIndexList from;
    QModelIndexList to;
    for (const QModelIndex& kept : persistentIndexList()) {
        const int inPage = kept.row() - first;
        if (inPage < 0 || inPage >= static_cast<int>(before.size()))
            continue;
        const QString id = idOf(before[static_cast<std::size_t>(inPage)]);
        const auto found = std::find_if(now.begin(), now.end(), [&id](const json::object& row) {
            return idOf(row) == id;
        });
        from.push_back(kept);
        const auto row = first + static_cast<int>(std::distance(now.begin(), found));
        to.push_back(found == now.end() ? QModelIndex() : index(row, kept.column()));
    }
    if (from.isEmpty())
        return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void RowWindowModel::setTotal(std::int64_t total)
{
    const int wanted =
        static_cast<int>(std::min<std::int64_t>(total, std::numeric_limits<int>::max() - 1));
    if (wanted == total_)
        return;
    if (wanted > total_) {
        beginInsertRows({}, total_, wanted - 1);
        total_ = wanted;
        endInsertRows();
    } else {
        beginRemoveRows({}, wanted, total_ - 1);
        total_ = wanted;
        endRemoveRows();
    }
    Q_EMIT totalChanged(total_);
}

void RowWindowModel::evict()
{
    while (pages_.size() > static_cast<std::size_t>(pagesMost)) {
        const auto oldest =
            std::min_element(pages_.begin(), pages_.end(), [](const auto& a, const auto& b) {
                return a.second.usedAt < b.second.usedAt;
            });
        pages_.erase(oldest);
    }
}

void RowWindowModel::onChanged(const Changes& changes)
{
    if (changes.entities.find(query_.entity) != changes.entities.end())
        refresh();
}

} // namespace tidemark::sync
