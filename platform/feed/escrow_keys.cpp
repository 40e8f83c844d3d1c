#include "platform/feed/escrow_keys.hpp"

#include "platform/identity/crypto.hpp"
#include "platform/recovery/recovery_key.hpp"

namespace tidemark::platform {
namespace {

/// Scopes without a key come with a null; never those of other people.
constexpr std::string_view findSql =
    "SELECT us.scope_id, k.key_id, k.public_key FROM sync.user_scope us"
    " LEFT JOIN sync.escrow_key k ON k.scope_id = us.scope_id"
    " WHERE us.user_id = $1 AND us.scope_id = ANY ($2::bigint[]) ORDER BY us.scope_id";
/// Two devices may ask at once: the first key stands.
constexpr std::string_view makeSql =
    "INSERT INTO sync.escrow_key (tenant_id, key_id, scope_id, public_key, sealed)"
    " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, scope_id) DO NOTHING";

std::string listOf(const std::vector<std::int64_t>& scopes)
{
    std::string list;
    for (const std::int64_t scope : scopes)
        list += (list.empty() ? "" : ",") + std::to_string(scope);
    return '{' + list + '}';
}

Result<Statement> newKey(const Sealer& sealer, int tenant, std::string scope)
{
    const auto pair = makeRecoveryKey();
    if (!pair)
        return pair.error();
    const Uuid id = Uuid::make();
    const Secret hidden(pair->privateKey);
    return Statement{
        std::string(makeSql),
        {std::to_string(tenant),
         id.toString(),
         std::move(scope),
         pair->publicKey,
         toBytea(sealer.seal(hidden, tenant, id))}};
}

} // namespace

asio::awaitable<Result<EscrowKeysAnswer>>
escrowKeys(Database& database, const Sealer& sealer, const Actor& actor, EscrowKeysRequest request)
{
    const std::string list = listOf(request.scopes);
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<EscrowKeysAnswer>> {
        const Params find = {actor.userId.toString(), list};
        auto known = co_await transaction.run(findSql, find);
        if (!known)
            co_return known.error();
        std::vector<Statement> made;
        for (int row = 0; row < known->rowCount(); ++row) {
            if (known->at(row, 1))
                continue;
            auto key = newKey(sealer, actor.tenancy.tenant, std::string(known->text(row, 0)));
            if (!key)
                co_return key.error();
            made.push_back(*std::move(key));
        }
        if (!made.empty()) {
            auto done = co_await transaction.runAll(std::move(made));
            if (!done)
                co_return done.error();
            known = co_await transaction.run(findSql, find);
            if (!known)
                co_return known.error();
        }
        EscrowKeysAnswer answer;
        for (int row = 0; row < known->rowCount(); ++row)
            answer.keys.push_back(
                {known->integer(row, 0),
                 std::string(known->text(row, 1)),
                 std::string(known->text(row, 2))}
            );
        co_return answer;
    };
    co_return co_await database.transact(actor.tenancy, work);
}

Result<Secret>
openEscrowKey(const Sealer& sealer, int tenant, const Uuid& keyId, std::string_view sealed)
{
    return sealer.open(fromBytea(sealed), tenant, keyId);
}

} // namespace tidemark::platform
