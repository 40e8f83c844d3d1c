#include "sync/mirror/pull_applier.hpp"

#include "models/core/seeded_fault.hpp"
#include "sync/mirror/mirror_schema.hpp"
#include "sync/mirror/scope_purge.hpp"

#include <boost/json/serialize.hpp>

#include <charconv>

namespace tidemark::sync {
namespace {

constexpr std::string_view rowsStart = R"({"f":"rows")";

Fault malformed(std::string_view what)
{
    return {
        FaultCode::corrupt,
        "malformed_frame",
        "The platform's answer cannot be read: " + std::string(what) + ".",
        "Synchronise again; if it stays, report it with the diagnostics."};
}

/// The next line without its `\n`; empty when there is none. Empty lines are skipped.
std::string_view takeLine(std::string_view& text)
{
    std::string_view line;
    while (line.empty() && !text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return line;
}

std::string_view lastLine(std::string_view text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.remove_suffix(1);
    const std::size_t before = text.rfind('\n');
    return before == std::string_view::npos ? text : text.substr(before + 1);
}

template <class FrameType>
std::optional<FrameType> frameOf(std::string_view line)
{
    auto frame = line.empty() ? Result<Frame>(Fault{}) : parseFrame(line);
    if (!frame || !std::holds_alternative<FrameType>(*frame))
        return std::nullopt;
    return std::get<FrameType>(*std::move(frame));
}

/// One pull answer on its way into the mirror.
class PullAnswer {
public:
    PullAnswer(const ApplyContext& context, HeadFrame head, EndFrame end)
        : context_(context)
        , head_(std::move(head))
        , end_(std::move(end))
    {
    }

    Result<PullApplied> apply(std::string_view frames);

private:
    [[nodiscard]] Result<void> applyLine(std::string_view line);
    [[nodiscard]] Result<void> applyRows(std::string_view line);
    [[nodiscard]] Result<void> applyFrame(const Frame& frame);
    [[nodiscard]] Result<void> keepResult(const PushResult& result);
    [[nodiscard]] Result<void> publish();
    [[nodiscard]] Result<void> verify();

    const ApplyContext& context_;
    HeadFrame head_;
    EndFrame end_;
    PullApplied applied_;
};

Result<PullApplied> PullAnswer::apply(std::string_view frames)
{
    if (head_.reads) {
        auto narrowed =
            narrowTo(context_.db, context_.rows, context_.scopes, *head_.reads, head_.projection);
        if (!narrowed)
            return narrowed.error();
    }
    for (auto line = takeLine(frames); !line.empty(); line = takeLine(frames)) {
        if (auto done = applyLine(line); !done)
            return done.error();
    }
    if (auto done = publish(); !done)
        return done.error();
    if (auto done = context_.ledger.flush(); !done)
        return done.error();
    if (auto done = verify(); !done)
        return done.error();
    if (!applied_.mismatched.empty()) {
        applied_.verdict = PullVerdict::digestMismatch;
        return applied_;
    }
    if (auto done = context_.rows.dropTombs(); !done)
        return done.error();
    applied_.cursor = {head_.history, head_.epoch, end_.to, end_.salt};
    if (!TIDEMARK_SEEDED(cursorApart)) {
        if (auto done = writeCursor(context_.db, applied_.cursor); !done)
            return done.error();
    }
    applied_.more = head_.more;
    applied_.changed = context_.rows.takeChanged();
    return std::move(applied_);
}

Result<void> PullAnswer::applyLine(std::string_view line)
{
    if (line.starts_with(rowsStart))
        return applyRows(line);
    auto frame = parseFrame(line);
    if (!frame) {
        if (frame.error().code == FaultCode::unsupported)
            return {}; // A kind of frame that this version does not know.
        return frame.error();
    }
    if (std::holds_alternative<RowsFrame>(*frame))
        return applyRows(line);
    return applyFrame(*frame);
}

Result<void> PullAnswer::applyRows(std::string_view line)
{
    bool isHeld = false;
    bool isOther = false;
    RowsTarget target;
    target.begin = [&](const RowsHead& head) -> Result<void> {
        isOther = head.entity == nullptr;
        isHeld = head.entity != nullptr && context_.scopes.standing(head.scope).has_value();
        return isHeld ? context_.rows.select(*head.entity, head.scope) : Result<void>();
    };
    target.row = [&](const RowBuffer& row) -> Result<void> {
        return isHeld ? context_.rows.pulled(row) : Result<void>();
    };
    if (auto done = readRowsFrame(line, target); !done)
        return done;
    return isOther ? context_.rows.others().put(line) : Result<void>();
}

Result<void> PullAnswer::applyFrame(const Frame& frame)
{
    if (const auto* grant = std::get_if<GrantFrame>(&frame)) {
        const auto isNew = context_.scopes.join(*grant);
        if (!isNew)
            return isNew.error();
        if (*isNew)
            applied_.joined.push_back(grant->scope);
    } else if (const auto* revoke = std::get_if<RevokeFrame>(&frame)) {
        if (context_.scopes.away().contains(revoke->scope))
            return loseAway(context_.db, context_.scopes, revoke->scope, revoke->rv);
        if (!context_.scopes.standing(revoke->scope))
            return {};
        applied_.revoked.push_back(revoke->scope);
        return purgeScope(context_.db, context_.rows, context_.scopes, revoke->scope, revoke->rv);
    } else if (const auto* gone = std::get_if<GoneFrame>(&frame)) {
        return context_.rows.gone(*gone);
    } else if (const auto* result = std::get_if<ResultFrame>(&frame)) {
        return keepResult(result->result);
    }
    return {};
}

Result<void> PullAnswer::keepResult(const PushResult& result)
{
    auto statement = context_.db.prepare(
        "INSERT INTO result(mid, body, cut) VALUES(?,?,?) ON CONFLICT(mid) DO UPDATE "
        "SET body=excluded.body, cut=excluded.cut WHERE body<>excluded.body"
    );
    if (!statement)
        return statement.error();
    applied_.results.push_back(result);
    const std::string body = boost::json::serialize(toJson(result));
    return statement->bind(1, result.mid).bind(2, std::string_view(body)).bind(3, end_.to).run();
}

Result<void> PullAnswer::publish()
{
    const auto ready = context_.scopes.ready(end_.to);
    if (!ready)
        return ready.error();
    for (const ScopeId scope : *ready) {
        if (auto done = context_.rows.unstage(scope); !done)
            return done;
        if (auto done = context_.scopes.publish(scope); !done)
            return done;
        applied_.published.push_back(scope);
    }
    if (!ready->empty()) {
        for (const EntityInfo* entity : mirroredEntities())
            context_.rows.changedAll(*entity);
    }
    return {};
}

Result<void> PullAnswer::verify()
{
    for (const ScopeDigest& theirs : end_.digest) {
        if (context_.scopes.standing(theirs.scope) != ScopeStanding::live)
            continue;
        const Recheck recheck = context_.scopes.recheck(theirs.scope);
        const bool isFuzzy =
            recheck == Recheck::patched && end_.to < context_.scopes.readyCut(theirs.scope);
        if (recheck == Recheck::wanted || isFuzzy)
            continue;
        const auto ours = context_.scopes.digest(theirs.scope);
        if (!ours)
            return ours.error();
        const bool agrees = ours->count == theirs.count && ours->sum == theirs.sum;
        if (!agrees && !TIDEMARK_SEEDED(digestIgnored)) {
            if (recheck != Recheck::givenUp)
                applied_.mismatched.push_back(theirs.scope);
            continue;
        }
        if (recheck != Recheck::none) {
            if (auto done = context_.scopes.setRecheck(theirs.scope, Recheck::none); !done)
                return done;
            applied_.mended.push_back(theirs.scope);
        }
        if (auto done = context_.scopes.verified(theirs.scope, end_.to); !done)
            return done;
    }
    return {};
}

} // namespace

Result<PageApplied> applyPageFrames(ScopeBook& scopes, RowApplier& rows, std::string_view frames)
{
    const auto page = frameOf<PageFrame>(lastLine(frames));
    if (!page)
        return malformed("the page lacks its end");
    PageApplied applied{.scope = page->scope, .entity = page->entity};
    applied.next = page->next ? page->next->toString() : std::string();
    applied.snapshotComplete = page->readyCut.has_value();
    if (scopes.standing(page->scope) != ScopeStanding::joining &&
        !(TIDEMARK_SEEDED(latePageTaken) && scopes.standing(page->scope)))
        return applied; // Late: the scope is complete, or gone.

    bool isOther = false;
    RowsTarget target;
    target.begin = [&](const RowsHead& head) -> Result<void> {
        if (head.scope != page->scope)
            return malformed("a page holds rows of another scope");
        isOther = head.entity == nullptr;
        return head.entity != nullptr ? rows.select(*head.entity, head.scope) : Result<void>();
    };
    target.row = [&](const RowBuffer& row) -> Result<void> {
        ++applied.rows;
        return rows.page(row);
    };
    for (auto line = takeLine(frames); !line.empty(); line = takeLine(frames)) {
        if (!line.starts_with(rowsStart) && !frameOf<RowsFrame>(line))
            continue;
        isOther = false;
        if (auto done = readRowsFrame(line, target); !done)
            return done.error();
        if (!isOther)
            continue;
        if (auto done = rows.others().put(line); !done)
            return done.error();
    }
    if (auto done = scopes.advance(*page); !done)
        return done.error();
    return applied;
}

Result<ChangedRows>
applyBackfillFrames(const ApplyContext& context, const Backfill& backfill, std::string_view frames)
{
    const auto page = frameOf<PageFrame>(lastLine(frames));
    if (!page || page->scope != backfill.scope)
        return malformed("the page lacks its end");
    bool isMeant = false;
    RowsTarget target;
    target.begin = [&](const RowsHead& head) -> Result<void> {
        isMeant = head.entity != nullptr && head.entity->name == backfill.entity;
        return isMeant ? context.rows.select(*head.entity, head.scope) : Result<void>();
    };
    target.row = [&](const RowBuffer& row) {
        return isMeant ? context.rows.refilled(row) : Result<void>();
    };
    for (auto line = takeLine(frames); !line.empty(); line = takeLine(frames)) {
        if (!line.starts_with(rowsStart))
            continue;
        if (auto done = readRowsFrame(line, target); !done)
            return done.error();
    }
    // A page may go on with the entities behind; ours is then complete.
    const bool isLast = page->entity != backfill.entity || !page->next;
    auto update = context.db.prepare(
        isLast ? "DELETE FROM backfill WHERE scope=?1 AND entity=?2"
               : "UPDATE backfill SET after=?3 WHERE scope=?1 AND entity=?2"
    );
    if (!update)
        return update.error();
    update->bind(1, backfill.scope).bind(2, std::string_view(backfill.entity));
    if (!isLast)
        update->bindBlob(3, page->next->bytes);
    if (auto done = update->run(); !done)
        return done.error();
    return context.rows.takeChanged();
}

Result<PullApplied> applyPullFrames(const ApplyContext& context, std::string_view frames)
{
    PullApplied refused;
    auto rest = frames;
    auto head = frameOf<HeadFrame>(takeLine(rest));
    auto end = frameOf<EndFrame>(lastLine(frames));
    const auto stored = readCursor(context.db);
    if (!stored)
        return stored.error();
    if (*stored)
        refused.cursor = **stored;
    if (!head || !end || head->to != end->to) {
        refused.verdict = PullVerdict::incomplete;
        return refused;
    }
    const bool isSame =
        *stored && (*stored)->history == head->history && (*stored)->epoch == head->epoch;
    if (!isSame && !(TIDEMARK_SEEDED(historyIgnored) && *stored)) {
        refused.verdict = PullVerdict::otherHistory;
        return refused;
    }
    const bool isNext = (*stored)->cut == head->from && head->to >= head->from;
    if (!isNext && !TIDEMARK_SEEDED(fromIgnored)) {
        refused.verdict = PullVerdict::notNext;
        return refused;
    }
    return PullAnswer(context, *std::move(head), *std::move(end)).apply(rest);
}

Result<std::optional<Cursor>> readCursor(Database& db)
{
    Cursor cursor;
    const auto history = readMeta(db, "history");
    if (!history)
        return history.error();
    if (history->empty())
        return std::optional<Cursor>();
    cursor.history = *history;
    for (auto& [key, value] : {std::pair{"epoch", &cursor.epoch}, std::pair{"cut", &cursor.cut}}) {
        const auto text = readMeta(db, key);
        if (!text)
            return text.error();
        std::from_chars(text->data(), text->data() + text->size(), *value);
    }
    auto salt = readMeta(db, "salt");
    if (!salt)
        return salt.error();
    cursor.salt = *std::move(salt);
    return std::optional(cursor);
}

Result<void> writeCursor(Database& db, const Cursor& cursor)
{
    const std::string epoch = std::to_string(cursor.epoch);
    const std::string cut = std::to_string(cursor.cut);
    for (const auto& [key, value] :
         {std::pair<std::string_view, std::string_view>{"history", cursor.history},
          {"epoch", epoch},
          {"cut", cut},
          {"salt", cursor.salt}}) {
        if (auto done = writeMeta(db, key, value); !done)
            return done;
    }
    return {};
}

} // namespace tidemark::sync
