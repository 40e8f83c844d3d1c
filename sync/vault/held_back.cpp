#include "sync/vault/held_back.hpp"

#include "models/entities/entities.hpp"

#include <algorithm>
#include <set>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

/// What a row holds in a field that nobody has set.
json::value unsetValue(const PushOp& op, std::string_view name)
{
    const EntityInfo* entity = findEntity(op.entity);
    const FieldInfo* field = entity != nullptr ? entity->field(name) : nullptr;
    return field != nullptr && field->fallback ? *field->fallback : json::value();
}

void noteField(std::vector<std::string>& fields, const PushOp& op, std::string_view name)
{
    std::string whole = op.entity;
    if (!name.empty())
        whole += '.' + std::string(name);
    if (std::find(fields.begin(), fields.end(), whole) == fields.end())
        fields.push_back(std::move(whole));
}

/// What of `op` cannot go: fields that are lacking and, in a change, those that mean nothing
/// without them. A new row needs its other fields.
KnownFields::Names waitingIn(const KnownFields::Names& lacking, const PushOp& op)
{
    KnownFields::Names waiting;
    std::set<std::string> groups;
    const EntityInfo* entity = findEntity(op.entity);
    for (const std::string& name : lacking) {
        if (!op.set.contains(name))
            continue;
        waiting.insert(name);
        const FieldInfo* field = entity != nullptr ? entity->field(name) : nullptr;
        if (field != nullptr && !field->mergeGroup.empty())
            groups.insert(field->mergeGroup);
    }
    if (op.kind == PushOpKind::create || groups.empty())
        return waiting;
    for (const FieldInfo& field : entity->fields) {
        if (groups.contains(field.mergeGroup) && op.set.contains(field.name))
            waiting.insert(field.name);
    }
    return waiting;
}

/// Takes what cannot go out of `op`; an update of that, without any when all can.
PushOp takeOut(const KnownFields::Names& lacking, PushOp& op, std::vector<std::string>& fields)
{
    PushOp rest{.kind = PushOpKind::update, .entity = op.entity, .id = op.id, .baseRv = op.baseRv};
    for (const std::string& name : waitingIn(lacking, op)) {
        const json::value value = op.set.at(name);
        const json::value unset = unsetValue(op, name);
        const json::value* base = op.base.if_contains(name);
        if (op.kind != PushOpKind::create || value != unset) {
            rest.base[name] = base != nullptr && !base->is_null() ? *base : unset;
            rest.set[name] = value;
            if (lacking.contains(name))
                noteField(fields, op, name);
        }
        op.set.erase(name);
        op.base.erase(name);
    }
    for (const std::string& name : lacking)
        op.base.erase(name);
    return rest;
}

} // namespace

PartedOps partedBy(const KnownFields& lacking, std::vector<PushOp> ops)
{
    PartedOps parted;
    for (PushOp& op : ops) {
        const auto found = lacking.entities.find(op.entity);
        if (found == lacking.entities.end()) {
            parted.now.push_back(std::move(op));
            continue;
        }
        if (found->second.empty()) {
            parted.isWhole = false;
            noteField(parted.fields, op, {});
            parted.later.push_back(std::move(op));
            continue;
        }
        const PushOp before = op;
        PushOp rest = takeOut(found->second, op, parted.fields);
        parted.isWhole = parted.isWhole && op == before;
        const bool saysNothing =
            op.kind == PushOpKind::update && op.set.empty() && !before.set.empty();
        if (!saysNothing)
            parted.now.push_back(std::move(op));
        if (!rest.set.empty())
            parted.later.push_back(std::move(rest));
    }
    return parted;
}

Fault heldBack(const std::vector<std::string>& fields)
{
    std::string names;
    for (const std::string& field : fields)
        names += (names.empty() ? "`" : ", `") + field + "`";
    return Fault{
        FaultCode::unsupported,
        "not_known_yet",
        "The platform does not know " + names + " yet.",
        "This is kept here and sent when the platform was updated."};
}

} // namespace tidemark::sync
