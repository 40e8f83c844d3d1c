// The lists that were asked for lately, and the moment at which they are read.
#pragma once

#include "sync/rows/list_reader.hpp"
#include "sync/rows/overlay.hpp"

#include <functional>
#include <list>
#include <vector>

namespace tidemark::sync {

/// Remembers lists, and moves what is known of them when rows change.
///
/// Invariant: what is remembered belongs to the moment `view`, the writer's count of steps. Lists
/// go on to a later moment only by `moving`, or forget.
class ListBook {
public:
    ListBook(Database& db, const Overlay& overlay)
        : db_(db)
        , overlay_(overlay)
        , reader_(db)
    {
    }

    // The moment.

    /// All that one call reads belongs to one moment. What was learnt at another is forgotten.
    [[nodiscard]] Result<void> open();
    /// While a big list has anchors, the moment is held on to: when rows change, their old places
    /// can still be asked for.
    void close();
    void leave();
    [[nodiscard]] bool isHeld() const { return db_.isInTransaction(); }
    /// Goes on to the newest moment. True: at most one step of the writer lies between.
    [[nodiscard]] Result<bool> advance();

    // The lists.

    [[nodiscard]] Result<ListSources> sources(const EntityInfo& entity);
    /// What is known of a list; begins to remember it. Valid until the next call.
    [[nodiscard]] Result<ListState*> state(const ListQuery& query);
    /// Runs `change`, which makes `rows` look different, and moves the lists with it. Without
    /// knowledge of the rows' old places the lists forget.
    [[nodiscard]] Result<void>
    moving(const ChangedRows& rows, bool knowsBefore, const std::function<Result<void>()>& change);
    void forgetAll();
    [[nodiscard]] ListReader& reader() { return reader_; }

    // What lists want.

    void askForIndex(const ListState& list);
    [[nodiscard]] std::vector<IndexWish> takeWishes();
    void indexBuilt(std::string_view entity);
    /// Sets anchors in one list that lacks them while `mayGoOn`; true: there is more to do.
    [[nodiscard]] bool prepare(const std::function<bool()>& mayGoOn);

private:
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> addFunctions();
    [[nodiscard]] Result<std::vector<ListPosition>>
    placesOf(const ListState& list, std::span<const Uuid> ids);

    Database& db_;
    const Overlay& overlay_;
    ListReader reader_;
    std::list<ListState> states_;   // The one asked for last comes first.
    std::vector<IndexWish> wishes_; // Not taken yet.
    std::vector<IndexWish> asked_;  // Once is enough, until the index is there.
    std::int64_t view_ = 0;
    bool hasFunctions_ = false;
};

} // namespace tidemark::sync
