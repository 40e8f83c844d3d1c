#include "platform/apikeys/key_book.hpp"

#include "platform/apikeys/key_scopes.hpp"
#include "platform/apikeys/key_sql.hpp"
#include "platform/apikeys/key_text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace tidemark::platform {
namespace {

using Made = asio::awaitable<Result<KeyShown>>;
using Done = asio::awaitable<Result<void>>;

constexpr int mostLiving = 100;

/// A key that is about to be changed, locked.
struct LockedKey {
    Uuid owner = {};
    ReachedRow reached = {};
    std::int64_t version = 0;
    bool isRevoked = false;
    bool isOver = false;
    std::vector<std::string> scopes = {};
    std::string json = {};
};

Fault noSuchKey()
{
    return Fault{
        FaultCode::notFound,
        "no_such_row",
        "There is no API key with this id.",
        "Open the list again."};
}

Fault keyIsOver()
{
    return Fault{FaultCode::conflict, "key_over", "This API key has ended.", "Make a new one."};
}

std::string listText(const std::vector<std::string>& texts)
{
    boost::json::array list;
    for (const std::string& text : texts)
        list.emplace_back(text);
    return boost::json::serialize(list);
}

std::optional<std::string> listText(const std::optional<std::vector<std::string>>& texts)
{
    return texts ? std::optional<std::string>(listText(*texts)) : std::nullopt;
}

/// Parameters $1 to $4 of the statements that find a key.
Params whichKey(const Actor& actor, const Uuid& key)
{
    return {
        std::to_string(actor.tenancy.tenant),
        organizationOf(actor),
        actor.userId.toString(),
        key.toString()};
}

/// The members that people decide about, for the audit.
std::string audited(const std::string& row)
{
    const boost::json::value parsed = boost::json::parse(row);
    const boost::json::object& all = parsed.get_object();
    boost::json::object kept;
    for (const char* member :
         {"name", "prefix", "scopes", "allowedAddresses", "expiresAt", "ratePerMinute", "state"})
        kept[member] = all.at(member);
    return boost::json::serialize(kept);
}

/// One change of one key within its transaction.
class KeyWork {
public:
    KeyWork(Transaction& transaction, const KeyOrder& order)
        : transaction_(transaction)
        , order_(order)
        , tenant_(std::to_string(order.actor->tenancy.tenant))
    {
    }

    asio::awaitable<Result<LockedKey>> lock(std::string permission)
    {
        const std::string sql = key_sql::lock();
        auto rows = co_await transaction_.run(sql, whichKey(*order_.actor, order_.keyId));
        if (!rows)
            co_return rows.error();
        if (rows->isEmpty())
            co_return noSuchKey();
        LockedKey key;
        key.owner = Uuid::parse(rows->text(0, 0)).value();
        key.reached.scope = rows->integer(0, 1);
        key.reached.creator = key.owner;
        key.reached.creatorDepartment = rows->text(0, 2);
        key.version = rows->integer(0, 3);
        key.isRevoked = rows->boolean(0, 4);
        key.isOver = rows->boolean(0, 5);
        const boost::json::value scopes = boost::json::parse(rows->text(0, 6));
        for (const auto& scope : scopes.as_array())
            key.scopes.emplace_back(scope.as_string());
        key.json = rows->text(0, 7);
        if (!order_.actor->mayOn(permission, key.reached))
            co_return Fault{
                FaultCode::forbidden,
                "row_out_of_reach",
                "You may not do this to this API key: you have " + permission +
                    " for fewer keys than this.",
                "Ask its owner, or an administrator."};
        co_return key;
    }

    Done run(std::string_view sql, Params params)
    {
        auto done = co_await transaction_.run(sql, std::move(params));
        if (!done)
            co_return done.error();
        co_return Result<void>{};
    }

    /// A new secret for the key; stored as its hash alone.
    asio::awaitable<Result<Secret>> addSecret()
    {
        KeyText text = KeyText::make(order_.actor->tenancy.tenant);
        Params params = {tenant_, text.found, order_.keyId.toString(), text.storedHash()};
        auto added = co_await run(key_sql::addSecret, std::move(params));
        if (!added)
            co_return added.error();
        co_return std::move(text.secret);
    }

    /// Notes it, tells the other servers, and gives the key as it is now.
    Made end(AuditAction action, std::string before)
    {
        const std::string sql = key_sql::one();
        auto rows = co_await transaction_.run(sql, whichKey(*order_.actor, order_.keyId));
        if (!rows)
            co_return rows.error();
        if (rows->isEmpty())
            co_return noSuchKey();
        const std::string row(rows->text(0, 0));
        AuditDeed deed{action, "apiKey", order_.keyId};
        deed.before = before.empty() ? "null" : audited(before);
        deed.after = audited(row);
        std::vector<Statement> statements;
        statements.push_back(
            auditStatement(order_.actor->tenancy.tenant, order_.origin, std::move(deed))
        );
        Statement tell{std::string(key_sql::tell), {order_.keyId.toString()}};
        statements.push_back(std::move(tell));
        auto told = co_await transaction_.runAll(std::move(statements));
        if (!told)
            co_return told.error();
        KeyShown shown;
        shown.row = boost::json::parse(row).as_object();
        co_return shown;
    }

    [[nodiscard]] const std::string& tenant() const { return tenant_; }

private:
    Transaction& transaction_;
    const KeyOrder& order_;
    std::string tenant_;
};

/// Whether the scopes may become `wanted`: whoever is not the owner takes away only.
Result<void>
judgeScopes(const Actor& actor, const LockedKey& key, const std::vector<std::string>& wanted)
{
    for (const std::string& scope : wanted) {
        if (std::count(key.scopes.begin(), key.scopes.end(), scope) > 0)
            continue;
        if (key.owner != actor.userId)
            return Fault{
                FaultCode::forbidden,
                "not_your_key",
                "Only its owner may give an API key more scopes.",
                "Ask its owner."};
        if (auto judged = judgeScope(scope, actor); !judged)
            return judged;
    }
    return {};
}

} // namespace

asio::awaitable<Result<KeyShown>>
KeyBook::make(ActorPointer actor, AuditOrigin origin, KeyForm form)
{
    const KeyOrder order{actor, std::move(origin), Uuid::make()};
    auto work = [&](Transaction& transaction) -> Made {
        KeyWork making(transaction, order);
        const std::string owner = actor->userId.toString();
        Params turn = {owner};
        if (auto taken = co_await making.run(key_sql::takeTurns, std::move(turn)); !taken)
            co_return taken.error();
        Params counted = {making.tenant(), owner};
        auto living = co_await transaction.run(key_sql::countLiving, std::move(counted));
        if (!living)
            co_return living.error();
        if (living->integer(0, 0) >= mostLiving)
            co_return Fault{
                FaultCode::conflict,
                "too_many_keys",
                "You have " + std::to_string(mostLiving) + " API keys already.",
                "Revoke those that nobody needs."};
        Params params = {
            making.tenant(),
            order.keyId.toString(),
            owner,
            form.name,
            listText(form.scopes),
            listText(form.allowedAddresses.value_or(std::vector<std::string>())),
            form.expiresAt,
            std::to_string(form.ratePerMinute.value_or(60))};
        if (auto made = co_await making.run(key_sql::make, std::move(params)); !made)
            co_return made.error();
        auto secret = co_await making.addSecret();
        if (!secret)
            co_return secret.error();
        auto shown = co_await making.end("apiKey.create", "");
        if (shown)
            shown->secret = std::move(*secret);
        co_return shown;
    };
    co_return co_await database_.transact(actor->tenancy, work);
}

asio::awaitable<Result<KeyShown>>
KeyBook::change(KeyOrder order, std::int64_t version, KeyForm form)
{
    auto work = [&](Transaction& transaction) -> Made {
        KeyWork changing(transaction, order);
        auto key = co_await changing.lock("apikey:update");
        if (!key)
            co_return key.error();
        if (key->isRevoked)
            co_return keyIsOver();
        if (key->version != version)
            co_return Fault{
                FaultCode::conflict,
                "stale",
                "This API key was changed by somebody else meanwhile.",
                "Look at it again."};
        if (form.scopes) {
            if (const auto judged = judgeScopes(*order.actor, *key, *form.scopes); !judged)
                co_return judged.error();
        }
        std::optional<std::string> rate;
        if (form.ratePerMinute)
            rate = std::to_string(*form.ratePerMinute);
        Params params = {
            changing.tenant(),
            order.keyId.toString(),
            form.name,
            listText(form.scopes),
            listText(form.allowedAddresses),
            std::string(form.hasExpiry ? "true" : "false"),
            form.expiresAt,
            rate};
        if (auto changed = co_await changing.run(key_sql::change, std::move(params)); !changed)
            co_return changed.error();
        co_return co_await changing.end("apiKey.update", key->json);
    };
    auto shown = co_await database_.transact(order.actor->tenancy, work);
    ring_.forget(order.keyId);
    co_return shown;
}

asio::awaitable<Result<KeyShown>> KeyBook::rotate(KeyOrder order, std::chrono::seconds overlap)
{
    auto work = [&](Transaction& transaction) -> Made {
        KeyWork rotating(transaction, order);
        auto key = co_await rotating.lock("apikey:update");
        if (!key)
            co_return key.error();
        if (key->owner != order.actor->userId)
            co_return Fault{
                FaultCode::forbidden,
                "not_your_key",
                "Only its owner may know an API key.",
                "Revoke it, if it is in wrong hands."};
        if (key->isRevoked || key->isOver)
            co_return keyIsOver();
        const Params params = {
            rotating.tenant(), order.keyId.toString(), std::to_string(overlap.count())};
        const Params which = {rotating.tenant(), order.keyId.toString()};
        if (auto done = co_await rotating.run(key_sql::dropOlderSecrets, params); !done)
            co_return done.error();
        if (auto done = co_await rotating.run(key_sql::endNewestSecret, params); !done)
            co_return done.error();
        if (auto done = co_await rotating.run(key_sql::countVersion, which); !done)
            co_return done.error();
        auto secret = co_await rotating.addSecret();
        if (!secret)
            co_return secret.error();
        auto shown = co_await rotating.end("apiKey.rotate", key->json);
        if (shown)
            shown->secret = std::move(*secret);
        co_return shown;
    };
    auto shown = co_await database_.transact(order.actor->tenancy, work);
    ring_.forget(order.keyId);
    co_return shown;
}

asio::awaitable<Result<void>> KeyBook::revoke(KeyOrder order)
{
    auto work = [&](Transaction& transaction) -> Done {
        KeyWork revoking(transaction, order);
        auto key = co_await revoking.lock("apikey:revoke");
        if (!key)
            co_return key.error();
        if (key->isRevoked)
            co_return Result<void>{};
        Params params = {revoking.tenant(), order.keyId.toString(), order.actor->userId.toString()};
        if (auto done = co_await revoking.run(key_sql::revoke, std::move(params)); !done)
            co_return done.error();
        auto ended = co_await revoking.end("apiKey.revoke", key->json);
        if (!ended)
            co_return ended.error();
        co_return Result<void>{};
    };
    auto done = co_await database_.transact(order.actor->tenancy, work);
    ring_.forget(order.keyId);
    co_return done;
}

asio::awaitable<Result<KeyShown>> KeyBook::find(ActorPointer actor, Uuid keyId)
{
    const std::string sql = key_sql::one();
    auto rows = co_await database_.read(actor->tenancy, sql, whichKey(*actor, keyId));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return noSuchKey();
    KeyShown shown;
    shown.row = boost::json::parse(rows->text(0, 0)).as_object();
    co_return shown;
}

} // namespace tidemark::platform
