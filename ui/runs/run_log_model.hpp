// The log of one run: all lines that arrived, of which a filter shows some.
#pragma once

#include <QAbstractListModel>

#include <boost/json/array.hpp>

#include <cstdint>
#include <vector>

namespace tidemark::ui {

/// Lines in the order of their sequence, without doubles and with a note of the first missing one.
///
/// Keeps at most `linesMost` lines; older ones are dropped from the front and can be read again
/// from the platform. Filtering is by level and by text, over what is kept.
class RunLogModel final : public QAbstractListModel {
    Q_OBJECT
    Q_PROPERTY(int total READ total NOTIFY totalChanged)

public:
    enum Role { TimeRole = Qt::UserRole + 1, LevelRole, StepRole, MessageRole, SequenceRole };
    enum class Level { debug, info, warn, error };

    static constexpr std::size_t linesMost = 200'000;

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// Adds lines `{sequence, at, level, step, message}`. Returns false when there is a hole
    /// between the last line held and the first given: nothing is added then, fetch from `last()`.
    bool append(const boost::json::array& lines);
    void clear();
    /// The highest sequence held without a hole.
    [[nodiscard]] std::int64_t last() const { return last_; }
    [[nodiscard]] int total() const { return static_cast<int>(lines_.size()); }

    void setLeast(Level level);
    void setSearch(const QString& text);
    /// Row of the first error among the shown lines; −1 when there is none.
    Q_INVOKABLE [[nodiscard]] int firstError() const;
    /// All kept lines as text, for copying and saving.
    [[nodiscard]] QString toText() const;

Q_SIGNALS:
    void totalChanged();

private:
    struct Line {
        std::int64_t sequence = 0;
        QString time = {};
        Level level = Level::info;
        QString step = {};
        QString message = {};
    };

    [[nodiscard]] static Line read(const boost::json::object& line);
    [[nodiscard]] bool isShown(const Line& line) const;
    void refilter();
    void dropOldest();

    std::vector<Line> lines_ = {};
    std::vector<std::size_t> shown_ = {};
    std::int64_t last_ = 0;
    Level least_ = Level::info;
    QString search_ = {};
};

} // namespace tidemark::ui
