// Binds each entry of the audit to those before it, and signs the newest now and then.
#pragma once

#include "platform/audit/audit_key.hpp"
#include "platform/database/database.hpp"

#include <chrono>
#include <memory>

namespace tidemark::platform {

struct ChainerSettings {
    std::chrono::milliseconds pause{500}; ///< Between two looks.
    std::chrono::seconds sealEvery{60};
};

/// Runs in every server; the database lets one at a time do it.
class AuditChainer {
public:
    AuditChainer(Database& database, const AuditKey& key, ChainerSettings settings = {});
    ~AuditChainer();
    AuditChainer(const AuditChainer&) = delete;
    AuditChainer& operator=(const AuditChainer&) = delete;

    void start();
    void stop();

    /// Chains all that is pending; how many entries.
    [[nodiscard]] asio::awaitable<Result<std::int64_t>> chainAll();

    /// Signs the newest hash of every tenant whose chain grew; how many.
    [[nodiscard]] asio::awaitable<Result<int>> sealAll();

private:
    struct State;

    [[nodiscard]] asio::awaitable<Result<bool>> sealOne(int tenant);
    [[nodiscard]] asio::awaitable<void> run(std::shared_ptr<State> state);

    Database& database_;
    const AuditKey& key_;
    ChainerSettings settings_;
    std::shared_ptr<State> state_;
};

} // namespace tidemark::platform
