#include "sync/vault/blob_book.hpp"

#include "sync/sqlite/store_fault.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::string_view columns = "sha, report, size, mime, file, key, state, remote, done, "
                                     "attempts, next_at, fault, used_at";

std::string_view nameOf(BlobPlaceState state)
{
    switch (state) {
    case BlobPlaceState::local:
        return "local";
    case BlobPlaceState::fetching:
        return "fetching";
    case BlobPlaceState::here:
        break;
    }
    return "here";
}

BlobPlaceState stateOf(std::string_view name)
{
    if (name == "local")
        return BlobPlaceState::local;
    return name == "fetching" ? BlobPlaceState::fetching : BlobPlaceState::here;
}

std::string textOf(const Fault& fault)
{
    json::object object;
    object["code"] = tidemark::nameOf(fault.code);
    object["reason"] = fault.reason;
    object["cause"] = fault.cause;
    object["nextStep"] = fault.nextStep;
    return json::serialize(object);
}

std::optional<Fault> faultFrom(std::string_view text)
{
    boost::system::error_code failed;
    const auto value = json::parse({text.data(), text.size()}, failed);
    const auto* object = failed ? nullptr : value.if_object();
    if (object == nullptr)
        return std::nullopt;
    const auto part = [&](std::string_view key) {
        const auto* found = object->if_contains(key);
        return found != nullptr && found->is_string() ? std::string(found->get_string())
                                                      : std::string();
    };
    return Fault{faultCodeOf(part("code")), part("reason"), part("cause"), part("nextStep")};
}

LocalBlob readBlob(const Statement& row)
{
    LocalBlob blob;
    blob.sha256 = row.text(0);
    blob.report = row.uuid(1);
    blob.size = row.integer(2);
    blob.mime = row.text(3);
    blob.file = row.text(4);
    blob.key = Secret(row.blob(5));
    blob.state = stateOf(row.text(6));
    blob.remoteId = row.text(7);
    blob.done = row.integer(8);
    blob.attempts = static_cast<int>(row.integer(9));
    blob.nextTry = Timestamp{row.integer(10)};
    if (!row.isNull(11))
        blob.fault = faultFrom(row.text(11));
    blob.usedAt = Timestamp{row.integer(12)};
    return blob;
}

Result<std::vector<LocalBlob>> readAll(Statement& statement)
{
    std::vector<LocalBlob> blobs;
    auto more = statement.step();
    for (; more && *more; more = statement.step())
        blobs.push_back(readBlob(statement));
    if (!more)
        return more.error();
    return blobs;
}

} // namespace

Result<std::optional<LocalBlob>> BlobBook::find(const BlobKey& key)
{
    auto statement =
        db_.prepare("SELECT " + std::string(columns) + " FROM blob WHERE sha=? AND report=?");
    if (!statement)
        return statement.error();
    statement->bind(1, std::string_view(key.sha256)).bind(2, key.report);
    const auto row = statement->step();
    if (!row)
        return row.error();
    return *row ? std::optional<LocalBlob>(readBlob(*statement)) : std::optional<LocalBlob>();
}

Result<std::vector<LocalBlob>> BlobBook::all()
{
    auto statement = db_.prepare("SELECT " + std::string(columns) + " FROM blob ORDER BY used_at");
    if (!statement)
        return statement.error();
    return readAll(*statement);
}

Result<std::vector<LocalBlob>> BlobBook::ofReport(const Uuid& report)
{
    auto statement = db_.prepare("SELECT " + std::string(columns) + " FROM blob WHERE report=?");
    if (!statement)
        return statement.error();
    statement->bind(1, report);
    return readAll(*statement);
}

Result<std::vector<LocalBlob>> BlobBook::due(BlobPlaceState state, Timestamp now, std::int64_t most)
{
    auto statement = db_.prepare(
        "SELECT " + std::string(columns) +
        " FROM blob WHERE state=?1 AND (next_at<=?2 OR (next_at>?2+7200000000 AND next_at<>?3))"
        " ORDER BY next_at, used_at LIMIT ?4"
    );
    if (!statement)
        return statement.error();
    // Nothing is put off for two hours: then the clock was set back meanwhile.
    statement->bind(1, nameOf(state)).bind(2, now.micros).bind(3, waitsForPerson.micros);
    statement->bind(4, most);
    return readAll(*statement);
}

Result<std::optional<Timestamp>> BlobBook::nextDue(BlobPlaceState state)
{
    auto statement = db_.prepare("SELECT min(next_at) FROM blob WHERE state=? AND next_at<?");
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, nameOf(state)).bind(2, waitsForPerson.micros).step();
    if (!row)
        return row.error();
    if (!*row || statement->isNull(0))
        return std::optional<Timestamp>();
    return std::optional(Timestamp{statement->integer(0)});
}

Result<void> BlobBook::put(const LocalBlob& blob)
{
    auto statement = db_.prepare(
        "INSERT OR REPLACE INTO blob(" + std::string(columns) +
        ") VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)"
    );
    if (!statement)
        return statement.error();
    const std::string fault = blob.fault ? textOf(*blob.fault) : std::string();
    statement->bind(1, std::string_view(blob.sha256)).bind(2, blob.report).bind(3, blob.size);
    statement->bind(4, std::string_view(blob.mime)).bind(5, std::string_view(blob.file));
    statement->bindBlob(6, blob.key.reveal()).bind(7, nameOf(blob.state));
    statement->bind(8, std::string_view(blob.remoteId)).bind(9, blob.done);
    statement->bind(10, static_cast<std::int64_t>(blob.attempts)).bind(11, blob.nextTry.micros);
    if (blob.fault)
        statement->bind(12, std::string_view(fault));
    else
        statement->bind(12, nullptr);
    return statement->bind(13, blob.usedAt.micros).run();
}

Result<void> BlobBook::forget(const BlobKey& key)
{
    auto statement = db_.prepare("DELETE FROM blob WHERE sha=? AND report=?");
    if (!statement)
        return statement.error();
    return statement->bind(1, std::string_view(key.sha256)).bind(2, key.report).run();
}

Result<std::set<Uuid>> BlobBook::pinnedReports()
{
    auto statement = db_.prepare("SELECT report FROM blob_pin");
    if (!statement)
        return statement.error();
    std::set<Uuid> reports;
    auto more = statement->step();
    for (; more && *more; more = statement->step())
        reports.insert(statement->uuid(0));
    if (!more)
        return more.error();
    return reports;
}

Result<void> BlobBook::pin(const Uuid& report, bool isPinned)
{
    auto statement = db_.prepare(
        isPinned ? "INSERT OR IGNORE INTO blob_pin(report) VALUES(?)"
                 : "DELETE FROM blob_pin WHERE report=?"
    );
    if (!statement)
        return statement.error();
    return statement->bind(1, report).run();
}

Result<bool> BlobBook::hasLocal()
{
    const auto found = db_.integer("SELECT EXISTS(SELECT 1 FROM blob WHERE state='local')");
    if (!found)
        return found.error();
    return *found != 0;
}

Result<bool> BlobBook::isLocal(const std::set<std::string>& contents)
{
    for (const std::string& sha256 : contents) {
        auto statement = db_.prepare("SELECT 1 FROM blob WHERE sha=? AND state='local' LIMIT 1");
        if (!statement)
            return statement.error();
        const auto row = statement->bind(1, std::string_view(sha256)).step();
        if (!row || *row)
            return row;
    }
    return false;
}

std::set<std::string> contentsOf(std::span<const PushOp> ops)
{
    std::set<std::string> contents;
    for (const PushOp& op : ops) {
        const auto* content = op.entity == "attachment" ? op.set.if_contains("sha256") : nullptr;
        if (content != nullptr && content->is_string())
            contents.emplace(content->get_string());
    }
    return contents;
}

} // namespace tidemark::sync
