#include "platform/audit/audit_chainer.hpp"

#include "platform/identity/crypto.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

namespace tidemark::platform {
namespace {

constexpr std::int64_t batch = 2000;

constexpr std::string_view chainSql = "SELECT app.chain_audit($1::int)";
constexpr std::string_view headSql =
    "SELECT c.seq, c.hash, coalesce((SELECT max(s.seq) FROM app.audit_seal s"
    " WHERE s.tenant_id = $1::int), 0) FROM app.audit_chain c WHERE c.tenant_id = $1::int"
    " ORDER BY c.seq DESC LIMIT 1";
constexpr std::string_view sealSql =
    "INSERT INTO app.audit_seal (tenant_id, seq, hash, key_id, signature)"
    " VALUES ($1::int, $2::bigint, $3::bytea, $4, $5::bytea) ON CONFLICT DO NOTHING";

} // namespace

struct AuditChainer::State {
    explicit State(const asio::any_io_executor& executor)
        : timer(executor)
    {
    }
    asio::steady_timer timer;
    bool isStopped = false;
};

AuditChainer::AuditChainer(Database& database, const AuditKey& key, ChainerSettings settings)
    : database_(database)
    , key_(key)
    , settings_(settings)
{
}

AuditChainer::~AuditChainer()
{
    stop();
}

void AuditChainer::start()
{
    state_ = std::make_shared<State>(database_.executor());
    asio::co_spawn(database_.executor(), run(state_), asio::detached);
}

void AuditChainer::stop()
{
    if (!state_)
        return;
    state_->isStopped = true;
    state_->timer.cancel();
    state_.reset();
}

asio::awaitable<void> AuditChainer::run(std::shared_ptr<State> state)
{
    using Clock = std::chrono::steady_clock;
    auto sealAt = Clock::now() + settings_.sealEvery;
    std::string lastFault;
    while (!state->isStopped) {
        boost::system::error_code ignored;
        state->timer.expires_after(settings_.pause);
        co_await state->timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        if (state->isStopped)
            co_return;
        auto chained = co_await chainAll();
        if (chained && !state->isStopped && Clock::now() >= sealAt) {
            sealAt = Clock::now() + settings_.sealEvery;
            auto sealed = co_await sealAll();
            if (!sealed)
                chained = sealed.error();
        }
        const std::string fault = chained ? std::string() : chained.error().reason;
        if (!fault.empty() && fault != lastFault)
            spdlog::error("the audit was not chained: {}", fault);
        lastFault = fault;
    }
}

asio::awaitable<Result<std::int64_t>> AuditChainer::chainAll()
{
    std::int64_t all = 0;
    for (;;) {
        std::vector<Statement> statements(1);
        statements[0].sql = chainSql;
        statements[0].params = {std::to_string(batch)};
        auto done = co_await database_.write(Tenancy{}, std::move(statements));
        if (!done)
            co_return done.error();
        const std::int64_t chained = done->front().integer(0, 0);
        all += chained;
        if (chained < batch)
            co_return all;
    }
}

asio::awaitable<Result<int>> AuditChainer::sealAll()
{
    auto tenants =
        co_await database_.read(Tenancy{}, "SELECT n FROM app.tenant_numbers() AS numbers(n)");
    if (!tenants)
        co_return tenants.error();
    int sealed = 0;
    for (int row = 0; row < tenants->rowCount(); ++row) {
        auto one = co_await sealOne(static_cast<int>(tenants->integer(row, 0)));
        if (!one)
            co_return one.error();
        sealed += *one ? 1 : 0;
    }
    co_return sealed;
}

asio::awaitable<Result<bool>> AuditChainer::sealOne(int tenant)
{
    Tenancy tenancy;
    tenancy.tenant = tenant;
    const Params which{std::to_string(tenant)};
    auto head = co_await database_.read(tenancy, headSql, which);
    if (!head)
        co_return head.error();
    if (head->isEmpty() || head->integer(0, 0) == head->integer(0, 2))
        co_return false;
    const std::int64_t seq = head->integer(0, 0);
    const std::string hash = fromHex(head->text(0, 1).substr(2));
    std::vector<Statement> statements(1);
    statements[0].sql = sealSql;
    statements[0].params = {
        std::to_string(tenant),
        std::to_string(seq),
        toBytea(hash),
        key_.id(),
        toBytea(key_.sign(sealText(tenant, seq, hash)))};
    auto written = co_await database_.write(tenancy, std::move(statements));
    if (!written)
        co_return written.error();
    co_return true;
}

} // namespace tidemark::platform
