#include "sync/client/rows.hpp"

namespace tidemark::sync {
namespace json = boost::json;
namespace {

std::string_view nameOf(MutationOp::Kind kind)
{
    switch (kind) {
    case MutationOp::Kind::create:
        return "create";
    case MutationOp::Kind::remove:
        return "delete";
    case MutationOp::Kind::update:
        break;
    }
    return "update";
}

} // namespace

json::object toJson(const RowQuery& query)
{
    json::array filter;
    for (const RowCondition& condition : query.filter) {
        filter.push_back(json::object{
            {"field", condition.field}, {"op", condition.op}, {"value", condition.value}});
    }
    json::array sort;
    for (const std::string& field : query.sort)
        sort.emplace_back(field);
    return {
        {"entity", query.entity},
        {"filter", std::move(filter)},
        {"search", query.search},
        {"sort", std::move(sort)}};
}

json::object toJson(const Mutation& mutation)
{
    json::array ops;
    for (const MutationOp& op : mutation.ops) {
        json::object out{
            {"op", nameOf(op.kind)},
            {"entity", op.entity},
            {"id", op.id},
            {"base", op.base},
            {"set", op.set}};
        if (op.baseRv)
            out["baseRv"] = *op.baseRv;
        ops.push_back(std::move(out));
    }
    return {{"name", mutation.name}, {"mergeMode", mutation.mergeMode}, {"ops", std::move(ops)}};
}

} // namespace tidemark::sync
