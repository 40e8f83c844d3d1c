#include "sync/engine/locked_work.hpp"

#include "sync/rows/scope_work.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::string_view workSetting = "lease.work";

/// By scope, as it was kept.
Result<json::object> keptWork(DeskStore& desk)
{
    const auto text = desk.vault.setting(workSetting);
    if (!text)
        return text.error();
    boost::system::error_code failed;
    const auto value = *text && !(*text)->empty() ? json::parse(**text, failed) : json::value();
    const auto* object = failed ? nullptr : value.if_object();
    return object ? *object : json::object();
}

} // namespace

Result<std::set<Mid>> lockedWork(DeskStore& desk, const std::vector<ScopeId>& scopes)
{
    const auto pending = desk.vault.pending();
    if (!pending)
        return pending.error();
    const auto before = keptWork(desk);
    if (!before)
        return before.error();
    std::set<Mid> all;
    json::object kept;
    for (const ScopeId scope : scopes) {
        const std::string name = std::to_string(scope);
        std::set<Mid> mids;
        if (const auto* known = before->if_contains(name); known && known->is_array()) {
            for (const auto& mid : known->get_array()) {
                if (mid.is_int64())
                    mids.insert(mid.get_int64());
            }
        }
        const auto found = workIn(desk.windows.reader(), *pending, scope);
        if (!found)
            return found.error();
        mids.insert(found->begin(), found->end());
        kept[name] = json::array(mids.begin(), mids.end());
        all.insert(mids.begin(), mids.end());
    }
    if (kept != *before) {
        if (auto saved = desk.vault.setSetting(workSetting, json::serialize(kept)); !saved)
            return saved.error();
    }
    return all;
}

void hideLocked(const RowWindows& windows, std::vector<PendingMutation>& pending)
{
    for (PendingMutation& item : pending) {
        if (!windows.isHidden(item.mid))
            continue;
        item.mutation.ops.clear();
        item.error.reset();
        if (item.result) {
            item.result->conflicts.clear();
            item.result->cause.clear();
        }
    }
}

Result<std::vector<ConflictCase>> visibleConflicts(DeskStore& desk)
{
    auto cases = desk.vault.conflicts();
    if (!cases)
        return cases;
    std::erase_if(*cases, [&](const ConflictCase& one) {
        return std::any_of(one.mids.begin(), one.mids.end(), [&](Mid mid) {
            return desk.windows.isHidden(mid);
        });
    });
    return cases;
}

} // namespace tidemark::sync
