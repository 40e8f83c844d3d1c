#include "sync/rows/row_windows.hpp"

#include "sync/mirror/mirror_schema.hpp"
#include "sync/rows/list_book.hpp"
#include "sync/rows/overlay.hpp"
#include "sync/rows/scope_locks.hpp"

#include <algorithm>
#include <chrono>

namespace tidemark::sync {
namespace {

Fault badWindow()
{
    return {
        FaultCode::invalid,
        "malformed_window",
        "A window begins at 0 or later and has at most 500 rows.",
        "Ask for fewer rows."};
}

/// Few enough rows of each entity to follow one by one.
bool isFew(const ChangedRows& rows)
{
    return std::all_of(rows.begin(), rows.end(), [](const auto& entry) {
        return entry.second && entry.second->size() <= changedIdsMax;
    });
}

ChangedRows limited(ChangedRows rows)
{
    for (auto& [entity, ids] : rows) {
        if (ids && ids->size() > changedIdsMax)
            ids.reset();
    }
    return rows;
}

} // namespace

class RowWindows::Parts {
public:
    explicit Parts(MirrorReader given)
        : reader(std::move(given))
        , overlay(reader.database())
        , book(reader.database(), overlay)
        , locks(reader.database())
    {
        static_cast<void>(locks.start()); // What fails here fails again at the first question.
    }

    MirrorReader reader;
    Overlay overlay;
    ListBook book;
    ScopeLocks locks;
    std::set<Mid> hidden;
};

RowWindows::RowWindows(MirrorReader reader)
    : parts_(std::make_unique<Parts>(std::move(reader)))
{
}

RowWindows::RowWindows(RowWindows&&) noexcept = default;
RowWindows::~RowWindows() = default;

Result<RowWindow> RowWindows::window(const MirrorQuery& query)
{
    if (query.offset < 0 || query.limit < 0 || query.limit > windowRowsMax)
        return badWindow();
    const auto list = readListQuery(query);
    if (!list)
        return list.error();
    if (auto done = parts_->book.open(); !done)
        return done.error();
    auto answer = windowOf(*list, query);
    parts_->book.close();
    return answer;
}

Result<RowWindow> RowWindows::windowOf(const ListQuery& list, const MirrorQuery& query)
{
    auto sources = parts_->book.sources(*list.entity);
    if (!sources)
        return sources.error();
    const auto state = parts_->book.state(list);
    if (!state)
        return state.error();
    if (auto done = parts_->book.reader().ensureTotal(**state, *sources); !done)
        return done.error();
    RowWindow window{.total = *(*state)->total, .offset = query.offset};
    if (window.offset >= window.total)
        window.offset = std::max<std::int64_t>(0, window.total - query.limit);
    if (auto done = parts_->book.reader().readWindow(**state, *sources, query.limit, window); !done)
        return done.error();
    parts_->book.askForIndex(**state);
    const auto cursor = parts_->reader.cursor();
    if (!cursor)
        return cursor.error();
    window.cut = *cursor ? (*cursor)->cut : 0;
    return window;
}

Result<std::string> RowWindows::get(std::string_view entity, const Uuid& id)
{
    MirrorQuery query;
    query.entity = entity;
    const auto list = readListQuery(query);
    if (!list)
        return list.error();
    if (auto done = parts_->book.open(); !done)
        return done.error();
    auto row = Result<std::string>(std::string());
    const auto sources = parts_->book.sources(*list->entity);
    if (sources)
        row = parts_->book.reader().readRow(*list, *sources, id);
    else
        row = sources.error();
    parts_->book.close();
    if (row && row->empty())
        return Fault{
            FaultCode::notFound,
            "no_such_row",
            "This row is not on this device.",
            "It may have been deleted; open the list again."};
    return row;
}

Result<MirrorSum> RowWindows::sum(const MirrorQuery& query, std::string_view field)
{
    const auto list = readListQuery(query);
    if (!list)
        return list.error();
    const FieldInfo* column = queryField(*list->entity, field);
    if (column == nullptr ||
        (column->kind != FieldKind::integer && column->kind != FieldKind::decimal))
        return Fault{
            FaultCode::invalid,
            "not_a_number",
            "This field cannot be added up.",
            "Choose a field with numbers."};
    if (auto done = parts_->book.open(); !done)
        return done.error();
    auto result = Result<MirrorSum>(MirrorSum{});
    if (const auto sources = parts_->book.sources(*list->entity))
        result = parts_->book.reader().sum(*list, *sources, *column);
    else
        result = sources.error();
    parts_->book.close();
    return result;
}

Result<void> RowWindows::setPending(std::span<const PendingMutation> pending)
{
    std::vector<PendingMutation> shown;
    if (!parts_->hidden.empty()) {
        const auto isShown = [this](const PendingMutation& one) { return !isHidden(one.mid); };
        std::copy_if(pending.begin(), pending.end(), std::back_inserter(shown), isShown);
        pending = shown;
    }
    parts_->book.forgetAll();
    if (auto done = parts_->book.open(); !done)
        return done;
    parts_->overlay.set(pending);
    auto done = parts_->overlay.rebuild(parts_->overlay.all());
    parts_->book.close();
    return done;
}

Result<ChangedRows> RowWindows::pendingChanged(const PendingMutation& mutation)
{
    if (isHidden(mutation.mid))
        return ChangedRows{};
    if (auto done = parts_->book.open(); !done)
        return done.error();
    ChangedRows touched;
    for (const PushOp& op : mutation.mutation.ops)
        touched.try_emplace(op.entity, std::vector<Uuid>{}).first->second->push_back(op.id);
    auto done = parts_->book.moving(touched, isFew(touched), [&]() -> Result<void> {
        return parts_->overlay.rebuild(parts_->overlay.put(mutation));
    });
    parts_->book.close();
    if (!done)
        return done.error();
    return limited(std::move(touched));
}

Result<ChangedRows> RowWindows::pendingGone(std::span<const Mid> mids)
{
    if (auto done = parts_->book.open(); !done)
        return done.error();
    const ChangedRows touched = parts_->overlay.touchedBy(mids);
    auto done = parts_->book.moving(touched, isFew(touched), [&]() -> Result<void> {
        return parts_->overlay.rebuild(parts_->overlay.drop(mids));
    });
    parts_->book.close();
    if (!done)
        return done.error();
    return limited(touched);
}

Result<void> RowWindows::mirrorChanged(const ChangedRows& changed)
{
    const bool knowsBefore = parts_->book.isHeld();
    const ChangedRows images = parts_->overlay.affectedBy(changed);
    ChangedRows rows = changed;
    for (const auto& [entity, ids] : images) {
        auto& known = rows.try_emplace(entity, std::vector<Uuid>{}).first->second;
        if (!ids)
            known.reset();
        else if (known)
            known->insert(known->end(), ids->begin(), ids->end());
    }
    if (!knowsBefore) {
        if (auto opened = parts_->book.open(); !opened)
            return opened;
    }
    bool isOneStep = true;
    auto done = parts_->book.moving(rows, knowsBefore, [&]() -> Result<void> {
        const auto advanced = parts_->book.advance();
        if (!advanced)
            return advanced.error();
        isOneStep = *advanced;
        return parts_->overlay.rebuild(images);
    });
    if (!isOneStep) // More has happened than we were told: places cannot be followed.
        parts_->book.forgetAll();
    parts_->book.close();
    return done;
}

Result<void> RowWindows::lock(std::span<const ScopeId> scopes, std::set<Mid> work)
{
    parts_->hidden = std::move(work);
    parts_->book.forgetAll();
    if (auto done = parts_->book.open(); !done)
        return done;
    auto done = parts_->locks.set(scopes);
    parts_->book.close();
    return done;
}

const std::set<ScopeId>& RowWindows::lockedScopes() const
{
    return parts_->locks.locked();
}

bool RowWindows::isHidden(Mid mid) const
{
    return parts_->hidden.contains(mid);
}

void RowWindows::rebase(PushOp& op)
{
    const EntityInfo* entity = mirroredEntity(op.entity);
    if (entity == nullptr || op.kind == PushOpKind::create)
        return;
    const auto image = RowImage::fromMirror(parts_->reader.database(), *entity, op.id);
    op.base.clear();
    op.baseRv.reset();
    if (!image || !*image)
        return;
    const auto row = (*image)->toJson();
    op.baseRv = (*image)->value(1).integer;
    for (const auto& [field, value] : op.set) {
        if (const auto* base = row.if_contains(field))
            op.base[field] = *base;
    }
}

std::vector<IndexWish> RowWindows::takeIndexWishes()
{
    return parts_->book.takeWishes();
}

void RowWindows::indexBuilt(std::string_view entity)
{
    parts_->book.indexBuilt(entity);
}

bool RowWindows::prepareScrolling(int budgetMillis)
{
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::milliseconds(budgetMillis);
    return parts_->book.prepare([end] { return Clock::now() < end; });
}

MirrorReader& RowWindows::reader()
{
    return parts_->reader;
}

} // namespace tidemark::sync
