#include "ui/access/permission_matrix.hpp"

#include "models/access/permission_catalogue.hpp"
#include "ui/access/access_words.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/kit/tokens.hpp"

#include <algorithm>
#include <array>

namespace tidemark::ui {
namespace {

constexpr std::string_view all = "*";
constexpr std::array reachOrder{"own", "department", "organization", "tenant"};

std::string keyOf(const std::string& resource, const std::string& action)
{
    return resource + ':' + action;
}

int rankOf(const std::string& reach)
{
    const auto found = std::find(reachOrder.begin(), reachOrder.end(), reach);
    return found == reachOrder.end() ? -1 : static_cast<int>(found - reachOrder.begin());
}

const std::string& wider(const std::string& one, const std::string& other)
{
    return rankOf(one) < rankOf(other) ? other : one;
}

} // namespace

std::vector<std::string> reachesFor(const std::string& action)
{
    if (action == "read")
        return {"organization", "tenant"};
    return {reachOrder.begin(), reachOrder.end()};
}

PermissionDifference
differenceOf(const std::vector<std::string>& before, const std::vector<std::string>& after)
{
    const auto without = [](const auto& from, const auto& taken) {
        std::vector<std::string> rest;
        std::copy_if(from.begin(), from.end(), std::back_inserter(rest), [&](const auto& one) {
            return std::find(taken.begin(), taken.end(), one) == taken.end();
        });
        return rest;
    };
    return {without(after, before), without(before, after)};
}

PermissionMatrix::PermissionMatrix(QObject* parent)
    : QAbstractTableModel(parent)
{
    order_.emplace_back(all);
    for (const PermittedResource& one : permittedResources())
        order_.emplace_back(one.name);
}

void PermissionMatrix::setPermissions(const std::vector<std::string>& permissions)
{
    beginResetModel();
    reaches_.clear();
    for (const std::string& permission : permissions) {
        const PermissionParts parts = partsOf(permission);
        std::string& reach = reaches_[keyOf(parts.resource, parts.action)];
        reach = wider(reach, parts.reach);
        // What a newer platform knows still has a row.
        if (std::find(order_.begin(), order_.end(), parts.resource) == order_.end())
            order_.push_back(parts.resource);
    }
    endResetModel();
}

std::vector<std::string> PermissionMatrix::permissions() const
{
    std::vector<std::string> list;
    for (const std::string& resource : order_) {
        for (const auto& [key, reach] : reaches_) {
            PermissionParts parts = partsOf(key);
            parts.reach = reach;
            if (parts.resource == resource)
                list.push_back(parts.text());
        }
    }
    return list;
}

std::string PermissionMatrix::resourceAt(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    return row >= 0 && at < order_.size() ? order_[at] : std::string();
}

std::vector<std::string> PermissionMatrix::actionsAt(int row) const
{
    const std::string resource = resourceAt(row);
    for (const PermittedResource& one : permittedResources()) {
        if (one.name == resource)
            return {one.actions.begin(), one.actions.end()};
    }
    return {"read", "create", "update", "delete"};
}

std::string PermissionMatrix::reachOf(const std::string& resource, const std::string& action) const
{
    const auto found = reaches_.find(keyOf(resource, action));
    return found == reaches_.end() ? std::string() : found->second;
}

std::string
PermissionMatrix::givenReach(const std::string& resource, const std::string& action) const
{
    const std::string own = reachOf(resource, action);
    std::string given;
    const std::string star(all);
    for (const std::string& of : {resource, star}) {
        for (const std::string& act : {action, star}) {
            if (of != resource || act != action)
                given = wider(given, reachOf(of, act));
        }
    }
    return rankOf(given) > rankOf(own) ? given : std::string();
}

void PermissionMatrix::setReach(
    const std::string& resource, const std::string& action, const std::string& reach
)
{
    if (reach == reachOf(resource, action))
        return;
    if (reach.empty())
        reaches_.erase(keyOf(resource, action));
    else
        reaches_[keyOf(resource, action)] = reach;
    // A wildcard shows in many cells.
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
    Q_EMIT edited();
}

void PermissionMatrix::cycle(const QModelIndex& index)
{
    const std::string action = actionOf(index.column());
    if (action.empty() || !hasAction(index.row(), action))
        return;
    const std::string resource = resourceAt(index.row());
    const std::vector<std::string> reaches = reachesFor(action);
    const auto now = std::find(reaches.begin(), reaches.end(), reachOf(resource, action));
    std::string next = reaches.back();
    // All rows first, since that is what is meant most; then narrower, then none.
    if (now != reaches.end())
        next = now == reaches.begin() ? std::string() : *(now - 1);
    setReach(resource, action, next);
}

std::string PermissionMatrix::actionOf(int column)
{
    switch (column) {
    case everything:
        return std::string(all);
    case read:
        return "read";
    case create:
        return "create";
    case update:
        return "update";
    case remove:
        return "delete";
    default:
        return {};
    }
}

bool PermissionMatrix::hasAction(int row, const std::string& action) const
{
    const std::vector<std::string> known = actionsAt(row);
    return action == all || std::find(known.begin(), known.end(), action) != known.end();
}

QString PermissionMatrix::cellWords(int row, int column) const
{
    const std::string action = actionOf(column);
    if (!hasAction(row, action))
        return {};
    const std::string resource = resourceAt(row);
    if (const std::string given = givenReach(resource, action); !given.empty())
        return reachWord(given);
    const std::string reach = reachOf(resource, action);
    return reach.empty() ? QStringLiteral("—") : reachWord(reach);
}

/// The granted ones of the actions that have no column.
QString PermissionMatrix::otherWords(int row) const
{
    const std::string resource = resourceAt(row);
    QStringList words;
    for (const std::string& action : actionsAt(row)) {
        const bool hasColumn =
            action == "read" || action == "create" || action == "update" || action == "delete";
        if (hasColumn)
            continue;
        const std::string reach = wider(givenReach(resource, action), reachOf(resource, action));
        if (reach == "tenant")
            words << actionWord(action);
        else if (!reach.empty())
            words << QStringLiteral("%1 (%2)").arg(actionWord(action), reachWord(reach));
    }
    return words.join(QStringLiteral(", "));
}

int PermissionMatrix::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(order_.size());
}

int PermissionMatrix::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns);
}

QVariant PermissionMatrix::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const int row = index.row();
    const int column = index.column();
    const std::string resource = resourceAt(row);
    if (column == what) {
        if (role == Qt::DisplayRole)
            return resourceWord(resource);
        if (role == StrongRole)
            return row == 0;
        return role == Qt::ToolTipRole ? QVariant(QString::fromStdString(resource)) : QVariant();
    }
    if (column == others)
        return role == Qt::DisplayRole ? QVariant(otherWords(row)) : QVariant();
    const std::string action = actionOf(column);
    const bool isThere = hasAction(row, action);
    const bool isGiven = !givenReach(resource, action).empty();
    const std::string reach = reachOf(resource, action);
    switch (role) {
    case Qt::DisplayRole:
        return cellWords(row, column);
    case SunkenRole:
        return !isThere || isGiven;
    case ToneRole:
        return int(!isGiven && reach.empty() ? Tone::faint : isGiven ? Tone::muted : Tone::text);
    case StrongRole:
        return !isGiven && !reach.empty();
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2: %3")
            .arg(
                resourceWord(resource),
                actionWord(action),
                !isThere                                        ? tr("there is no such action")
                : cellWords(row, column) == QStringLiteral("—") ? tr("not permitted")
                                                                : cellWords(row, column)
            );
    default:
        return {};
    }
}

QVariant PermissionMatrix::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case what:
        return tr("Resource");
    case everything:
        return tr("Everything");
    case read:
        return tr("Read");
    case create:
        return tr("Create");
    case update:
        return tr("Change");
    case remove:
        return tr("Delete");
    default:
        return tr("Others");
    }
}

} // namespace tidemark::ui
