#include "platform/apikeys/key_ring.hpp"

#include "platform/apikeys/key_scopes.hpp"
#include "platform/apikeys/key_text.hpp"
#include "platform/identity/actor_key.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>

namespace tidemark::platform {
namespace {

/// A living key with this prefix, its owner as of now, and the milliseconds that it has left.
constexpr std::string_view findSql =
    "SELECT s.hash, k.id, k.rate_per_minute, k.allowed_addresses::text, k.scopes::text, u.id,"
    " u.login, u.display_name, u.organization_id, o.name, o.own_scope, t.slug, t.name,"
    " t.time_zone, (SELECT jsonb_agg(DISTINCT held.one) FROM ("
    "  SELECT jsonb_array_elements_text(r.permissions) AS one FROM app.user_role ur"
    "  JOIN app.role r ON r.tenant_id = ur.tenant_id AND r.id = ur.role_id"
    "  WHERE ur.tenant_id = u.tenant_id AND ur.user_id = u.id"
    "  UNION SELECT coalesce(g.permission, p.one) FROM app.access_grant g"
    "  LEFT JOIN app.role r ON r.tenant_id = g.tenant_id AND r.id = g.role_id"
    "  LEFT JOIN LATERAL jsonb_array_elements_text(r.permissions) p(one) ON true"
    "  WHERE g.tenant_id = u.tenant_id AND g.user_id = u.id AND g.revoked_at IS NULL"
    "  AND now() >= g.valid_from AND now() < g.valid_to) held)::text,"
    " coalesce(m.department, ''), coalesce(extract(epoch FROM"
    " least(k.expires_at, s.valid_until) - now()) * 1000, 3600000)::bigint"
    " FROM app.api_key_secret s JOIN app.api_key k ON k.tenant_id = s.tenant_id AND k.id = s.key_id"
    " JOIN app.user u ON u.tenant_id = k.tenant_id AND u.id = k.owner_id AND u.is_active"
    " JOIN app.tenant t ON t.tenant_id = k.tenant_id"
    " LEFT JOIN app.organization o ON o.tenant_id = u.tenant_id AND o.id = u.organization_id"
    " LEFT JOIN app.department_member m ON m.tenant_id = u.tenant_id AND m.user_id = u.id"
    " WHERE s.tenant_id = $1::int AND s.prefix = $2 AND k.revoked_at IS NULL"
    " AND (k.expires_at IS NULL OR k.expires_at > now())"
    " AND (s.valid_until IS NULL OR s.valid_until > now())";

Fault unknownKey()
{
    return Fault{
        FaultCode::unauthenticated,
        "key_unknown",
        "This API key is not known, or it has ended.",
        "Make a new key, and give it to the program."};
}

std::vector<std::string> textsIn(std::string_view json)
{
    std::vector<std::string> texts;
    if (json.empty())
        return texts;
    const boost::json::value list = boost::json::parse(json);
    for (const auto& one : list.as_array())
        texts.emplace_back(one.as_string());
    return texts;
}

ActorPointer actorIn(const ResultSet& row, const KeyText& text)
{
    const auto keyId = Uuid::parse(row.text(0, 1));
    const auto userId = Uuid::parse(row.text(0, 5));
    if (!keyId || !userId)
        return nullptr;
    auto key = std::make_shared<ActorKey>();
    key->id = *keyId;
    key->prefix = text.prefix();
    key->ratePerMinute = static_cast<int>(row.integer(0, 2));
    for (const std::string& one : textsIn(row.text(0, 3))) {
        const auto range = AddressRange::parse(one);
        if (!range)
            return nullptr; // To leave a range out could open the key to everywhere.
        key->allowedFrom.push_back(*range);
    }
    auto actor = std::make_shared<Actor>();
    actor->tenancy = Tenancy{text.tenant, *userId};
    actor->userId = *userId;
    actor->login = row.text(0, 6);
    actor->displayName = row.text(0, 7);
    if (const auto organization = row.at(0, 8)) {
        const auto id = Uuid::parse(*organization);
        if (!id)
            return nullptr;
        actor->organizationId = *id;
        actor->organizationName = row.text(0, 9);
        actor->ownScope = row.integer(0, 10);
    }
    actor->tenantSlug = row.text(0, 11);
    actor->tenantName = row.text(0, 12);
    actor->timeZone = row.text(0, 13);
    const PermissionSet owner(textsIn(row.text(0, 14)));
    actor->permissions = PermissionSet(keyPermissions(textsIn(row.text(0, 4)), owner));
    actor->department = row.text(0, 15);
    actor->deviceName = key->prefix;
    actor->key = std::move(key);
    return actor;
}

} // namespace

void KeyRing::follow(Listener& listener)
{
    listener.onNotification("api_key_changed", [this](std::string_view, std::string_view payload) {
        if (const auto id = Uuid::parse(payload))
            forget(*id);
    });
    listener.onNotification("access_changed", [this](std::string_view, std::string_view) {
        ++changes_;
        known_.clear();
    });
}

void KeyRing::forget(const Uuid& keyId)
{
    ++changes_;
    std::erase_if(known_, [&keyId](const auto& entry) {
        return entry.second.actor->key->id == keyId;
    });
}

ActorPointer KeyRing::knownActor(std::string_view token)
{
    if (!KeyText::isMeant(token))
        return people_.knownActor(token);
    const auto found = known_.find(sha256(token));
    const bool isKnown = found != known_.end() && Clock::now() < found->second.until;
    return isKnown ? found->second.actor : nullptr;
}

asio::awaitable<Result<ActorPointer>> KeyRing::actorOf(std::string_view token)
{
    if (!KeyText::isMeant(token))
        co_return co_await people_.actorOf(token);
    const auto key = KeyText::read(token);
    if (!key)
        co_return unknownKey();
    Tenancy tenancy;
    tenancy.tenant = key->tenant;
    const std::uint64_t before = changes_;
    Params which = {std::to_string(key->tenant), key->found};
    auto rows = co_await database_.read(tenancy, findSql, std::move(which));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty() || !isSameSecret(rows->text(0, 0), key->storedHash()))
        co_return unknownKey();
    ActorPointer actor = actorIn(*rows, *key);
    if (!actor)
        co_return unknownKey();
    if (before == changes_)
        keep(token, actor, std::chrono::milliseconds(rows->integer(0, 16)));
    co_return actor;
}

void KeyRing::keep(std::string_view token, ActorPointer actor, std::chrono::milliseconds left)
{
    const auto now = Clock::now();
    if (known_.size() >= mostKnown)
        std::erase_if(known_, [now](const auto& entry) { return now >= entry.second.until; });
    if (known_.size() >= mostKnown)
        known_.clear();
    known_[sha256(token)] = Entry{std::move(actor), now + std::min(left, knownFor)};
}

} // namespace tidemark::platform
