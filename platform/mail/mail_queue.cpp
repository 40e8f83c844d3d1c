#include "platform/mail/mail_queue.hpp"

#include "platform/identity/crypto.hpp"

namespace tidemark::platform {
namespace {

constexpr std::string_view sealUse = "tidemark mail 1";
constexpr std::size_t longestTrouble = 200;

constexpr std::string_view putSql =
    "INSERT INTO app.mail (tenant_id, id, kind, recipient, subject, body, expires_at) VALUES"
    " ($1::int, $2::uuid, $3, $4, $5, $6::bytea, now() + make_interval(secs => $7::int))";
constexpr std::string_view claimSql =
    "SELECT tenant_id, id, kind, recipient, subject, body, fence, attempts, is_late"
    " FROM app.claim_mail($1::int, $2::int)";
constexpr std::string_view sentSql =
    "UPDATE app.mail SET sent_at = now(), body = NULL, trouble = ''"
    " WHERE id = $1::uuid AND fence = $2::bigint";
constexpr std::string_view postponeSql =
    "UPDATE app.mail SET due_at = clock_timestamp() + make_interval(secs => $3::int),"
    " lease_until = '-infinity', trouble = $4 WHERE id = $1::uuid AND fence = $2::bigint";
constexpr std::string_view giveUpSql =
    "UPDATE app.mail SET given_up_at = now(), body = NULL, trouble = $3"
    " WHERE id = $1::uuid AND fence = $2::bigint";

} // namespace

MailQueue::MailQueue(Database& database, const Secret& serverKey)
    : database_(database)
    , sealer_(serverKey, sealUse)
{
}

Statement MailQueue::put(int tenant, NewMail mail) const
{
    const Uuid id = Uuid::make();
    std::string body = toBytea(sealer_.seal(Secret(mail.body), tenant, id));
    return {
        std::string(putSql),
        {std::to_string(tenant),
         id.toString(),
         std::move(mail.kind),
         std::move(mail.to),
         std::move(mail.subject),
         std::move(body),
         std::to_string(mail.useful.count())}};
}

Result<Secret> MailQueue::bodyOf(const ClaimedMail& mail) const
{
    return sealer_.open(mail.sealedBody, mail.tenant, mail.id);
}

asio::awaitable<Result<std::vector<ClaimedMail>>> MailQueue::claim(int most)
{
    auto work = [most](Transaction& transaction) -> asio::awaitable<Result<ResultSet>> {
        Params params = {std::to_string(lease.count()), std::to_string(most)};
        co_return co_await transaction.run(claimSql, std::move(params));
    };
    auto rows = co_await database_.system(work);
    if (!rows)
        co_return rows.error();
    std::vector<ClaimedMail> mails;
    for (int row = 0; row < rows->rowCount(); ++row) {
        ClaimedMail mail;
        mail.tenant = static_cast<int>(rows->integer(row, 0));
        if (const auto id = Uuid::parse(rows->text(row, 1)))
            mail.id = *id;
        mail.kind = rows->text(row, 2);
        mail.to = rows->text(row, 3);
        mail.subject = rows->text(row, 4);
        mail.sealedBody = fromBytea(rows->text(row, 5));
        mail.fence = rows->integer(row, 6);
        mail.attempts = static_cast<int>(rows->integer(row, 7));
        mail.isLate = rows->boolean(row, 8);
        mails.push_back(std::move(mail));
    }
    co_return mails;
}

asio::awaitable<Result<std::optional<std::chrono::milliseconds>>> MailQueue::nextIn()
{
    auto rows = co_await database_.read({}, "SELECT app.next_mail_in()");
    if (!rows)
        co_return rows.error();
    std::optional<std::chrono::milliseconds> wait;
    if (!rows->isEmpty() && rows->at(0, 0))
        wait = std::chrono::milliseconds(rows->integer(0, 0));
    co_return wait;
}

asio::awaitable<Result<void>>
MailQueue::settle(const ClaimedMail& mail, std::string_view sql, Params more)
{
    std::vector<Statement> statements(1);
    statements[0].sql = sql;
    statements[0].params = {mail.id.toString(), std::to_string(mail.fence)};
    for (auto& param : more)
        statements[0].params.push_back(std::move(param));
    Tenancy tenancy;
    tenancy.tenant = mail.tenant;
    auto written = co_await database_.write(tenancy, std::move(statements));
    if (!written)
        co_return written.error();
    co_return Result<void>();
}

asio::awaitable<Result<void>> MailQueue::sent(const ClaimedMail& mail)
{
    co_return co_await settle(mail, sentSql, Params());
}

asio::awaitable<Result<void>>
MailQueue::postpone(const ClaimedMail& mail, std::chrono::seconds delay, std::string trouble)
{
    Params more;
    more.emplace_back(std::to_string(delay.count()));
    more.emplace_back(trouble.substr(0, longestTrouble));
    co_return co_await settle(mail, postponeSql, std::move(more));
}

asio::awaitable<Result<void>> MailQueue::giveUp(const ClaimedMail& mail, std::string why)
{
    Params more;
    more.emplace_back(why.substr(0, longestTrouble));
    co_return co_await settle(mail, giveUpSql, std::move(more));
}

asio::awaitable<Result<void>> MailQueue::forgetOld()
{
    std::vector<Statement> statements(1);
    statements[0].sql = "SELECT app.forget_mail()";
    auto written = co_await database_.write(Tenancy{}, std::move(statements));
    if (!written)
        co_return written.error();
    co_return Result<void>();
}

} // namespace tidemark::platform
