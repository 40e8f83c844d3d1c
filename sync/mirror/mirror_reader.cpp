#include "sync/mirror/mirror_reader.hpp"

#include "sync/mirror/mirror_schema.hpp"
#include "sync/mirror/pull_applier.hpp"

#include <boost/json/parse.hpp>

namespace tidemark::sync {

MirrorReader::MirrorReader(Database db)
    : db_(std::move(db))
{
}

Result<std::optional<Cursor>> MirrorReader::cursor()
{
    return readCursor(db_);
}

Result<std::vector<ScopeState>> MirrorReader::scopes()
{
    return readScopes(db_);
}

Result<bool> MirrorReader::isJoining()
{
    const auto joining =
        db_.integer("SELECT EXISTS(SELECT 1 FROM scope WHERE standing='joining' OR recheck IN(1,2))"
        );
    if (!joining)
        return joining.error();
    return *joining != 0;
}

Result<std::optional<std::int64_t>> MirrorReader::visibleRv(std::string_view entity, const Uuid& id)
{
    const EntityInfo* info = mirroredEntity(entity);
    if (info == nullptr)
        return std::optional<std::int64_t>();
    auto statement = db_.prepare(
        "SELECT rv FROM " + tableOf(*info) +
        " WHERE id=? AND _scope IN (SELECT id FROM scope WHERE standing='live')"
    );
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, id).step();
    if (!row)
        return row.error();
    return *row ? std::optional(statement->integer(0)) : std::nullopt;
}

Result<std::set<std::string>> MirrorReader::readableEntities()
{
    const auto kept = readMeta(db_, "reads");
    if (!kept)
        return kept.error();
    std::set<std::string> names;
    std::string_view rest = *kept;
    for (auto end = rest.find(','); end != rest.npos; end = rest.find(',')) {
        names.emplace(rest.substr(0, end));
        rest.remove_prefix(end + 1);
    }
    return names;
}

Result<std::optional<ScopeId>> MirrorReader::scopeOf(std::string_view entity, const Uuid& id)
{
    const EntityInfo* info = mirroredEntity(entity);
    if (info == nullptr)
        return std::optional<ScopeId>();
    auto statement = db_.prepare("SELECT _scope FROM " + tableOf(*info) + " WHERE id=?");
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, id).step();
    if (!row)
        return row.error();
    return *row ? std::optional(statement->integer(0)) : std::nullopt;
}

Result<std::vector<PushResult>> MirrorReader::results()
{
    auto statement = db_.prepare("SELECT body FROM result ORDER BY mid");
    if (!statement)
        return statement.error();
    std::vector<PushResult> results;
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        boost::system::error_code failed;
        const auto body = boost::json::parse(statement->text(0), failed);
        auto result = readPushResult(body);
        if (failed || !result)
            return Fault{
                FaultCode::corrupt,
                "store_damaged",
                "An answer in the local copy is damaged.",
                "Restart Tidemark; the local copy is fetched again."};
        results.push_back(*std::move(result));
    }
    if (!more)
        return more.error();
    return results;
}

Result<std::vector<SyncEvent>> MirrorReader::events(const EventQuery& query)
{
    return readEvents(db_, query);
}

Result<void> MirrorReader::check(
    CheckPlace& place, std::chrono::milliseconds budget, const std::atomic_bool* stop
)
{
    return checkFurther(
        db_, place, "Wait while the local copy is fetched again; unsent work is safe.", budget, stop
    );
}

std::int64_t MirrorReader::bytes() const
{
    return db_.fileBytes() + db_.logBytes();
}

Result<std::int64_t> MirrorReader::usedBytes()
{
    const auto unused = db_.integer("PRAGMA freelist_count");
    const auto pages = db_.integer("PRAGMA page_count");
    const auto size = db_.integer("PRAGMA page_size");
    if (!unused || !pages || !size)
        return !unused ? unused.error() : !pages ? pages.error() : size.error();
    return (*pages - *unused) * *size;
}

} // namespace tidemark::sync
