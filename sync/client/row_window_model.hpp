// A table of any length of which only the part around what is seen is held.
#pragma once

#include "sync/client/agent_client.hpp"

#include <QAbstractTableModel>
#include <QTimer>

#include <functional>
#include <unordered_map>
#include <vector>

namespace tidemark::sync {

/// One column of a table: which field, what it is called, how it reads.
struct RowColumn {
    /// What a cell shows. Runs while painting: cheap, no I/O.
    using Formatter =
        std::function<QString(const boost::json::value& value, const boost::json::object& row)>;
    /// Any other role of a cell (colours, icons, a chip kind); an invalid QVariant: none.
    using Extra = std::function<QVariant(const boost::json::object& row, int role)>;

    std::string field = {}; ///< Sorted by this; empty: a column that cannot be sorted.
    QString title = {};
    Formatter format = {}; ///< Empty: the value as plain text.
    Qt::Alignment alignment = Qt::AlignLeading | Qt::AlignVCenter;
    Extra extra = {};
};

/// Answers a stretch of the rows of a query, once, unless `context` is gone.
using RowSource = std::function<void(
    const RowQuery& query,
    std::int64_t offset,
    int limit,
    QObject* context,
    AgentClient::Reply<RowPage> reply
)>;

/// Rows of one entity, as the agent windows them. Sorting, filtering and searching happen in the
/// agent's SQL; the model holds a bounded number of pages around what was asked last.
///
/// A row that has not arrived is a placeholder: `isLoaded` is false, its cells are empty.
/// A `changed` notice fetches the held pages again and signals only the cells that differ.
class RowWindowModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< The row's id, text.
        LoadedRole,                ///< Whether the row has arrived.
        PendingRole,               ///< An unsent change is on it.
        ConflictRole,              ///< It needs the user.
    };
    Q_ENUM(Role)

    static constexpr int pageRows = 200;
    static constexpr int pagesMost = 24;

    RowWindowModel(
        AgentClient& agent,
        RowQuery query,
        std::vector<RowColumn> columns,
        QObject* parent = nullptr
    );

    /// Where rows come from instead of the mirror, such as a list of the platform. Before the first
    /// turn of the event loop.
    void setSource(RowSource source) { source_ = std::move(source); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Sorts in the agent. Column −1: back to the query's own order.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    void setSearch(const QString& text);
    void setFilter(std::vector<RowCondition> filter);
    [[nodiscard]] const RowQuery& query() const { return query_; }

    [[nodiscard]] bool isLoaded(int row) const { return rowAt(row) != nullptr; }
    /// The row as it came, or null while it is a placeholder. Valid until the model changes.
    [[nodiscard]] const boost::json::object* rowAt(int row) const;
    /// Tells which rows are on screen, so that they and their neighbours are fetched first. Views
    /// of `ui/kit` call it; painting a placeholder asks for its page as well.
    void setVisibleRows(int first, int last);
    /// True until the first answer to the current query.
    [[nodiscard]] bool isFirstLoad() const { return isFirstLoad_; }
    /// Pages asked of the agent since the start; for tests and the diagnostics page.
    [[nodiscard]] int pagesFetched() const { return pagesFetched_; }
    /// Asks again for everything held.
    void refresh();

Q_SIGNALS:
    /// The first rows, or the news that there are none, have arrived.
    void loaded();
    void totalChanged(qint64 total);
    void loadFailed(const tidemark::Fault& fault);

private:
    struct Page {
        std::vector<boost::json::object> rows = {};
        quint64 usedAt = 0;   ///< For eviction: the larger, the later it was looked at.
        bool isStale = false; ///< Shown, but asked for again.
    };

    void restart();
    void want(int page) const;
    void fetchWanted();
    void fetch(int page);
    void onAnswer(int page, quint64 generation, Result<RowPage> answer);
    void replaceAll(int page, RowPage answer);
    void update(int page, RowPage answer);
    void moveSelection(int page, const std::vector<boost::json::object>& rows);
    void setTotal(std::int64_t total);
    void evict();
    void onChanged(const Changes& changes);
    [[nodiscard]] bool isNearVisible(int page) const;

    AgentClient& agent_;
    RowSource source_ = {};
    RowQuery query_;
    std::vector<std::string> ownSort_;
    std::vector<RowColumn> columns_;
    std::unordered_map<int, Page> pages_ = {};
    mutable std::vector<int> wanted_ = {};
    mutable QTimer fetchSoon_;
    std::vector<int> inFlight_ = {};
    std::vector<int> again_ = {}; ///< Under way, but a change came meanwhile.
    int total_ = 0;
    int pagesFetched_ = 0;
    quint64 generation_ = 0;
    mutable quint64 useCount_ = 0;
    bool isFirstLoad_ = true;
    bool isRestarting_ = true; ///< The rows shown are those of the query before.
    int visibleFirst_ = 0;
    int visibleLast_ = 0;
};

} // namespace tidemark::sync
