#include "platform/audit/audit_export.hpp"

#include "models/core/json_reader.hpp"
#include "platform/identity/crypto.hpp"

#include <openssl/evp.h>

#include <array>
#include <memory>

namespace tidemark::platform {
namespace {

constexpr int pageRows = 500;
constexpr std::size_t longestLine = 16 * 1024 * 1024;

constexpr std::string_view pageSql =
    "SELECT c.seq, c.hash, app.audit_text(c.tenant_id, c.seq, e), coalesce((SELECT p.hash"
    " FROM app.audit_chain p WHERE p.tenant_id = c.tenant_id AND p.seq = c.seq - 1),"
    " decode(repeat('00', 32), 'hex'))"
    " FROM app.audit_chain c JOIN app.audit_entry e ON e.tenant_id = c.tenant_id"
    " AND e.id = c.entry_id WHERE c.tenant_id = $1::int AND c.seq > $2::bigint"
    " AND ($3::timestamptz IS NULL OR e.at >= $3::timestamptz)"
    " AND ($4::timestamptz IS NULL OR e.at < $4::timestamptz) ORDER BY c.seq LIMIT $5::int";

/// SHA-256 of what comes piece by piece.
class RunningDigest {
public:
    RunningDigest()
        : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free)
    {
        EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
    }

    void add(std::string_view text) { EVP_DigestUpdate(context_.get(), text.data(), text.size()); }

    [[nodiscard]] std::string hex()
    {
        Digest digest = {};
        unsigned size = 0;
        EVP_DigestFinal_ex(context_.get(), digest.data(), &size);
        return toHex(bytesOf(digest));
    }

private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

std::string textOrNull(const std::optional<std::string>& text)
{
    std::string json;
    if (!text)
        return "null";
    appendJsonText(json, *text);
    return json;
}

/// What is exported so far.
struct Export {
    Database& database;
    const AuditKey& key;
    int tenant = 0;
    ExportRange range = {};
    RunningDigest digest = {};
    std::int64_t seq = 0;
    std::int64_t entries = 0;
    bool isBegun = false;
    bool isEnded = false;

    asio::awaitable<Result<std::string>> next();
    std::string head() const;
    std::string end();
};

std::string Export::head() const
{
    return "{\"f\":\"head\",\"tenant\":" + std::to_string(tenant) +
           ",\"from\":" + textOrNull(range.from) + ",\"to\":" + textOrNull(range.to) + "}\n";
}

std::string Export::end()
{
    const std::string sum = digest.hex();
    return "{\"f\":\"end\",\"entries\":" + std::to_string(entries) + ",\"sha256\":\"" + sum +
           "\",\"keyId\":\"" + key.id() + "\",\"publicKey\":\"" + toHex(key.publicKey()) +
           "\",\"signature\":\"" + toHex(key.sign("tidemark audit export " + sum)) + "\"}\n";
}

asio::awaitable<Result<std::string>> Export::next()
{
    if (isEnded)
        co_return std::string();
    std::string lines;
    if (!isBegun)
        lines = head();
    isBegun = true;
    Tenancy tenancy;
    tenancy.tenant = tenant;
    Params part = {
        std::to_string(tenant),
        std::to_string(seq),
        range.from,
        range.to,
        std::to_string(pageRows)};
    auto page = co_await database.read(tenancy, pageSql, std::move(part));
    if (!page)
        co_return page.error();
    for (int row = 0; row < page->rowCount(); ++row) {
        seq = page->integer(row, 0);
        ++entries;
        lines += "{\"f\":\"entry\",\"seq\":\"" + std::to_string(seq) + "\",\"previous\":\"";
        lines += page->text(row, 3).substr(2);
        lines += "\",\"hash\":\"";
        lines += page->text(row, 1).substr(2);
        lines += "\",\"entry\":";
        lines += page->text(row, 2);
        lines += "}\n";
    }
    digest.add(lines);
    if (page->rowCount() < pageRows) {
        isEnded = true;
        lines += end();
    }
    co_return lines;
}

/// The text of a member in our own writing: `"key":"text"`.
std::string_view textMember(std::string_view line, std::string_view key)
{
    const std::string mark = '"' + std::string(key) + "\":\"";
    const std::size_t at = line.find(mark);
    if (at == line.npos)
        return {};
    const std::string_view rest = line.substr(at + mark.size());
    return rest.substr(0, rest.find('"'));
}

/// Reads the lines of an export, one after the other.
class ExportCheck {
public:
    explicit ExportCheck(std::string_view publicKey)
        : publicKey_(publicKey)
    {
    }

    void read(const std::string& line)
    {
        if (line.starts_with("{\"f\":\"entry\""))
            readEntry(line);
        else if (line.starts_with("{\"f\":\"end\""))
            readEnd(line);
        digest_.add(line);
        digest_.add("\n");
    }

    AuditProof take()
    {
        if (!isEnded_)
            flaw("cut_off", "The file has no end.");
        return std::move(proof_);
    }

private:
    void readEntry(const std::string& line)
    {
        static constexpr std::string_view mark = "\"entry\":{";
        const std::size_t at = line.find(mark);
        if (isEnded_ || at == line.npos || line.size() > longestLine) {
            flaw("changed", "A line is not as it was written.");
            return;
        }
        const std::string_view entry =
            std::string_view(line).substr(at + mark.size() - 1, line.size() - at - mark.size());
        const std::string previous(textMember(line, "previous"));
        const std::string hash(textMember(line, "hash"));
        seq_ = std::strtoll(std::string(textMember(line, "seq")).c_str(), nullptr, 10);
        if (toHex(bytesOf(sha256(fromHex(previous) + std::string(entry)))) != hash)
            flaw("changed", "The entry is not what was written.");
        if (!head_.empty() && seq_ == lastSeq_ + 1 && previous != head_)
            flaw("changed", "The entry does not follow the one before it.");
        lastSeq_ = seq_;
        head_ = hash;
        ++proof_.entries;
    }

    void readEnd(const std::string& line)
    {
        isEnded_ = true;
        proof_.head = head_;
        const std::string sum = digest_.hex();
        const bool isSame = textMember(line, "sha256") == sum;
        const std::string signature = fromHex(textMember(line, "signature"));
        ++proof_.seals;
        if (!isSame || !isAuditSignature(publicKey_, "tidemark audit export " + sum, signature))
            flaw("bad_seal", "The file is not what the platform signed.");
    }

    void flaw(std::string reason, std::string cause)
    {
        if (proof_.flaws.size() < 20)
            proof_.flaws.push_back({seq_, std::move(reason), std::move(cause)});
    }

    std::string publicKey_;
    RunningDigest digest_;
    AuditProof proof_;
    std::string head_;
    std::int64_t seq_ = 0;
    std::int64_t lastSeq_ = 0;
    bool isEnded_ = false;
};

} // namespace

BodyProducer exportAudit(Database& database, const AuditKey& key, int tenant, ExportRange range)
{
    const auto state =
        std::make_shared<Export>(Export{database, key, tenant, std::move(range), RunningDigest()});
    return [state]() { return state->next(); };
}

AuditProof proveExport(std::istream& lines, std::string_view publicKey)
{
    ExportCheck check(publicKey);
    for (std::string line; std::getline(lines, line);)
        check.read(line);
    return check.take();
}

} // namespace tidemark::platform
