#include "ui/runs/run_log_model.hpp"

#include "models/core/timestamp.hpp"

#include <QDateTime>

#include <algorithm>

namespace tidemark::ui {
namespace {

namespace json = boost::json;

QString text(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    if (!value || !value->is_string())
        return {};
    const auto& string = value->get_string();
    return QString::fromUtf8(string.data(), static_cast<qsizetype>(string.size()));
}

std::int64_t sequenceOf(const json::object& line)
{
    const auto* value = line.if_contains("sequence");
    return value && value->is_int64() ? value->get_int64() : 0;
}

RunLogModel::Level levelOf(const QString& name)
{
    if (name == u"error")
        return RunLogModel::Level::error;
    if (name == u"warn")
        return RunLogModel::Level::warn;
    return name == u"debug" ? RunLogModel::Level::debug : RunLogModel::Level::info;
}

QString nameOf(RunLogModel::Level level)
{
    static const QStringList names{
        QStringLiteral("debug"),
        QStringLiteral("info"),
        QStringLiteral("warn"),
        QStringLiteral("error")};
    return names.at(static_cast<int>(level));
}

} // namespace

int RunLogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}

QVariant RunLogModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Line& line = lines_[shown_[static_cast<std::size_t>(index.row())]];
    switch (role) {
    case TimeRole:
        return line.time;
    case LevelRole:
        return nameOf(line.level);
    case StepRole:
        return line.step;
    case SequenceRole:
        return QVariant::fromValue(line.sequence);
    case MessageRole:
    case Qt::DisplayRole:
        return line.message;
    default:
        return {};
    }
}

QHash<int, QByteArray> RunLogModel::roleNames() const
{
    return {
        {TimeRole, "time"},
        {LevelRole, "level"},
        {StepRole, "step"},
        {MessageRole, "message"},
        {SequenceRole, "sequence"}};
}

RunLogModel::Line RunLogModel::read(const json::object& line)
{
    Line read{.sequence = sequenceOf(line)};
    if (const auto at = Timestamp::parse(text(line, "at").toStdString())) {
        read.time = QDateTime::fromMSecsSinceEpoch(at->micros / 1000)
                        .toString(QStringLiteral("HH:mm:ss.zzz"));
    }
    read.level = levelOf(text(line, "level"));
    read.step = text(line, "step");
    read.message = text(line, "message");
    return read;
}

bool RunLogModel::isShown(const Line& line) const
{
    return line.level >= least_ &&
           (search_.isEmpty() || line.message.contains(search_, Qt::CaseInsensitive) ||
            line.step.contains(search_, Qt::CaseInsensitive));
}

bool RunLogModel::append(const json::array& lines)
{
    std::vector<Line> fresh;
    for (const json::value& value : lines) {
        if (!value.is_object() || sequenceOf(value.get_object()) <= last_)
            continue;
        const auto expected = fresh.empty() ? last_ + 1 : fresh.back().sequence + 1;
        if (sequenceOf(value.get_object()) != expected)
            return false;
        fresh.push_back(read(value.get_object()));
    }
    if (fresh.empty())
        return true;
    last_ = fresh.back().sequence;
    std::vector<std::size_t> more;
    for (Line& line : fresh) {
        if (isShown(line))
            more.push_back(lines_.size());
        lines_.push_back(std::move(line));
    }
    if (!more.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(more.size()) - 1);
        shown_.insert(shown_.end(), more.begin(), more.end());
        endInsertRows();
    }
    dropOldest();
    Q_EMIT totalChanged();
    return true;
}

void RunLogModel::dropOldest()
{
    if (lines_.size() <= linesMost)
        return;
    // A tenth at once, so that a busy log does not move all its lines with every batch.
    const auto excess = static_cast<std::ptrdiff_t>(lines_.size() - linesMost + linesMost / 10);
    lines_.erase(lines_.begin(), lines_.begin() + excess);
    refilter();
}

void RunLogModel::clear()
{
    beginResetModel();
    lines_.clear();
    shown_.clear();
    last_ = 0;
    endResetModel();
    Q_EMIT totalChanged();
}

void RunLogModel::setLeast(Level level)
{
    least_ = level;
    refilter();
}

void RunLogModel::setSearch(const QString& words)
{
    search_ = words.trimmed();
    refilter();
}

void RunLogModel::refilter()
{
    beginResetModel();
    shown_.clear();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (isShown(lines_[i]))
            shown_.push_back(i);
    }
    endResetModel();
}

int RunLogModel::firstError() const
{
    const auto found = std::find_if(shown_.begin(), shown_.end(), [this](std::size_t at) {
        return lines_[at].level == Level::error;
    });
    return found == shown_.end() ? -1 : static_cast<int>(found - shown_.begin());
}

QString RunLogModel::toText() const
{
    QString all;
    for (const Line& line : lines_) {
        all +=
            line.time + u' ' + nameOf(line.level) + u' ' + line.step + u' ' + line.message + u'\n';
    }
    return all;
}

} // namespace tidemark::ui
