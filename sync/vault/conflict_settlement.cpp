// From decisions to the operations that carry them out.
#include "sync/vault/conflict_book.hpp"

#include <algorithm>

namespace tidemark::sync {
namespace {

const DecidedField*
decidedFor(std::span<const DecidedField> decided, const PushOp& op, std::string_view field)
{
    const auto found = std::find_if(decided.begin(), decided.end(), [&](const DecidedField& one) {
        return one.id == op.id && one.entity == op.entity && one.field == field;
    });
    return found == decided.end() ? nullptr : &*found;
}

/// The fields of an operation that the platform said are in conflict.
std::vector<std::string_view> conflictFields(const PushResult& result, const PushOp& op)
{
    std::vector<std::string_view> fields;
    for (const PushConflict& conflict : result.conflicts) {
        if (conflict.id == op.id && conflict.entity == op.entity)
            fields.emplace_back(conflict.field);
    }
    return fields;
}

PushOp settled(
    const PushOp& op,
    std::span<const std::string_view> asked,
    std::span<const DecidedField> decided,
    bool isPartial
)
{
    PushOp next{.kind = PushOpKind::update, .entity = op.entity, .id = op.id};
    for (const auto& member : op.set) {
        const std::string_view key(member.key());
        if (isPartial || key == "id" || std::find(asked.begin(), asked.end(), key) != asked.end())
            continue;
        next.set[member.key()] = member.value();
        if (const auto* before = op.base.if_contains(key))
            next.base[member.key()] = *before;
    }
    for (const std::string_view field : asked) {
        const DecidedField* choice = decidedFor(decided, op, field);
        if (choice == nullptr) // A later change has taken its place.
            continue;
        next.base[field] = choice->theirs; // The person has seen it.
        if (choice->source != ConflictSource::theirs)
            next.set[field] = choice->value;
    }
    return next;
}

} // namespace

std::optional<PushOp> copyIn(const DecidedField& field)
{
    const auto* id = field.copy ? field.copy->if_contains("id") : nullptr;
    const auto parsed =
        id != nullptr && id->is_string() ? Uuid::parse(id->get_string()) : Result<Uuid>(Fault{});
    if (!parsed)
        return std::nullopt;
    PushOp copy{.kind = PushOpKind::create, .entity = field.entity, .id = *parsed};
    copy.set = *field.copy;
    copy.set.erase("id");
    return copy;
}

std::vector<PushOp>
settledOps(const PendingMutation& mutation, std::span<const DecidedField> decided)
{
    std::vector<PushOp> ops;
    const PushResult none;
    const PushResult& result = mutation.result ? *mutation.result : none;
    const bool isPartial = result.status == PushStatus::partial;
    for (const PushOp& op : mutation.mutation.ops) {
        const auto asked = conflictFields(result, op);
        if (asked.empty()) {
            if (!isPartial)
                ops.push_back(op);
            continue;
        }
        const bool isAboutRow = std::find(asked.begin(), asked.end(), "") != asked.end();
        if (isAboutRow && op.kind != PushOpKind::remove)
            continue; // The row is gone; what is restored of it comes as a copy.
        if (op.kind == PushOpKind::remove) {
            const DecidedField* choice = decidedFor(decided, op, "");
            if (choice == nullptr || choice->source == ConflictSource::theirs)
                continue;
            ops.push_back(op);
            ops.back().baseRv = choice->theirRv;
            continue;
        }
        PushOp next = settled(op, asked, decided, isPartial);
        if (!next.set.empty())
            ops.push_back(std::move(next));
    }
    for (const DecidedField& field : decided) {
        if (auto copy = copyIn(field))
            ops.push_back(std::move(*copy));
    }
    return ops;
}

} // namespace tidemark::sync
