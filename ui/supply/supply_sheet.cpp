#include "ui/supply/supply_sheet.hpp"

#include <algorithm>
#include <tuple>

namespace tidemark::ui {

namespace {

bool isBefore(const FuelSupply& a, const std::string& position, const Uuid& id)
{
    return std::tie(a.position, a.id.value) < std::tie(position, id);
}

/// Rows with the same key may be duplicates; models/ decides whether they are.
std::string keyOf(const FuelSupply& row)
{
    std::string key;
    for (const auto* part :
         {&row.fuelType,
          &row.fuelCategory,
          &row.provision,
          &row.endUse,
          &row.fuelCode,
          &row.fuelTypeOther}) {
        key += part->value_or(std::string());
        key += '\n';
    }
    return key;
}

void tally(ProblemCounts& counts, const std::vector<SupplyProblem>& problems, int sign)
{
    for (const SupplyProblem& problem : problems)
        (problem.severity == ProblemSeverity::error ? counts.errors : counts.warnings) += sign;
}

} // namespace

SupplySheet::SupplySheet(std::shared_ptr<const ReferenceData> reference, std::int64_t year)
    : reference_(std::move(reference))
    , year_(year)
{
}

std::optional<int> SupplySheet::find(const Uuid& id) const
{
    const auto known = byId_.find(id);
    if (known == byId_.end())
        return std::nullopt;
    return placeFor(known->second->values.position, id);
}

int SupplySheet::placeFor(const std::string& position, const Uuid& id) const
{
    const auto place = std::partition_point(rows_.begin(), rows_.end(), [&](const auto& row) {
        return isBefore(row->values, position, id);
    });
    return static_cast<int>(place - rows_.begin());
}

std::unique_ptr<SheetRow> SupplySheet::made(FuelSupply values) const
{
    auto row = std::make_unique<SheetRow>();
    row->values = std::move(values);
    refresh(*row);
    return row;
}

void SupplySheet::refresh(SheetRow& row) const
{
    row.key = keyOf(row.values);
    row.problems.clear();
    if (!reference_)
        return;
    derive(row.values, *reference_, year_);
    row.problems = checkSupplyRow(row.values, *reference_, year_);
    // A row that names no fuel yet has one thing to say, not six.
    if (!row.values.fuelType) {
        std::erase_if(row.problems, [](const SupplyProblem& problem) {
            return problem.reason == "required" && problem.field != "fuelType";
        });
    }
    std::stable_sort(row.problems.begin(), row.problems.end(), [](const auto& a, const auto& b) {
        return a.severity < b.severity;
    });
}

void SupplySheet::count(const SheetRow& row, int sign)
{
    tally(counts_, row.problems, sign);
    counts_.errors += row.duplicateOf ? sign : 0;
    if (!row.values.complianceUnits)
        return;
    unitsSum_ = sign > 0 ? unitsSum_ + *row.values.complianceUnits
                         : unitsSum_ - *row.values.complianceUnits;
}

void SupplySheet::link(const SheetRow& row)
{
    groups_[row.key].insert(row.values.id.value);
    dirtyKeys_.insert(row.key);
}

void SupplySheet::unlink(const SheetRow& row)
{
    const auto group = groups_.find(row.key);
    if (group != groups_.end()) {
        group->second.erase(row.values.id.value);
        if (group->second.empty())
            groups_.erase(group);
    }
    dirtyKeys_.insert(row.key);
}

void SupplySheet::replaceAll(std::vector<FuelSupply> rows)
{
    rows_.clear();
    byId_.clear();
    groups_.clear();
    dirtyKeys_.clear();
    unitsSum_ = {};
    counts_ = {};
    std::sort(rows.begin(), rows.end(), [](const FuelSupply& a, const FuelSupply& b) {
        return isBefore(a, b.position, b.id.value);
    });
    insert(0, std::move(rows));
    settle();
}

void SupplySheet::insert(int at, std::vector<FuelSupply> rows)
{
    std::vector<std::unique_ptr<SheetRow>> made_;
    made_.reserve(rows.size());
    for (FuelSupply& values : rows) {
        made_.push_back(made(std::move(values)));
        SheetRow& row = *made_.back();
        byId_[row.values.id.value] = &row;
        count(row, 1);
        link(row);
    }
    rows_.insert(
        rows_.begin() + at,
        std::make_move_iterator(made_.begin()),
        std::make_move_iterator(made_.end())
    );
}

void SupplySheet::remove(int at, int count_)
{
    for (int i = at; i < at + count_; ++i) {
        const SheetRow& row = this->at(i);
        count(row, -1);
        unlink(row);
        byId_.erase(row.values.id.value);
    }
    rows_.erase(rows_.begin() + at, rows_.begin() + at + count_);
}

void SupplySheet::enter(int at, std::span<const SupplyFieldChange> fields)
{
    SheetRow& row = *rows_[static_cast<std::size_t>(at)];
    count(row, -1);
    unlink(row);
    // A derived energy density must not stay as if it had been entered.
    if (!isOtherFuel(row.values, reference_.get()))
        row.values.energyDensity.reset();
    for (const SupplyFieldChange& field : fields)
        enterText(row.values, field.field, field.after);
    refresh(row);
    count(row, 1);
    link(row);
}

void SupplySheet::patch(int at, FuelSupply stored)
{
    SheetRow& row = *rows_[static_cast<std::size_t>(at)];
    count(row, -1);
    unlink(row);
    row.values = std::move(stored);
    refresh(row);
    count(row, 1);
    link(row);
}

void SupplySheet::setFlags(int at, bool isPending, bool hasConflict)
{
    SheetRow& row = *rows_[static_cast<std::size_t>(at)];
    row.isPending = isPending;
    row.hasConflict = hasConflict;
}

void SupplySheet::setDuplicateOf(
    SheetRow& row, std::optional<Uuid> first, std::vector<int>& changed
)
{
    if (row.duplicateOf == first)
        return;
    counts_.errors += (first ? 1 : 0) - (row.duplicateOf ? 1 : 0);
    row.duplicateOf = first;
    changed.push_back(placeFor(row.values.position, row.values.id.value));
}

void SupplySheet::markGroup(const std::string& key, std::vector<int>& changed)
{
    const auto group = groups_.find(key);
    if (group == groups_.end())
        return;
    std::vector<SheetRow*> members;
    for (const Uuid& id : group->second)
        members.push_back(byId_.at(id));
    if (members.size() == 1 || !reference_) {
        for (SheetRow* row : members)
            setDuplicateOf(*row, std::nullopt, changed);
        return;
    }
    std::sort(members.begin(), members.end(), [](const SheetRow* a, const SheetRow* b) {
        return isBefore(a->values, b->values.position, b->values.id.value);
    });
    // Two rows tell whether rows of this key count as duplicates at all.
    const std::array sample{members[0]->values, members[1]->values};
    const std::vector<SupplyProblem> found = checkSupplyRows(sample, *reference_, year_);
    const bool isDuplicate =
        std::any_of(found.begin(), found.end(), [](const SupplyProblem& problem) {
            return problem.reason == "duplicate";
        });
    for (std::size_t i = 0; i < members.size(); ++i) {
        const bool isMarked = isDuplicate && i > 0;
        setDuplicateOf(
            *members[i],
            isMarked ? std::optional(members[0]->values.id.value) : std::nullopt,
            changed
        );
    }
}

std::vector<int> SupplySheet::settle()
{
    std::vector<int> changed;
    for (const std::string& key : dirtyKeys_)
        markGroup(key, changed);
    dirtyKeys_.clear();
    return changed;
}

std::vector<SupplyProblem> SupplySheet::problemsOf(int at) const
{
    const SheetRow& row = this->at(at);
    std::vector<SupplyProblem> problems = row.problems;
    if (!row.duplicateOf)
        return problems;
    const std::optional<int> first = find(*row.duplicateOf);
    problems.insert(
        problems.begin(),
        {row.values.id.value,
         "fuelType",
         ProblemSeverity::error,
         "duplicate",
         {std::to_string(first.value_or(0) + 1)}}
    );
    return problems;
}

std::map<std::string, SupplySheet::CategorySum> SupplySheet::byCategory() const
{
    std::map<std::string, CategorySum> sums;
    for (const auto& row : rows_) {
        if (!row->values.fuelCategory)
            continue;
        CategorySum& sum = sums[*row->values.fuelCategory];
        ++sum.rows;
        if (row->values.complianceUnits)
            sum.units = sum.units + *row->values.complianceUnits;
    }
    return sums;
}

} // namespace tidemark::ui
