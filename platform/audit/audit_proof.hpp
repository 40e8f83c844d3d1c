// Proves that the audit of a tenant is whole: every entry, in its order, as it was written.
#pragma once

#include "platform/audit/audit_key.hpp"
#include "platform/database/database.hpp"

#include <string>
#include <vector>

namespace tidemark::platform {

/// What is wrong at one place of the chain.
struct AuditFlaw {
    std::int64_t seq = 0;
    std::string reason = {}; ///< `changed`, `missing`, `gap`, `cut_off`, `bad_seal`, `not_chained`
    std::string cause = {};
};

struct AuditProof {
    std::int64_t entries = 0;
    std::string head = {};             ///< Hash of the newest entry, in hexadecimal digits.
    int seals = 0;                     ///< Signatures that were checked.
    std::vector<AuditFlaw> flaws = {}; ///< The first ones only.

    [[nodiscard]] bool isWhole() const { return flaws.empty(); }
};

/// Reads the whole chain and checks each hash, each seal of our own key, and that nothing is left
/// out: neither inside, nor at the end, nor waiting for longer than a minute.
[[nodiscard]] asio::awaitable<Result<AuditProof>>
proveAudit(Database& database, const AuditKey& key, int tenant);

} // namespace tidemark::platform
