// The fuel-supply schedule of one report in memory: rows in order, what follows from them, what is
// wrong with them. Every operation touches only the rows that it is about.
#pragma once

#include "models/fuel/supply_rules.hpp"
#include "ui/supply/supply_change.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>

namespace tidemark::ui {

struct SheetRow {
    FuelSupply values = {};                   ///< Entered fields, and the derived ones.
    std::vector<SupplyProblem> problems = {}; ///< Of the row by itself.
    std::optional<Uuid> duplicateOf = {};     ///< The first row that says the same.
    std::string key = {};                     ///< What makes two rows say the same.
    bool isPending = false;                   ///< Saved here, not yet confirmed.
    bool hasConflict = false;
};

/// How many problems there are.
struct ProblemCounts {
    int errors = 0;
    int warnings = 0;

    friend bool operator==(const ProblemCounts&, const ProblemCounts&) = default;
};

/// Rows sort by position, then by id. `settle` must be called after a batch of operations.
class SupplySheet {
public:
    /// Without reference data nothing is derived or checked.
    SupplySheet(std::shared_ptr<const ReferenceData> reference, std::int64_t year);

    [[nodiscard]] int size() const { return static_cast<int>(rows_.size()); }
    [[nodiscard]] const SheetRow& at(int row) const
    {
        return *rows_[static_cast<std::size_t>(row)];
    }
    [[nodiscard]] std::optional<int> find(const Uuid& id) const;
    /// Where a row with this position and id belongs.
    [[nodiscard]] int placeFor(const std::string& position, const Uuid& id) const;
    [[nodiscard]] const ReferenceData* reference() const { return reference_.get(); }
    [[nodiscard]] std::int64_t year() const { return year_; }

    void replaceAll(std::vector<FuelSupply> rows);
    /// `rows` are in order and belong at `at`.
    void insert(int at, std::vector<FuelSupply> rows);
    void remove(int at, int count);
    /// Sets the `after` of each field and derives again.
    void enter(int row, std::span<const SupplyFieldChange> fields);
    /// Takes what the agent says. The position must be the one it has.
    void patch(int row, FuelSupply stored);
    void setFlags(int row, bool isPending, bool hasConflict);
    /// Finds duplicates again where keys changed. Returns the rows whose mark changed.
    std::vector<int> settle();

    /// The problems of a row with duplicates, errors first.
    [[nodiscard]] std::vector<SupplyProblem> problemsOf(int row) const;
    [[nodiscard]] ProblemCounts counts() const { return counts_; }
    /// Sum of the rows' compliance units, 5 digits, and line 18.
    [[nodiscard]] const Decimal& unitsSum() const { return unitsSum_; }
    [[nodiscard]] Decimal line18() const { return unitsSum_.rounded(0); }
    /// Rows and units by fuel category, for the pane beside the grid.
    struct CategorySum {
        int rows = 0;
        Decimal units = {};
    };
    [[nodiscard]] std::map<std::string, CategorySum> byCategory() const;

private:
    std::unique_ptr<SheetRow> made(FuelSupply values) const;
    void refresh(SheetRow& row) const;
    void count(const SheetRow& row, int sign);
    void link(const SheetRow& row);
    void unlink(const SheetRow& row);
    void markGroup(const std::string& key, std::vector<int>& changed);
    void setDuplicateOf(SheetRow& row, std::optional<Uuid> first, std::vector<int>& changed);

    std::shared_ptr<const ReferenceData> reference_;
    std::int64_t year_;
    std::vector<std::unique_ptr<SheetRow>> rows_ = {};
    std::unordered_map<Uuid, SheetRow*> byId_ = {};
    std::unordered_map<std::string, std::set<Uuid>> groups_ = {};
    std::set<std::string> dirtyKeys_ = {};
    Decimal unitsSum_ = {};
    ProblemCounts counts_ = {};
};

} // namespace tidemark::ui
