#include "ui/reports/unsaved_work.hpp"

#include <map>

namespace tidemark::ui {

namespace {

using Kind = sync::MutationOp::Kind;

void merge(sync::MutationOp& whole, const sync::MutationOp& next)
{
    if (next.kind == Kind::remove) {
        whole.kind = Kind::remove;
        // Kept as absent: should the row come back, it comes without what it had here.
        for (auto& field : whole.set)
            field.value() = field.value().is_bool() ? boost::json::value(false) : nullptr;
        whole.base.clear();
        return;
    }
    if (next.kind == Kind::create) {
        // Removed and brought back.
        whole.kind = Kind::create;
        whole.base.clear();
    }
    for (const auto& [key, value] : next.base) {
        if (!whole.base.contains(key) && whole.kind == Kind::update)
            whole.base[key] = value;
    }
    for (const auto& [key, value] : next.set)
        whole.set[key] = value;
}

bool isSetIn(
    const std::deque<sync::Mutation>& mutations,
    const std::string& id,
    std::string_view key,
    const boost::json::value& value
)
{
    for (const sync::Mutation& mutation : mutations) {
        for (const sync::MutationOp& op : mutation.ops) {
            const auto* set = op.id == id ? op.set.if_contains(key) : nullptr;
            if (set != nullptr && *set == value)
                return true;
        }
    }
    return false;
}

/// Only the fields that the held row does not have yet.
void dropEqual(
    sync::MutationOp& op, const boost::json::object& row, const std::deque<sync::Mutation>& unsaved
)
{
    boost::json::object set;
    boost::json::object base;
    for (const auto& [key, value] : op.set) {
        const boost::json::value* now = row.if_contains(key);
        if (now != nullptr && *now == value)
            continue;
        set[key] = value;
        base[key] = now == nullptr ? boost::json::value() : *now;
        const auto* seen = op.base.if_contains(key);
        if (seen != nullptr && !isSetIn(unsaved, op.id, key, base[key]))
            base[key] = *seen;
    }
    op.kind = Kind::update;
    op.set = std::move(set);
    op.base = std::move(base);
}

} // namespace

std::vector<sync::MutationOp> netOps(const std::deque<sync::Mutation>& mutations)
{
    std::vector<sync::MutationOp> net;
    std::map<std::string, std::size_t> places;
    for (const sync::Mutation& mutation : mutations) {
        for (const sync::MutationOp& op : mutation.ops) {
            const auto [place, isNew] = places.emplace(op.id, net.size());
            if (isNew)
                net.push_back(op);
            else
                merge(net[place->second], op);
        }
    }
    return net;
}

std::vector<sync::MutationOp> stillMissing(
    std::vector<sync::MutationOp> ops,
    const std::vector<boost::json::object>& held,
    const std::deque<sync::Mutation>& unsaved
)
{
    std::map<std::string, const boost::json::object*, std::less<>> rows;
    for (const boost::json::object& row : held) {
        const auto* id = row.if_contains("id");
        if (id != nullptr && id->is_string())
            rows.emplace(std::string(id->get_string()), &row);
    }
    std::vector<sync::MutationOp> left;
    for (sync::MutationOp& op : ops) {
        const auto row = rows.find(op.id);
        const bool isHeld = row != rows.end();
        if (op.kind == Kind::remove) {
            op.set.clear();
            if (isHeld)
                left.push_back(std::move(op));
            continue;
        }
        if (isHeld)
            dropEqual(op, *row->second, unsaved);
        // An update of a row that is gone goes as it is: the platform keeps it for the person.
        if (!op.set.empty())
            left.push_back(std::move(op));
    }
    return left;
}

} // namespace tidemark::ui
