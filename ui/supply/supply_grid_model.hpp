// The fuel-supply schedule as a sheet: what is typed becomes changes, changes become rows.
#pragma once

#include "models/merge/merge.hpp"
#include "sync/client/rows.hpp"
#include "ui/grid/sheet_model.hpp"
#include "ui/supply/supply_choices.hpp"
#include "ui/supply/supply_sheet.hpp"

namespace tidemark::ui {

/// The columns, in their first order from left to right.
enum class SupplyColumn {
    fuelType,
    fuelCategory,
    provision,
    endUse,
    fuelCode,
    quantity,
    unit,
    fuelTypeOther,
    energyDensity,
    isCanadaProduced,
    isQ1Supplied,
    intensity,
    ratio,
    units,
    mark
};

/// What came of applying a change.
struct AppliedChange {
    std::vector<sync::MutationOp> ops = {}; ///< To be saved, with the base values of this moment.
    int fieldsLeft = 0; ///< Not touched, since somebody else changed them in between.
};

/// A row as the agent holds it.
struct StoredRow {
    FuelSupply values = {};
    bool isPending = false;
    bool hasConflict = false;
};

/// Holds the rows of one report. What people do comes out as `changeWanted`; whoever owns the undo
/// history hands it back to `apply`.
class SupplyGridModel final : public SheetModel {
    Q_OBJECT

public:
    /// Empty rows that are always there below the real ones.
    static constexpr int emptyRows = 30;

    SupplyGridModel(
        const ComplianceReport& report,
        std::shared_ptr<const ReferenceData> reference,
        QObject* parent = nullptr
    );

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant
    headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

    [[nodiscard]] const std::vector<SheetColumn>& columns() const override { return columns_; }
    [[nodiscard]] int realRowCount() const override { return sheet_.size(); }
    [[nodiscard]] bool isReadOnly() const override { return isReadOnly_; }
    [[nodiscard]] std::vector<Choice> choicesFor(const QModelIndex& index) const override;
    void beginTyping(const QModelIndex& index) override;
    void endTyping() override;
    int applyEdits(const QString& label, std::span<const CellEdit> edits) override;
    void insertEmptyRows(int row, int count) override;
    void removeSheetRows(const std::vector<int>& rows) override;

    [[nodiscard]] const SupplySheet& sheet() const { return sheet_; }
    void setReadOnly(bool isReadOnly);
    /// Carries a change out. A field that no longer has its `before` is left alone.
    AppliedChange apply(const SheetChange& change);
    /// The first fill; later ones only when everything is asked for again.
    void replaceAll(std::vector<StoredRow> rows);
    /// What the agent says about some rows, and which of the asked ones are gone. Returns how that
    /// differs from what was shown.
    SheetChange patchRows(std::vector<StoredRow> rows, const std::vector<Uuid>& gone);
    /// What others have made of the row that is being typed into; nothing when it is as it was.
    [[nodiscard]] std::optional<SupplyRowChange> typedNews() const;
    /// What would come of the row with `value` in the column. Only with `typedNews`.
    [[nodiscard]] MergedRow typedMerge(int column, const QString& value) const;
    /// The person has seen what others made of the row: what is typed goes on top of it.
    void acceptTypedNews();
    void setPending(const std::vector<Uuid>& ids, bool isPending);
    /// The rows that wait for a decision, with the fields that it is about; none: the whole row.
    void setConflicts(std::map<Uuid, std::set<std::string>> fields);
    /// The column that shows a field; −1 for none.
    [[nodiscard]] static int columnOf(std::string_view field);

Q_SIGNALS:
    void changeWanted(const QString& label, const tidemark::ui::SheetChange& change);
    /// Sums, problems or the number of rows may be different.
    void figuresChanged();

private:
    [[nodiscard]] QString displayText(const SheetRow& row, SupplyColumn column) const;
    /// Numbers exact and without grouping, so that a spreadsheet takes them as numbers.
    [[nodiscard]] QString copiedText(const SheetRow& row, SupplyColumn column) const;
    [[nodiscard]] QVariant alignment(SupplyColumn column) const;
    [[nodiscard]] QVariant toneOf(const SheetRow& row, SupplyColumn column) const;
    [[nodiscard]] QVariant problemKind(int row, SupplyColumn column) const;
    [[nodiscard]] QString toolTip(int row, SupplyColumn column) const;
    [[nodiscard]] QVariant markData(int row, int role) const;
    [[nodiscard]] QString spokenText(int row, SupplyColumn column) const;

    [[nodiscard]] SupplyRowChange editedRow(int row, std::span<const CellEdit> edits) const;
    [[nodiscard]] SupplyRowChange
    madeRow(const std::string& position, std::span<const CellEdit> edits) const;
    std::vector<SupplyField> enterEdits(FuelSupply& row, std::span<const CellEdit> edits) const;

    void insertRows_(std::vector<FuelSupply> rows);
    void insertRun(int at, std::vector<FuelSupply> rows);
    void removeRows_(std::vector<int> rows);
    void removeRun(int at, int count);
    void settle();
    [[nodiscard]] bool isInConflict(const Uuid& id, std::string_view field) const;
    [[nodiscard]] bool isTypedInto(const Uuid& id) const;
    void updateOps(int row, const SupplyRowChange& change, AppliedChange& out);
    /// As a change of `from` into `to`; without fields when they say the same.
    [[nodiscard]] SupplyRowChange
    changeBetween(const FuelSupply& from, const FuelSupply& to, SupplyRowChange::Kind kind) const;
    [[nodiscard]] boost::json::object enteredFields(const FuelSupply& row) const;
    [[nodiscard]] sync::MutationOp opFor(const SupplyRowChange& change) const;

    ComplianceReport report_;
    std::shared_ptr<const ReferenceData> reference_;
    SupplyChoices choices_;
    SupplySheet sheet_;
    std::vector<SheetColumn> columns_;
    std::map<Uuid, std::set<std::string>> conflicts_ = {};
    std::string tag_; ///< Keeps the order keys of this device's runs together.
    std::shared_ptr<const FuelSupply> typed_ = {}; ///< The row being typed into, as it was then.
    std::optional<std::string> movedTo_ = {};      ///< Where others have put it since.
    bool isGone_ = false;                          ///< Others have deleted it since.
    bool isReadOnly_ = false;
};

} // namespace tidemark::ui
