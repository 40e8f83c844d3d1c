// What a role permits: resources against actions, each with its reach.
#pragma once

#include <QAbstractTableModel>

#include <map>
#include <string>
#include <vector>

namespace tidemark::ui {

/// The list of a role as a table. A row is a resource, or all of them; a column is one of the
/// common actions, all actions, or what else the resource knows. Wildcards show in every cell that
/// they give, so the table says what really holds.
class PermissionMatrix final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { what, everything, read, create, update, remove, others, columns };

    explicit PermissionMatrix(QObject* parent = nullptr);

    void setPermissions(const std::vector<std::string>& permissions);
    /// In the order of the catalogue; what the catalogue does not know comes last.
    [[nodiscard]] std::vector<std::string> permissions() const;

    [[nodiscard]] std::string resourceAt(int row) const;
    /// The actions of a resource besides "everything".
    [[nodiscard]] std::vector<std::string> actionsAt(int row) const;
    /// What the list itself says: a reach, or nothing.
    [[nodiscard]] std::string reachOf(const std::string& resource, const std::string& action) const;
    /// What holds by a wildcard, if that is more than the list says of the action itself.
    [[nodiscard]] std::string
    givenReach(const std::string& resource, const std::string& action) const;
    /// An empty reach takes the permission away.
    void setReach(const std::string& resource, const std::string& action, const std::string& reach);
    /// From none over own, department and organization to all rows and back.
    void cycle(const QModelIndex& index);
    /// The action of a column; empty for the first and the last.
    [[nodiscard]] static std::string actionOf(int column);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void edited();

private:
    [[nodiscard]] bool hasAction(int row, const std::string& action) const;
    [[nodiscard]] QString cellWords(int row, int column) const;
    [[nodiscard]] QString otherWords(int row) const;

    std::map<std::string, std::string> reaches_ = {}; ///< By `resource:action`.
    std::vector<std::string> order_ = {};
};

/// The reaches that an action may have; reading is never narrower than the organization.
[[nodiscard]] std::vector<std::string> reachesFor(const std::string& action);

/// What two lists differ in.
struct PermissionDifference {
    std::vector<std::string> gained = {};
    std::vector<std::string> lost = {};
};

[[nodiscard]] PermissionDifference
differenceOf(const std::vector<std::string>& before, const std::vector<std::string>& after);

} // namespace tidemark::ui
