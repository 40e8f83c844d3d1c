#include "sync/engine/edit_batch.hpp"

#include "sync/engine/edit_base.hpp"

namespace tidemark::sync {

bool EditBatch::isOpen() const
{
    const std::lock_guard lock(mutex_);
    return isOpen_;
}

std::size_t EditBatch::add(NewMutation mutation)
{
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(mutation));
    return added_++;
}

void EditBatch::save(DeskStore& desk)
{
    std::vector<NewMutation> edits;
    {
        const std::lock_guard lock(mutex_);
        isOpen_ = false;
        edits = std::exchange(waiting_, {});
    }
    if (edits.empty())
        return;
    completeBases(desk, edits);
    std::vector<Result<SavedEdit>> outcomes;
    for (auto& written : desk.vault.enqueueAll(std::move(edits))) {
        if (!written) {
            outcomes.emplace_back(written.error());
            continue;
        }
        if (written->isRepeat) {
            outcomes.emplace_back(SavedEdit{.mid = written->mid, .isRepeat = true});
            continue;
        }
        // On disk: from here on it is accepted, whatever the windows make of it.
        auto rows = desk.windows.pendingChanged(*written);
        outcomes.emplace_back(SavedEdit{written->mid, rows ? std::move(*rows) : everythingChanged()}
        );
    }
    const std::lock_guard lock(mutex_);
    saved_.insert(
        saved_.end(),
        std::make_move_iterator(outcomes.begin()),
        std::make_move_iterator(outcomes.end())
    );
}

Result<SavedEdit> EditBatch::outcome(std::size_t place) const
{
    const std::lock_guard lock(mutex_);
    return saved_.at(place);
}

} // namespace tidemark::sync
