#include "sync/rows/row_windows.hpp"

#include "sync/mirror/mirror_schema.hpp"
#include "sync/rows/list_reader.hpp"
#include "sync/rows/overlay.hpp"

#include <algorithm>
#include <chrono>
#include <list>
#include <utility>

namespace tidemark::sync {
namespace {

constexpr std::size_t listsMost = 16;
/// Lists above get anchors, an index of their own, and a held view.
constexpr std::int64_t bigList = 20'000;
/// A view of this log's end keeps it from starting over; a view taken anew, once the writer has
/// moved it all into the file, does not.
constexpr std::int64_t logBytesMost = 8LL * 1024 * 1024;

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
        , lists(reader.database())
    {
    }

    /// All that one call reads belongs to one moment. What was learnt at another is forgotten.
    Result<void> open()
    {
        if (auto done = prepare(); !done)
            return done;
        if (reader.database().isInTransaction())
            return {};
        const std::int64_t before = view;
        if (auto done = begin(); !done)
            return done;
        if (view != before)
            forgetLists();
        return {};
    }
    /// While a big list has anchors, the moment is held on to: when rows change, their old places
    /// can still be asked for.
    void close()
    {
        const bool holds = std::any_of(states.begin(), states.end(), [](const ListState& list) {
            return list.anchors().size() > 1;
        });
        if (!holds) {
            leave();
        } else if (reader.database().logBytes() > logBytesMost) {
            leave();
            static_cast<void>(open());
        }
    }
    void leave()
    {
        if (reader.database().isInTransaction())
            static_cast<void>(reader.database().execute("COMMIT"));
    }
    /// Goes on to the newest moment. True: exactly one step of the writer lies between, or none.
    Result<bool> advance()
    {
        const std::int64_t before = view;
        leave();
        if (auto done = begin(); !done)
            return done.error();
        return view == before || view == before + 1;
    }
    void forgetLists()
    {
        for (ListState& list : states)
            list.forget();
    }

    Result<ListSources> sources(const EntityInfo& entity)
    {
        const auto joining = lists.isJoining();
        if (!joining)
            return joining.error();
        return ListSources{.isJoining = *joining, .hasOverlay = !overlay.isEmpty(entity)};
    }

    Result<ListState*> state(const ListQuery& query)
    {
        for (auto at = states.begin(); at != states.end(); ++at) {
            if (at->query().text == query.text) {
                states.splice(states.begin(), states, at);
                return &states.front();
            }
        }
        const auto hasIndex = lists.hasIndex(query);
        if (!hasIndex)
            return hasIndex.error();
        states.emplace_front(query);
        states.front().hasIndex = *hasIndex;
        if (states.size() > listsMost)
            states.pop_back();
        return &states.front();
    }

    void askForIndex(const ListState& list)
    {
        const ListQuery& query = list.query();
        if (list.hasIndex || list.total.value_or(0) < bigList || query.sort.size() != 1)
            return;
        const IndexWish wish{query.entity->name, query.sort.front().field->name};
        if (std::find(asked.begin(), asked.end(), wish) != asked.end())
            return;
        asked.push_back(wish);
        wishes.push_back(wish);
    }

    /// Runs `change`, which makes `rows` look different, and moves the lists with it.
    template <class Change>
    Result<void> moving(const ChangedRows& rows, bool knowsBefore, Change change)
    {
        struct Moved {
            ListState* list;
            std::vector<ListPosition> left;
        };
        std::vector<Moved> moved;
        for (ListState& list : states) {
            const auto found = rows.find(list.query().entity->name);
            if (found == rows.end())
                continue;
            if (!knowsBefore || !found->second || found->second->empty()) {
                list.forget();
                continue;
            }
            auto left = placesOf(list, *found->second);
            if (!left)
                return left.error();
            moved.push_back({&list, *std::move(left)});
        }
        if (auto done = change(); !done)
            return done;
        for (Moved& move : moved) {
            const auto came = placesOf(*move.list, *rows.at(move.list->query().entity->name));
            if (!came)
                return came.error();
            move.list->shift(move.left, *came);
        }
        return {};
    }

    MirrorReader reader;
    Overlay overlay;
    ListReader lists;
    std::list<ListState> states;   // The one asked for last comes first.
    std::vector<IndexWish> wishes; // Not taken yet.
    std::vector<IndexWish> asked;  // Once is enough, until the index is there.

    std::int64_t view = 0; // The writer's count of steps at the moment that is read.

private:
    Result<void> begin()
    {
        if (auto done = reader.database().execute("BEGIN"); !done)
            return done;
        auto count =
            reader.database().prepare("SELECT CAST(v AS INTEGER) FROM main.meta WHERE k='view'");
        if (!count)
            return count.error();
        const auto row = count->step();
        if (!row)
            return row.error();
        view = *row ? count->integer(0) : 0;
        return {};
    }
    Result<void> prepare()
    {
        if (isPrepared_)
            return {};
        auto done = addFoldFunction(reader.database());
        isPrepared_ = done.has_value();
        return done;
    }
    Result<std::vector<ListPosition>> placesOf(const ListState& list, std::span<const Uuid> ids)
    {
        auto from = sources(*list.query().entity);
        if (!from)
            return from.error();
        from->fewMatches = list.fewMatches;
        return lists.positionsOf(list, *from, ids);
    }

    bool isPrepared_ = false;
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
    if (auto done = parts_->open(); !done)
        return done.error();
    auto answer = windowOf(*list, query);
    parts_->close();
    return answer;
}

Result<RowWindow> RowWindows::windowOf(const ListQuery& list, const MirrorQuery& query)
{
    auto sources = parts_->sources(*list.entity);
    if (!sources)
        return sources.error();
    const auto state = parts_->state(list);
    if (!state)
        return state.error();
    if (auto done = parts_->lists.ensureTotal(**state, *sources); !done)
        return done.error();
    RowWindow window{.total = *(*state)->total, .offset = query.offset};
    if (window.offset >= window.total)
        window.offset = std::max<std::int64_t>(0, window.total - query.limit);
    if (auto done = parts_->lists.readWindow(**state, *sources, query.limit, window); !done)
        return done.error();
    parts_->askForIndex(**state);
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
    if (auto done = parts_->open(); !done)
        return done.error();
    auto row = Result<std::string>(std::string());
    const auto sources = parts_->sources(*list->entity);
    if (sources)
        row = parts_->lists.readRow(*list, *sources, id);
    else
        row = sources.error();
    parts_->close();
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
    if (auto done = parts_->open(); !done)
        return done.error();
    auto result = Result<MirrorSum>(MirrorSum{});
    if (const auto sources = parts_->sources(*list->entity))
        result = parts_->lists.sum(*list, *sources, *column);
    else
        result = sources.error();
    parts_->close();
    return result;
}

Result<void> RowWindows::setPending(std::span<const PendingMutation> pending)
{
    for (ListState& list : parts_->states)
        list.forget();
    if (auto done = parts_->open(); !done)
        return done;
    parts_->overlay.set(pending);
    auto done = parts_->overlay.rebuild(parts_->overlay.all());
    parts_->close();
    return done;
}

Result<ChangedRows> RowWindows::pendingChanged(const PendingMutation& mutation)
{
    if (auto done = parts_->open(); !done)
        return done.error();
    ChangedRows touched;
    for (const PushOp& op : mutation.mutation.ops)
        touched.try_emplace(op.entity, std::vector<Uuid>{}).first->second->push_back(op.id);
    auto done = parts_->moving(touched, isFew(touched), [&]() -> Result<void> {
        return parts_->overlay.rebuild(parts_->overlay.put(mutation));
    });
    parts_->close();
    if (!done)
        return done.error();
    return limited(std::move(touched));
}

Result<ChangedRows> RowWindows::pendingGone(std::span<const Mid> mids)
{
    if (auto done = parts_->open(); !done)
        return done.error();
    const ChangedRows touched = parts_->overlay.touchedBy(mids);
    auto done = parts_->moving(touched, isFew(touched), [&]() -> Result<void> {
        return parts_->overlay.rebuild(parts_->overlay.drop(mids));
    });
    parts_->close();
    if (!done)
        return done.error();
    return limited(touched);
}

Result<void> RowWindows::mirrorChanged(const ChangedRows& changed)
{
    const bool knowsBefore = parts_->reader.database().isInTransaction();
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
        if (auto opened = parts_->open(); !opened)
            return opened;
    }
    bool isOneStep = true;
    auto done = parts_->moving(rows, knowsBefore, [&]() -> Result<void> {
        const auto advanced = parts_->advance();
        if (!advanced)
            return advanced.error();
        isOneStep = *advanced;
        return parts_->overlay.rebuild(images);
    });
    if (!isOneStep) // More has happened than we were told: places cannot be followed.
        parts_->forgetLists();
    parts_->close();
    return done;
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
    return std::exchange(parts_->wishes, {});
}

void RowWindows::indexBuilt(std::string_view entity)
{
    parts_->states.remove_if([&](const ListState& list) {
        return list.query().entity->name == entity;
    });
    std::erase_if(parts_->asked, [&](const IndexWish& wish) { return wish.entity == entity; });
    parts_->leave(); // A view from before does not know the index.
}

bool RowWindows::prepareScrolling(int budgetMillis)
{
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::milliseconds(budgetMillis);
    const auto todo = [](const ListState& list) {
        return list.total.value_or(0) > bigList && !list.isScanned && list.hasIndex &&
               list.query().hasKeyset();
    };
    auto& states = parts_->states;
    const auto next = std::find_if(states.begin(), states.end(), todo);
    if (next == states.end() || !parts_->open())
        return false;
    auto sources = parts_->sources(*next->query().entity);
    if (sources) {
        sources->fewMatches = next->fewMatches;
        const auto scanned =
            parts_->lists.scan(*next, *sources, [end] { return Clock::now() < end; });
        next->isScanned = next->isScanned || !scanned;
    }
    parts_->close();
    return sources && std::any_of(states.begin(), states.end(), todo);
}

MirrorReader& RowWindows::reader()
{
    return parts_->reader;
}

} // namespace tidemark::sync
