#include "sync/rows/list_book.hpp"

#include <algorithm>
#include <utility>

namespace tidemark::sync {
namespace {

constexpr std::size_t listsMost = 16;
/// Lists above get anchors, an index of their own, and a held view.
constexpr std::int64_t bigList = 20'000;
/// A view of this log's end keeps it from starting over; a view taken anew, once the writer has
/// moved it all into the file, does not.
constexpr std::int64_t logBytesMost = 8LL * 1024 * 1024;

bool lacksAnchors(const ListState& list)
{
    return list.total.value_or(0) > bigList && !list.isScanned && list.hasIndex &&
           list.query().hasKeyset();
}

} // namespace

Result<void> ListBook::open()
{
    if (auto done = addFunctions(); !done)
        return done;
    if (isHeld())
        return {};
    const std::int64_t before = view_;
    if (auto done = begin(); !done)
        return done;
    if (view_ != before)
        forgetAll();
    return {};
}

void ListBook::close()
{
    const bool holds = std::any_of(states_.begin(), states_.end(), [](const ListState& list) {
        return list.anchors().size() > 1;
    });
    if (!holds) {
        leave();
    } else if (db_.logBytes() > logBytesMost) {
        leave();
        static_cast<void>(open()); // What fails here fails again at the next question.
    }
}

void ListBook::leave()
{
    if (isHeld())
        static_cast<void>(db_.execute("COMMIT")); // Nothing was written.
}

Result<bool> ListBook::advance()
{
    const std::int64_t before = view_;
    leave();
    if (auto done = begin(); !done)
        return done.error();
    return view_ == before || view_ == before + 1;
}

Result<void> ListBook::begin()
{
    if (auto done = db_.execute("BEGIN"); !done)
        return done;
    auto count = db_.prepare("SELECT CAST(v AS INTEGER) FROM main.meta WHERE k='view'");
    if (!count)
        return count.error();
    const auto row = count->step();
    if (!row)
        return row.error();
    view_ = *row ? count->integer(0) : 0;
    return {};
}

Result<void> ListBook::addFunctions()
{
    if (hasFunctions_)
        return {};
    auto done = addFoldFunction(db_);
    hasFunctions_ = done.has_value();
    return done;
}

Result<ListSources> ListBook::sources(const EntityInfo& entity)
{
    const auto partial = reader_.isPartial();
    if (!partial)
        return partial.error();
    return ListSources{.isPartial = *partial, .hasOverlay = !overlay_.isEmpty(entity)};
}

Result<ListState*> ListBook::state(const ListQuery& query)
{
    for (auto at = states_.begin(); at != states_.end(); ++at) {
        if (at->query().text == query.text) {
            states_.splice(states_.begin(), states_, at);
            return &states_.front();
        }
    }
    const auto hasIndex = reader_.hasIndex(query);
    if (!hasIndex)
        return hasIndex.error();
    states_.emplace_front(query);
    states_.front().hasIndex = *hasIndex;
    if (states_.size() > listsMost)
        states_.pop_back();
    return &states_.front();
}

Result<void> ListBook::moving(
    const ChangedRows& rows, bool knowsBefore, const std::function<Result<void>()>& change
)
{
    struct Moved {
        ListState* list;
        std::vector<ListPosition> left;
    };
    std::vector<Moved> moved;
    for (ListState& list : states_) {
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
    for (const Moved& move : moved) {
        const auto came = placesOf(*move.list, *rows.at(move.list->query().entity->name));
        if (!came)
            return came.error();
        move.list->shift(move.left, *came);
    }
    return {};
}

Result<std::vector<ListPosition>>
ListBook::placesOf(const ListState& list, std::span<const Uuid> ids)
{
    auto from = sources(*list.query().entity);
    if (!from)
        return from.error();
    from->fewMatches = list.fewMatches;
    return reader_.positionsOf(list, *from, ids);
}

void ListBook::forgetAll()
{
    for (ListState& list : states_)
        list.forget();
}

void ListBook::askForIndex(const ListState& list)
{
    const ListQuery& query = list.query();
    if (list.hasIndex || list.total.value_or(0) < bigList || query.sort.size() != 1)
        return;
    const IndexWish wish{query.entity->name, query.sort.front().field->name};
    if (std::find(asked_.begin(), asked_.end(), wish) != asked_.end())
        return;
    asked_.push_back(wish);
    wishes_.push_back(wish);
}

std::vector<IndexWish> ListBook::takeWishes()
{
    return std::exchange(wishes_, {});
}

void ListBook::indexBuilt(std::string_view entity)
{
    states_.remove_if([&](const ListState& list) { return list.query().entity->name == entity; });
    std::erase_if(asked_, [&](const IndexWish& wish) { return wish.entity == entity; });
    leave(); // A view from before does not know the index.
}

bool ListBook::prepare(const std::function<bool()>& mayGoOn)
{
    const auto next = std::find_if(states_.begin(), states_.end(), &lacksAnchors);
    if (next == states_.end() || !open())
        return false;
    auto from = sources(*next->query().entity);
    if (from && lacksAnchors(*next)) { // Opening may have made it forget.
        from->fewMatches = next->fewMatches;
        const auto scanned = reader_.scan(*next, *from, mayGoOn);
        next->isScanned = next->isScanned || !scanned;
    }
    close();
    return from && std::any_of(states_.begin(), states_.end(), &lacksAnchors);
}

} // namespace tidemark::sync
