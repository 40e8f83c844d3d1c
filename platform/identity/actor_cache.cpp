#include "platform/identity/actor_cache.hpp"

namespace tidemark::platform {

ActorPointer Sessions::ActorCache::find(std::string_view token) const
{
    const auto found = entries_.find(sha256(token));
    if (found == entries_.end())
        return nullptr;
    const Entry& entry = found->second;
    const bool isGood = Clock::now() < entry.until && std::time(nullptr) < entry.expiresAt;
    return isGood ? entry.actor : nullptr;
}

void Sessions::ActorCache::put(std::string_view token, ActorPointer actor, std::int64_t expiresAt)
{
    const auto now = Clock::now();
    if (entries_.size() >= mostEntries)
        std::erase_if(entries_, [now](const auto& entry) { return now >= entry.second.until; });
    if (entries_.size() >= mostEntries)
        entries_.clear();
    entries_[sha256(token)] = Entry{std::move(actor), now + lifetime_, expiresAt};
}

void Sessions::ActorCache::forgetSession(const Uuid& sessionId)
{
    std::erase_if(entries_, [&sessionId](const auto& entry) {
        return entry.second.actor->sessionId == sessionId;
    });
}

void Sessions::ActorCache::forgetTenant(int tenant)
{
    std::erase_if(entries_, [tenant](const auto& entry) {
        return entry.second.actor->tenancy.tenant == tenant;
    });
}

bool Sessions::ActorCache::isNoteDue(const Uuid& sessionId)
{
    const auto now = Clock::now();
    if (noted_.size() >= mostEntries)
        noted_.clear();
    const auto [entry, isNew] = noted_.try_emplace(sessionId, now);
    if (!isNew && now - entry->second < notePause)
        return false;
    entry->second = now;
    return true;
}

} // namespace tidemark::platform
