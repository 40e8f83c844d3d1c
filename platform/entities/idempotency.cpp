#include "platform/entities/idempotency.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

namespace tidemark::platform {
namespace {

// The lock makes two requests with one key wait for each other, so that only one does the work.
constexpr std::string_view lockSql =
    "SELECT pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 731))";
constexpr std::string_view findSql =
    "SELECT request = decode($3, 'hex'), status, etag, body FROM app.idempotency_key"
    " WHERE user_id = $1 AND key = $2 AND created_at > now() - interval '24 hours'";
constexpr std::string_view forgetSql =
    "DELETE FROM app.idempotency_key WHERE user_id = $1"
    " AND (key = $2 OR created_at < now() - interval '24 hours')";
constexpr std::string_view keepSql =
    "INSERT INTO app.idempotency_key (tenant_id, user_id, key, request, status, etag, body)"
    " VALUES ($1, $2, $3, decode($4, 'hex'), $5, $6, $7)";

bool isKey(std::string_view text)
{
    return text.size() >= 8 && text.size() <= 80 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

std::string hashOf(const Request& request)
{
    std::string text(nameOf(request.method));
    const auto match = request.header("If-Match").value_or("");
    for (const std::string_view part : {request.path, match, request.body}) {
        text += '\n';
        text += part;
    }
    std::array<unsigned char, 32> digest = {};
    unsigned int size = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
    std::string hex;
    for (const unsigned char byte : digest) {
        constexpr std::string_view digits = "0123456789abcdef";
        hex += digits[byte >> 4U];
        hex += digits[byte & 15U];
    }
    return hex;
}

std::string etagOf(const Response& response)
{
    for (const auto& [name, value] : response.headers) {
        if (name == "ETag")
            return value;
    }
    return {};
}

Response storedAnswer(const ResultSet& rows)
{
    Response response;
    response.status = static_cast<int>(rows.integer(0, 1));
    if (!rows.text(0, 2).empty())
        response.headers.emplace_back("ETag", rows.text(0, 2));
    response.body = std::string(rows.text(0, 3));
    return response;
}

/// The answer to an earlier request with this key, if there is one.
asio::awaitable<Result<std::optional<Response>>>
findAnswer(Transaction& transaction, std::string user, std::string key, std::string hash)
{
    std::vector<Statement> statements;
    statements.push_back({std::string(lockSql), {user, key}});
    statements.push_back({std::string(findSql), {user, key, hash}});
    auto rows = co_await transaction.runAll(std::move(statements));
    if (!rows)
        co_return rows.error();
    const ResultSet& found = rows->back();
    if (found.isEmpty())
        co_return std::optional<Response>();
    if (!found.boolean(0, 0))
        co_return Fault{
            FaultCode::conflict,
            "key_reused",
            "This Idempotency-Key was used for another request.",
            "Send the request with a new key."};
    co_return std::optional(storedAnswer(found));
}

asio::awaitable<Result<void>> keepAnswer(
    Transaction& transaction,
    std::string user,
    std::string key,
    std::string hash,
    const Response& response
)
{
    const auto* body = std::get_if<std::string>(&response.body);
    std::vector<Statement> statements;
    statements.push_back({std::string(forgetSql), {user, key}});
    statements.push_back(
        {std::string(keepSql),
         {std::to_string(transaction.tenancy().tenant),
          user,
          key,
          hash,
          std::to_string(response.status),
          etagOf(response),
          body != nullptr ? *body : std::string()}}
    );
    auto done = co_await transaction.runAll(std::move(statements));
    if (!done)
        co_return done.error();
    co_return Result<void>();
}

} // namespace

asio::awaitable<Result<Response>>
writeOnce(Database& database, const Request& request, WriteWork work)
{
    const auto key = request.header("Idempotency-Key");
    if (key && !isKey(*key))
        co_return Fault{
            FaultCode::invalid,
            "bad_idempotency_key",
            "The Idempotency-Key must have 8 to 80 printable characters.",
            "Send another key, for example a UUID."};
    const std::string user = request.actor->userId.toString();
    const std::string name(key.value_or(""));
    const std::string hash = key ? hashOf(request) : std::string();
    auto inTransaction = [&](Transaction& transaction) -> asio::awaitable<Result<Response>> {
        if (!name.empty()) {
            auto earlier = co_await findAnswer(transaction, user, name, hash);
            if (!earlier)
                co_return earlier.error();
            if (*earlier)
                co_return std::move(**earlier);
        }
        auto response = co_await work(transaction);
        if (!response || name.empty())
            co_return response;
        auto kept = co_await keepAnswer(transaction, user, name, hash, *response);
        if (!kept)
            co_return kept.error();
        co_return response;
    };
    co_return co_await database.transact(request.actor->tenancy, inTransaction);
}

} // namespace tidemark::platform
