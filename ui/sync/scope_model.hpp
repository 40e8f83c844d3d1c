// The parts of the data that this device holds, as a table.
#pragma once

#include "models/core/timestamp.hpp"
#include "ui/kit/chip.hpp"

#include <QAbstractTableModel>

#include <boost/json/value.hpp>

#include <optional>
#include <vector>

namespace tidemark::ui {

/// One scope of `sync.status`.
struct ScopeLine {
    QString id = {};
    QString name = {};
    QString kind = {};
    int dataClass = 1;     ///< 0 public, 1 internal, 2 confidential, 3 restricted
    QString standing = {}; ///< live joining away wanted
    QString recheck = {};  ///< none wanted patched givenUp
    std::int64_t rows = 0;
    std::int64_t bytes = 0;
    QString verifiedCut = {}; ///< Empty: not compared yet.
    std::optional<Timestamp> leaseEndsAt = {};
    std::optional<Timestamp> lockedSince = {};
    QString wish = {};      ///< usual pinned away
    QString need = {};      ///< What keeps it here; empty: nothing does.
    bool isForRoom = false; ///< Away because room was short.

    [[nodiscard]] bool isHere() const { return standing != u"away" && standing != u"wanted"; }
};

/// Reads the scopes of an answer of `sync.status`; what cannot be read is left out.
[[nodiscard]] std::vector<ScopeLine> scopeLinesFrom(const boost::json::value& answer);
/// `Complete`, `Being fetched`, `Locked`, …
[[nodiscard]] ChipText scopeChip(const ScopeLine& scope);
/// Until when it may be read without the platform: `until Tue 09:14`.
[[nodiscard]] QString scopeLease(const ScopeLine& scope);

/// Whether it stays: `Always`, `While there is room`, `Taken off by you`, …
[[nodiscard]] QString scopeStay(const ScopeLine& scope);
/// Why it cannot leave this device; empty: it can.
[[nodiscard]] QString scopeNeedWords(const QString& need);

/// Name, state, class, rows, size, verified at, readable until, whether it stays.
class ScopeModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        nameColumn,
        stateColumn,
        classColumn,
        rowsColumn,
        bytesColumn,
        verifiedColumn,
        leaseColumn,
        stayColumn,
        columns
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setScopes(std::vector<ScopeLine> scopes);
    [[nodiscard]] const std::vector<ScopeLine>& scopes() const { return scopes_; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<ScopeLine> scopes_ = {};
};

} // namespace tidemark::ui
