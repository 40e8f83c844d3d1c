#include "platform/audit/audit_proof.hpp"

#include "platform/identity/crypto.hpp"

#include <map>

namespace tidemark::platform {
namespace {

constexpr int pageRows = 1000;
constexpr std::size_t mostFlaws = 20;

constexpr std::string_view pageSql =
    "SELECT c.seq, c.hash, CASE WHEN e.id IS NOT NULL"
    " THEN app.audit_text(c.tenant_id, c.seq, e) END, c.entry_id"
    " FROM app.audit_chain c LEFT JOIN app.audit_entry e ON e.tenant_id = c.tenant_id"
    " AND e.id = c.entry_id WHERE c.tenant_id = $1::int AND c.seq > $2::bigint"
    " ORDER BY c.seq LIMIT $3::int";
constexpr std::string_view sealsSql =
    "SELECT seq, hash, key_id, signature FROM app.audit_seal WHERE tenant_id = $1::int"
    " ORDER BY seq";
constexpr std::string_view leftOutSql =
    "SELECT e.id FROM app.audit_entry e WHERE e.tenant_id = $1::int"
    " AND e.created_at < now() - interval '1 minute' AND NOT EXISTS ("
    "   SELECT FROM app.audit_chain c WHERE c.tenant_id = e.tenant_id AND c.entry_id = e.id)"
    " LIMIT 20";

struct Seal {
    std::string hash = {};
    std::string keyId = {};
    std::string signature = {};
};

/// Walks along one chain.
class Walk {
public:
    Walk(const AuditKey& key, int tenant)
        : key_(key)
        , tenant_(tenant)
    {
    }

    void addSeals(const ResultSet& rows)
    {
        for (int row = 0; row < rows.rowCount(); ++row)
            seals_[rows.integer(row, 0)] = Seal{
                fromHex(rows.text(row, 1).substr(2)),
                std::string(rows.text(row, 2)),
                fromHex(rows.text(row, 3).substr(2))};
    }

    void step(const ResultSet& rows, int row)
    {
        const std::int64_t seq = rows.integer(row, 0);
        const std::string hash = fromHex(rows.text(row, 1).substr(2));
        if (seq != seq_ + 1)
            flaw(seq, "gap", "Entries before number " + std::to_string(seq) + " are gone.");
        const auto text = rows.at(row, 2);
        if (!text)
            flaw(seq, "missing", "The entry " + std::string(rows.text(row, 3)) + " is gone.");
        else if (bytesOf(sha256(head_ + std::string(*text))) != hash && seq == seq_ + 1)
            flaw(seq, "changed", "The entry is not what was written.");
        seq_ = seq;
        head_ = hash;
        ++proof_.entries;
        checkSeal(seq);
    }

    void end()
    {
        if (!seals_.empty() && seals_.rbegin()->first > seq_)
            flaw(
                seals_.rbegin()->first,
                "cut_off",
                "Entries up to number " + std::to_string(seals_.rbegin()->first) +
                    " were sealed, and the newest are gone."
            );
        proof_.head = toHex(head_);
    }

    void flaw(std::int64_t seq, std::string reason, std::string cause)
    {
        if (proof_.flaws.size() < mostFlaws)
            proof_.flaws.push_back({seq, std::move(reason), std::move(cause)});
    }

    [[nodiscard]] std::int64_t seq() const { return seq_; }
    [[nodiscard]] AuditProof take() { return std::move(proof_); }

private:
    /// Seals of another key are of before the platform's key was replaced: nobody can check them.
    void checkSeal(std::int64_t seq)
    {
        const auto found = seals_.find(seq);
        if (found == seals_.end() || found->second.keyId != key_.id())
            return;
        ++proof_.seals;
        const std::string text = sealText(tenant_, seq, head_);
        if (!isAuditSignature(key_.publicKey(), text, found->second.signature))
            flaw(seq, "bad_seal", "The platform signed another chain than this one.");
    }

    const AuditKey& key_;
    int tenant_;
    std::map<std::int64_t, Seal> seals_;
    std::int64_t seq_ = 0;
    std::string head_ = std::string(32, '\0');
    AuditProof proof_;
};

} // namespace

asio::awaitable<Result<AuditProof>> proveAudit(Database& database, const AuditKey& key, int tenant)
{
    Tenancy tenancy;
    tenancy.tenant = tenant;
    Walk walk(key, tenant);
    const Params whose{std::to_string(tenant)};
    auto seals = co_await database.read(tenancy, sealsSql, whose);
    if (!seals)
        co_return seals.error();
    walk.addSeals(*seals);
    for (bool isMore = true; isMore;) {
        Params part = {
            std::to_string(tenant), std::to_string(walk.seq()), std::to_string(pageRows)};
        auto page = co_await database.read(tenancy, pageSql, std::move(part));
        if (!page)
            co_return page.error();
        for (int row = 0; row < page->rowCount(); ++row)
            walk.step(*page, row);
        isMore = page->rowCount() == pageRows;
    }
    walk.end();
    auto leftOut = co_await database.read(tenancy, leftOutSql, whose);
    if (!leftOut)
        co_return leftOut.error();
    for (int row = 0; row < leftOut->rowCount(); ++row)
        walk.flaw(
            0, "not_chained", "The entry " + std::string(leftOut->text(row, 0)) + " is in no chain."
        );
    co_return walk.take();
}

} // namespace tidemark::platform
