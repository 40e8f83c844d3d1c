#include "app/platform/audit_command.hpp"

#include "platform/audit/audit_chainer.hpp"
#include "platform/audit/audit_export.hpp"
#include "platform/audit/audit_proof.hpp"
#include "platform/identity/server_key.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdio>
#include <fstream>

namespace tidemark::platform {
namespace {

constexpr int altered = 2;

void print(const std::string& name, const AuditProof& proof)
{
    std::printf(
        "%s: %s, %lld entries, %d signatures, newest hash %s\n",
        name.c_str(),
        proof.isWhole() ? "whole" : "ALTERED",
        static_cast<long long>(proof.entries),
        proof.seals,
        proof.head.c_str()
    );
    for (const AuditFlaw& flaw : proof.flaws)
        std::printf(
            "  number %lld: %s [%s]\n",
            static_cast<long long>(flaw.seq),
            flaw.cause.c_str(),
            flaw.reason.c_str()
        );
}

asio::awaitable<Result<int>> proveAll(Database& database, const AuditKey& key)
{
    AuditChainer chainer(database, key);
    auto chained = co_await chainer.chainAll();
    if (!chained)
        co_return chained.error();
    auto tenants =
        co_await database.read(Tenancy{}, "SELECT n FROM app.tenant_numbers() AS numbers(n)");
    if (!tenants)
        co_return tenants.error();
    int code = 0;
    for (int row = 0; row < tenants->rowCount(); ++row) {
        const int tenant = static_cast<int>(tenants->integer(row, 0));
        auto proof = co_await proveAudit(database, key, tenant);
        if (!proof)
            co_return proof.error();
        print("tenant " + std::to_string(tenant), *proof);
        code = proof->isWhole() ? code : altered;
    }
    co_return code;
}

} // namespace

Result<int> proveAudits(const Options& options, const DatabasePlace& place)
{
    auto secret = loadServerKey(options.data / "platform.key");
    if (!secret)
        return secret.error();
    const AuditKey key(*secret);
    boost::asio::io_context io{1};
    DatabaseSettings settings;
    settings.connection = place.app;
    settings.statementTimeout = std::chrono::minutes(5);
    Database database(io.get_executor(), settings);
    Result<int> outcome = 0;
    auto done = [&](std::exception_ptr thrown, Result<int> code) {
        if (thrown)
            std::rethrow_exception(thrown);
        outcome = code;
        database.close();
        io.stop();
    };
    boost::asio::co_spawn(io, proveAll(database, key), done);
    io.run();
    return outcome;
}

Result<int> proveAuditFile(const std::string& file, const std::string& key)
{
    std::ifstream lines(file, std::ios::binary);
    if (!lines)
        return Fault{
            FaultCode::notFound,
            "file_missing",
            "The file " + file + " cannot be read.",
            "Check its name."};
    const AuditProof proof = proveExport(lines, fromHex(key));
    print(file, proof);
    return proof.isWhole() ? 0 : altered;
}

} // namespace tidemark::platform
