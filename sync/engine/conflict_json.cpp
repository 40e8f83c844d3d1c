#include "sync/engine/conflict_json.hpp"

#include "models/entities/entities.hpp"
#include "models/merge/merge.hpp"
#include "sync/engine/locked_work.hpp"
#include "sync/engine/params.hpp"
#include "sync/rows/supply_derivation.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::size_t casesMost = 10'000;
constexpr std::size_t groupsMost = 100;

/// A value that keeps both, where that means something.
std::optional<json::value>
bothOf(const EntityInfo* entity, const ConflictGroup& group, const ConflictField& field)
{
    const FieldInfo* info = entity == nullptr ? nullptr : entity->field(field.field);
    if (info == nullptr || group.kind == nameOf(ConflictKind::rule))
        return std::nullopt;
    return keepBoth(*info, {field.field, field.base, field.mine, field.theirs});
}

json::object groupJson(const EntityInfo* entity, const ConflictGroup& group)
{
    json::array fields;
    for (const ConflictField& field : group.fields) {
        json::object one{
            {"field", field.field},
            {"base", field.base},
            {"mine", field.mine},
            {"theirs", field.theirs}};
        if (auto both = bothOf(entity, group, field))
            one["both"] = std::move(*both);
        fields.emplace_back(std::move(one));
    }
    json::object by{{"name", group.by.name}, {"device", group.by.device}};
    by["at"] = group.by.at ? json::value(group.by.at->toString()) : json::value();
    return {
        {"group", group.group},
        {"kind", group.kind},
        {"fields", std::move(fields)},
        {"by", std::move(by)},
        {"rules", group.rules},
        {"chosen", group.chosen ? json::value(nameOf(*group.chosen)) : json::value()}};
}

json::value rowOf(DeskStore& desk, std::string_view entity, const Uuid& id)
{
    const auto text = desk.windows.get(entity, id);
    json::error_code failed;
    auto row = text ? json::parse(*text, failed) : json::value();
    return failed ? json::value() : row;
}

/// The row as one side would leave it; null when that side deletes it.
json::value rowAs(DeskStore& desk, const ConflictCase& one, ConflictSource source)
{
    json::value row = rowOf(desk, one.entity, one.id);
    for (const ConflictGroup& group : one.groups) {
        for (const ConflictField& field : group.fields) {
            const json::value& side = source == ConflictSource::mine ? field.mine : field.theirs;
            if (field.field.empty())
                row = side;
            else if (row.is_object())
                row.get_object()[field.field] = side;
        }
    }
    return row;
}

/// The report that a case is about: by its row, or by what is left of one that is gone.
json::value reportOf(DeskStore& desk, const ConflictCase& one, const json::value& row)
{
    if (one.entity == "complianceReport")
        return row;
    const json::value mine = rowAs(desk, one, ConflictSource::mine);
    const json::value theirs = rowAs(desk, one, ConflictSource::theirs);
    for (const json::value* known : {&row, &mine, &theirs}) {
        const auto* id = known->is_object() ? known->get_object().if_contains("reportId") : nullptr;
        const auto report = id != nullptr && id->is_string() ? Uuid::parse(id->get_string())
                                                             : Result<Uuid>(Fault{});
        if (report)
            return rowOf(desk, "complianceReport", *report);
    }
    return {};
}

json::object toJson(DeskStore& desk, const ConflictCase& one)
{
    const EntityInfo* entity = findEntity(one.entity);
    json::array groups;
    for (const ConflictGroup& group : one.groups)
        groups.emplace_back(groupJson(entity, group));
    json::value row = rowOf(desk, one.entity, one.id);
    json::value report = reportOf(desk, one, row);
    return {
        {"entity", one.entity},
        {"id", one.id.toString()},
        {"mids", json::array(one.mids.begin(), one.mids.end())},
        {"openedAt", one.openedAt.toString()},
        {"mineAt", one.mineAt.toString()},
        {"groups", std::move(groups)},
        {"row", std::move(row)},
        {"report", std::move(report)}};
}

json::array problemsOf(SupplyDerivation& derivation, const json::value& row)
{
    json::array all;
    const auto problems = row.is_object() ? derivation.problemsOf(row.get_object())
                                          : Result<std::vector<SupplyProblem>>(Fault{});
    if (!problems)
        return all;
    for (const SupplyProblem& problem : *problems) {
        const bool isError = problem.severity == ProblemSeverity::error;
        all.emplace_back(json::object{
            {"field", problem.field},
            {"reason", problem.reason},
            {"severity", isError ? "error" : "warning"},
            {"args", json::array(problem.args.begin(), problem.args.end())}});
    }
    return all;
}

Result<GroupChoice> readGroup(const json::value& value)
{
    const json::object none;
    const json::object& object = value.is_object() ? value.get_object() : none;
    Params in(object);
    GroupChoice choice{.group = in.optionalText("group", 80)};
    const auto source = conflictSourceOf(in.text("source", 16));
    if (!source)
        in.refuse("source", "is not mine, theirs or edited");
    else
        choice.source = *source;
    if (const auto* values = object.if_contains("values"); values != nullptr && values->is_object())
        choice.values = values->get_object();
    if (in.fault())
        return *in.fault();
    return choice;
}

Result<CaseChoice> readCase(const json::value& value)
{
    const json::object none;
    const json::object& object = value.is_object() ? value.get_object() : none;
    Params in(object);
    CaseChoice choice{.entity = in.text("entity", 80), .id = in.id("id")};
    for (const json::value& each : in.optionalArray("choices", groupsMost)) {
        auto group = readGroup(each);
        if (!group)
            return group.error();
        choice.groups.push_back(std::move(*group));
    }
    if (choice.groups.empty())
        in.refuse("choices", "is missing or empty");
    if (const auto* copy = object.if_contains("copy"); copy != nullptr && copy->is_object())
        choice.copy = copy->get_object();
    if (in.fault())
        return *in.fault();
    return choice;
}

} // namespace

json::object toJson(const Resolution& resolution)
{
    return {
        {"batch", resolution.batch},
        {"at", resolution.at.toString()},
        {"fields", resolution.fields},
        {"entity", resolution.entity},
        {"id", resolution.id.toString()},
        {"made", json::array(resolution.made.begin(), resolution.made.end())}};
}

Result<json::array> conflictItems(DeskStore& desk)
{
    const auto cases = visibleConflicts(desk);
    if (!cases)
        return cases.error();
    json::array items;
    for (const ConflictCase& one : *cases)
        items.emplace_back(toJson(desk, one));
    return items;
}

Result<json::array> recentItems(DeskStore& desk, std::size_t most)
{
    const auto recent = desk.vault.recentDecisions(most);
    if (!recent)
        return recent.error();
    json::array items;
    for (const Resolution& one : *recent) {
        json::object item = toJson(one);
        item["row"] = rowOf(desk, one.entity, one.id);
        items.emplace_back(std::move(item));
    }
    return items;
}

Result<std::vector<CaseChoice>> readChoices(const json::object& params)
{
    Params in(params);
    const json::array items = in.optionalArray("items", casesMost);
    if (items.empty())
        in.refuse("items", "is missing or empty");
    if (in.fault())
        return *in.fault();
    std::vector<CaseChoice> choices;
    for (const json::value& item : items) {
        auto choice = readCase(item);
        if (!choice)
            return choice.error();
        choices.push_back(std::move(*choice));
    }
    return choices;
}

std::vector<CaseChoice> sameChoice(std::span<const ConflictCase> cases, ConflictSource source)
{
    std::vector<CaseChoice> choices;
    for (const ConflictCase& one : cases) {
        CaseChoice choice{.entity = one.entity, .id = one.id};
        for (const ConflictGroup& group : one.groups)
            choice.groups.push_back({group.group, source, {}});
        choices.push_back(std::move(choice));
    }
    return choices;
}

json::array previewOf(DeskStore& desk, std::span<const ConflictCase> cases, ConflictSource source)
{
    json::array items;
    SupplyDerivation derivation(desk.windows.reader().database());
    for (const ConflictCase& one : cases) {
        json::array changes;
        for (const ConflictGroup& group : one.groups) {
            for (const ConflictField& field : group.fields) {
                const bool isMine = source == ConflictSource::mine;
                changes.emplace_back(json::object{
                    {"field", field.field},
                    {"from", isMine ? field.theirs : field.mine},
                    {"to", isMine ? field.mine : field.theirs}});
            }
        }
        const json::value row =
            one.entity == "fuelSupply" ? rowAs(desk, one, source) : json::value();
        items.emplace_back(json::object{
            {"entity", one.entity},
            {"id", one.id.toString()},
            {"changes", std::move(changes)},
            {"problems", problemsOf(derivation, row)}});
    }
    return items;
}

} // namespace tidemark::sync
