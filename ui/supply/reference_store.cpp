#include "ui/supply/reference_store.hpp"

#include "models/entity/record_codec.hpp"
#include "ui/supply/rows_fetch.hpp"

#include <algorithm>
#include <array>

namespace tidemark::ui {

namespace {

constexpr std::array<std::string_view, 7> entities{
    "compliancePeriod",
    "fuelCategory",
    "fuelType",
    "endUse",
    "provision",
    "fuelFactor",
    "fuelCode"};

template <class T>
std::optional<Fault> readAll(const std::vector<boost::json::object>& rows, std::vector<T>& records)
{
    records.clear();
    records.reserve(rows.size());
    for (const boost::json::object& row : rows) {
        Result<T> record = readRecord<T>(row);
        if (!record)
            return record.error();
        records.push_back(std::move(*record));
    }
    return std::nullopt;
}

} // namespace

ReferenceStore::ReferenceStore(sync::AgentClient& agent, QObject* parent)
    : QObject(parent)
    , agent_(agent)
{
    connect(&agent, &sync::AgentClient::changed, this, [this](const sync::Changes& changes) {
        const bool isOurs = std::any_of(entities.begin(), entities.end(), [&](auto name) {
            return changes.entities.find(name) != changes.entities.end();
        });
        if (!isOurs || !reference_)
            return;
        reference_.reset();
        Q_EMIT outdated();
    });
}

void ReferenceStore::get(QObject* context, std::function<void(Result<Reference>)> reply)
{
    if (reference_) {
        reply(reference_);
        return;
    }
    waiting_.push_back({context, std::move(reply)});
    if (isFetching_)
        return;
    isFetching_ = true;
    step_ = 0;
    fetchNext();
}

void ReferenceStore::fetchNext()
{
    const std::string_view entity = entities[step_];
    const sync::RowQuery query{.entity = std::string(entity), .sort = {"id"}};
    fetchAllRows(agent_, query, this, [this, entity](auto rows) {
        std::optional<Fault> fault = rows ? take(entity, *rows) : rows.error();
        if (fault)
            finish(std::move(*fault));
        else if (++step_ < entities.size())
            fetchNext();
        else
            finish(std::make_shared<const ReferenceData>(tables_));
    });
}

std::optional<Fault>
ReferenceStore::take(std::string_view entity, const std::vector<boost::json::object>& rows)
{
    if (entity == "compliancePeriod")
        return readAll(rows, tables_.periods);
    if (entity == "fuelCategory")
        return readAll(rows, tables_.categories);
    if (entity == "fuelType")
        return readAll(rows, tables_.fuelTypes);
    if (entity == "endUse")
        return readAll(rows, tables_.endUses);
    if (entity == "provision")
        return readAll(rows, tables_.provisions);
    if (entity == "fuelFactor")
        return readAll(rows, tables_.factors);
    return readAll(rows, tables_.fuelCodes);
}

void ReferenceStore::finish(Result<Reference> answer)
{
    isFetching_ = false;
    tables_ = {};
    if (answer)
        reference_ = *answer;
    const std::vector<Waiting> waiting = std::exchange(waiting_, {});
    for (const Waiting& one : waiting) {
        if (one.context)
            one.reply(answer);
    }
}

} // namespace tidemark::ui
