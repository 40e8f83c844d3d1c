#include "sync/engine/rights.hpp"

#include <algorithm>
#include <charconv>

namespace tidemark::sync {
namespace {

constexpr std::string_view heading = "rights 1\n";

template <class Set>
bool isWithin(const Set& part, const Set& whole)
{
    return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

} // namespace

Result<Rights> rightsIn(DeskStore& desk)
{
    const auto scopes = desk.windows.reader().scopes();
    if (!scopes)
        return scopes.error();
    auto entities = desk.windows.reader().readableEntities();
    if (!entities)
        return entities.error();
    Rights rights{.entities = std::move(*entities)};
    for (const ScopeState& scope : *scopes)
        rights.scopes.insert(scope.grant.scope);
    return rights;
}

std::string textOf(const Rights& rights)
{
    std::string text(heading);
    for (const ScopeId scope : rights.scopes)
        text += std::to_string(scope) + '\n';
    for (const std::string& entity : rights.entities)
        text += '=' + entity + '\n';
    return text;
}

std::optional<Rights> rightsFrom(std::string_view text)
{
    if (!text.starts_with(heading))
        return std::nullopt;
    text.remove_prefix(heading.size());
    Rights rights;
    for (auto end = text.find('\n'); end != text.npos; end = text.find('\n')) {
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end + 1);
        if (line.starts_with('=')) {
            rights.entities.emplace(line.substr(1));
            continue;
        }
        ScopeId scope = 0;
        std::from_chars(line.data(), line.data() + line.size(), scope);
        rights.scopes.insert(scope);
    }
    return rights;
}

bool hasLost(const Rights& before, const Rights& now)
{
    const bool isSilent = before.entities.empty() || now.entities.empty();
    return !isWithin(before.scopes, now.scopes) ||
           (!isSilent && !isWithin(before.entities, now.entities));
}

} // namespace tidemark::sync
