#include "ui/reports/report_conflicts.hpp"

namespace tidemark::ui {

ReportConflicts::ReportConflicts(sync::AgentClient& agent, std::string reportId, QObject* parent)
    : QObject(parent)
    , reportId_(std::move(reportId))
    , source_(agent)
{
    connect(&source_, &ConflictSource::changed, this, &ReportConflicts::onChanged);
}

void ReportConflicts::onChanged()
{
    const bool hadSome = !items_.empty();
    items_.clear();
    for (const ConflictItem& item : source_.items()) {
        if (reportIdOf(item) == reportId_)
            items_.push_back(item);
    }
    if (hadSome || !items_.empty())
        Q_EMIT changed();
}

QString ReportConflicts::firstId() const
{
    return items_.empty() ? QString() : QString::fromStdString(items_.front().id);
}

std::map<Uuid, std::set<std::string>> ReportConflicts::supplyFields() const
{
    std::map<Uuid, std::set<std::string>> fields;
    for (const ConflictItem& item : items_) {
        const auto id = Uuid::parse(item.id);
        if (!id || item.entity != "fuelSupply")
            continue;
        std::set<std::string>& ofRow = fields[*id];
        for (const ConflictChoiceGroup& group : item.groups) {
            for (const ConflictValue& value : group.values) {
                if (!value.field.empty() && !group.isChosen)
                    ofRow.insert(value.field);
            }
        }
    }
    return fields;
}

} // namespace tidemark::ui
