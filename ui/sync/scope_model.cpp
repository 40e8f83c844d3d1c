#include "ui/sync/scope_model.hpp"

#include "ui/kit/format.hpp"
#include "ui/kit/table_view.hpp"

#include <boost/json/object.hpp>

#include <algorithm>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

QString textIn(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string()
               ? QString::fromStdString(std::string(value->get_string()))
               : QString();
}

std::int64_t numberIn(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

std::optional<Timestamp> whenIn(const json::object& object, std::string_view key)
{
    const auto parsed = Timestamp::parse(textIn(object, key).toStdString());
    return parsed ? std::optional(*parsed) : std::nullopt;
}

ScopeLine lineFrom(const json::object& object)
{
    ScopeLine line;
    line.id = textIn(object, "id");
    line.name = textIn(object, "name");
    line.kind = textIn(object, "kind");
    line.dataClass = static_cast<int>(std::clamp<std::int64_t>(numberIn(object, "class"), 0, 3));
    line.standing = textIn(object, "standing");
    line.recheck = textIn(object, "recheck");
    line.rows = numberIn(object, "rows");
    line.bytes = numberIn(object, "bytes");
    line.verifiedCut = textIn(object, "verifiedCut");
    line.leaseEndsAt = whenIn(object, "leaseEndsAt");
    line.lockedSince = whenIn(object, "lockedSince");
    line.wish = textIn(object, "wish");
    line.need = textIn(object, "need");
    const auto* forRoom = object.if_contains("forRoom");
    line.isForRoom = forRoom != nullptr && *forRoom == true;
    return line;
}

QString className(int dataClass)
{
    switch (dataClass) {
    case 0:
        return ScopeModel::tr("Public");
    case 2:
        return ScopeModel::tr("Confidential");
    case 3:
        return ScopeModel::tr("Restricted");
    default:
        return ScopeModel::tr("Internal");
    }
}

/// What it is called; a person's own part has no name of its own.
QString nameOf(const ScopeLine& scope)
{
    if (!scope.name.isEmpty())
        return scope.name;
    return scope.kind.isEmpty() ? scope.id : scope.kind + QLatin1Char(' ') + scope.id;
}

/// What is not here has no size, no proof and no lease.
bool isOfRows(int column)
{
    return column == ScopeModel::rowsColumn || column == ScopeModel::bytesColumn ||
           column == ScopeModel::verifiedColumn || column == ScopeModel::leaseColumn;
}

QString textOf(const ScopeLine& scope, int column)
{
    if (!scope.isHere() && isOfRows(column))
        return {};
    switch (column) {
    case ScopeModel::nameColumn:
        return nameOf(scope);
    case ScopeModel::stateColumn:
        return scopeChip(scope).text;
    case ScopeModel::classColumn:
        return className(scope.dataClass);
    case ScopeModel::rowsColumn:
        return formatNumber(scope.rows);
    case ScopeModel::bytesColumn:
        return formatBytes(scope.bytes);
    case ScopeModel::verifiedColumn:
        return scope.verifiedCut.isEmpty() ? ScopeModel::tr("not yet")
                                           : ScopeModel::tr("cut %1").arg(scope.verifiedCut);
    case ScopeModel::leaseColumn:
        return scopeLease(scope);
    case ScopeModel::stayColumn:
        return scopeStay(scope);
    default:
        return {};
    }
}

bool isNumber(int column)
{
    return column == ScopeModel::rowsColumn || column == ScopeModel::bytesColumn;
}

} // namespace

std::vector<ScopeLine> scopeLinesFrom(const json::value& answer)
{
    std::vector<ScopeLine> lines;
    const auto* object = answer.if_object();
    const auto* list = object == nullptr ? nullptr : object->if_contains("scopes");
    if (list == nullptr || !list->is_array())
        return lines;
    for (const json::value& each : list->get_array()) {
        if (const auto* scope = each.if_object())
            lines.push_back(lineFrom(*scope));
    }
    return lines;
}

ChipText scopeChip(const ScopeLine& scope)
{
    if (scope.lockedSince)
        return {Kind::warn, ScopeModel::tr("Locked"), QStringLiteral("lock")};
    if (scope.standing == QLatin1String("away"))
        return {Kind::neutral, ScopeModel::tr("Not on this device"), QStringLiteral("cloud-off")};
    if (scope.standing == QLatin1String("wanted"))
        return {Kind::info, ScopeModel::tr("Will be fetched"), QStringLiteral("clock")};
    if (scope.standing == QLatin1String("joining"))
        return {Kind::info, ScopeModel::tr("Being fetched"), QStringLiteral("cloud-download")};
    if (scope.recheck == QLatin1String("givenUp"))
        return {Kind::bad, ScopeModel::tr("Does not add up"), QStringLiteral("circle-x")};
    if (scope.recheck != QLatin1String("none") && !scope.recheck.isEmpty())
        return {Kind::warn, ScopeModel::tr("Being compared"), QStringLiteral("refresh-cw")};
    return {Kind::ok, ScopeModel::tr("Complete"), QStringLiteral("circle-check")};
}

QString scopeLease(const ScopeLine& scope)
{
    if (scope.lockedSince)
        return ScopeModel::tr("ended %1").arg(formatDateTime(*scope.lockedSince));
    return scope.leaseEndsAt ? formatDateTime(*scope.leaseEndsAt) : ScopeModel::tr("no end");
}

QString scopeStay(const ScopeLine& scope)
{
    if (scope.standing == QLatin1String("away"))
        return scope.isForRoom ? ScopeModel::tr("Left to make room")
                               : ScopeModel::tr("Taken off by you");
    return scope.wish == QLatin1String("pinned") ? ScopeModel::tr("Always")
                                                 : ScopeModel::tr("While there is room");
}

QString scopeNeedWords(const QString& need)
{
    if (need == QLatin1String("everybody"))
        return ScopeModel::tr("Everything else on this device stands on this part.");
    if (need == QLatin1String("waiting"))
        return ScopeModel::tr("It has changes that are not sent yet.");
    if (need == QLatin1String("person"))
        return ScopeModel::tr("It has changes that wait for your decision, under Needs you.");
    if (need == QLatin1String("setAside"))
        return ScopeModel::tr("Work in it was set aside and is on this device alone.");
    if (need == QLatin1String("filing"))
        return ScopeModel::tr("A report in it is kept ready offline. End that first.");
    if (need == QLatin1String("pinned"))
        return ScopeModel::tr("The files of a report in it are kept here. Let them go first.");
    return {};
}

void ScopeModel::setScopes(std::vector<ScopeLine> scopes)
{
    const auto same = [](const ScopeLine& a, const ScopeLine& b) { return a.id == b.id; };
    if (std::equal(scopes.begin(), scopes.end(), scopes_.begin(), scopes_.end(), same)) {
        scopes_ = std::move(scopes);
        if (!scopes_.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
        return;
    }
    beginResetModel();
    scopes_ = std::move(scopes);
    endResetModel();
}

int ScopeModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(scopes_.size());
}

int ScopeModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(columns);
}

QVariant ScopeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ScopeLine& scope = scopes_[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return textOf(scope, column);
    if (role == ChipRole && column == stateColumn)
        return QVariant::fromValue(scopeChip(scope));
    if (role == ToneRole && column != nameColumn)
        return int(scope.lockedSince && column == leaseColumn ? Tone::warn : Tone::muted);
    if (role == Qt::TextAlignmentRole && isNumber(column))
        return QVariant::fromValue<Qt::Alignment>(Qt::AlignTrailing | Qt::AlignVCenter);
    return {};
}

QVariant ScopeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && isNumber(section))
        return QVariant::fromValue<Qt::Alignment>(Qt::AlignTrailing | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case nameColumn:
        return tr("Part");
    case stateColumn:
        return tr("State");
    case classColumn:
        return tr("Class");
    case rowsColumn:
        return tr("Rows");
    case bytesColumn:
        return tr("Size");
    case verifiedColumn:
        return tr("Verified at");
    case leaseColumn:
        return tr("Readable offline until");
    case stayColumn:
        return tr("Stays here");
    default:
        return {};
    }
}

} // namespace tidemark::ui
