#include "sync/engine/scope_choice.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::string_view choicesSetting = "user.scopes";
constexpr std::array<std::string_view, 3> wishNames{"usual", "pinned", "away"};

json::object toJson(const ScopeChoice& choice)
{
    return {
        {"id", choice.grant.scope},
        {"kind", nameOf(choice.grant.kind)},
        {"name", choice.grant.name},
        {"lease", choice.grant.leaseSeconds},
        {"class", choice.grant.dataClass},
        {"wish", nameOf(choice.wish)},
        {"forRoom", choice.isForRoom},
        {"usedAt", choice.usedAt.micros}};
}

std::string textIn(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    const auto* text = value ? value->if_string() : nullptr;
    return text ? std::string(*text) : std::string();
}

std::int64_t numberIn(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    const auto* number = value ? value->if_int64() : nullptr;
    return number ? *number : 0;
}

ScopeChoice choiceFrom(const json::object& object)
{
    ScopeChoice choice;
    choice.grant = {
        numberIn(object, "id"),
        scopeKindOf(textIn(object, "kind")).value_or(ScopeKind::organization),
        textIn(object, "name"),
        numberIn(object, "lease"),
        static_cast<int>(numberIn(object, "class"))};
    const auto wish = std::find(wishNames.begin(), wishNames.end(), textIn(object, "wish"));
    if (wish != wishNames.end())
        choice.wish = static_cast<ScopeWish>(wish - wishNames.begin());
    const auto* forRoom = object.if_contains("forRoom");
    choice.isForRoom = forRoom && *forRoom == true;
    choice.usedAt = Timestamp{numberIn(object, "usedAt")};
    return choice;
}

Result<void> save(DeskStore& desk, const std::vector<ScopeChoice>& choices)
{
    json::array all;
    for (const ScopeChoice& choice : choices)
        all.emplace_back(toJson(choice));
    return desk.vault.setSetting(choicesSetting, json::serialize(all));
}

} // namespace

std::string_view nameOf(ScopeWish wish)
{
    return wishNames[static_cast<std::size_t>(wish)];
}

Result<std::vector<ScopeChoice>> scopeChoices(DeskStore& desk)
{
    const auto text = desk.vault.setting(choicesSetting);
    if (!text)
        return text.error();
    boost::system::error_code failed;
    const auto value = *text ? json::parse(**text, failed) : json::value();
    std::vector<ScopeChoice> choices;
    for (const json::value& one : value.is_array() ? value.get_array() : json::array()) {
        if (const auto* object = one.if_object())
            choices.push_back(choiceFrom(*object));
    }
    return choices;
}

Result<void> choose(DeskStore& desk, const ScopeChoice& choice)
{
    auto choices = scopeChoices(desk);
    if (!choices)
        return choices.error();
    std::erase_if(*choices, [&](const ScopeChoice& one) {
        return one.grant.scope == choice.grant.scope;
    });
    choices->push_back(choice);
    return save(desk, *choices);
}

Result<std::set<ScopeId>> awayScopes(DeskStore& desk)
{
    const auto choices = scopeChoices(desk);
    if (!choices)
        return choices.error();
    std::set<ScopeId> away;
    for (const ScopeChoice& choice : *choices) {
        if (choice.wish == ScopeWish::away)
            away.insert(choice.grant.scope);
    }
    return away;
}

Result<std::set<ScopeId>> settleChoices(DeskStore& desk, std::span<const ScopeGrant> granted)
{
    auto away = awayScopes(desk);
    const auto before = away ? scopeChoices(desk) : away.error();
    if (!before)
        return before.error();
    std::vector<ScopeChoice> settled;
    bool isOther = false;
    for (ScopeChoice choice : *before) {
        const auto grant = std::find_if(granted.begin(), granted.end(), [&](const auto& one) {
            return one.scope == choice.grant.scope;
        });
        const bool isOver = grant == granted.end();
        isOther = isOther || isOver || choice.grant.name != grant->name;
        if (isOver)
            continue;
        choice.grant = *grant;
        settled.push_back(std::move(choice));
    }
    if (isOther) {
        if (auto saved = save(desk, settled); !saved)
            return saved.error();
    }
    return away;
}

Result<void> forgetChoices(DeskStore& desk, std::span<const RevokeFrame> revokes)
{
    auto choices = scopeChoices(desk);
    if (!choices)
        return choices.error();
    const auto isRevoked = [&](const ScopeChoice& choice) {
        return std::any_of(revokes.begin(), revokes.end(), [&](const RevokeFrame& revoke) {
            return revoke.scope == choice.grant.scope;
        });
    };
    return std::erase_if(*choices, isRevoked) > 0 ? save(desk, *choices) : Result<void>();
}

} // namespace tidemark::sync
