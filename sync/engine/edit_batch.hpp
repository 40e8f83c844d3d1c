// Edits that are saved together.
#pragma once

#include "sync/engine/stores.hpp"

#include <mutex>

namespace tidemark::sync {

/// An edit that is safe on disk, and the rows that look different by it.
struct SavedEdit {
    Mid mid = 0;
    ChangedRows rows = {};
    bool isRepeat = false; ///< It was saved before, under the same key.
};

/// Edits that came while the disk was busy: one transaction for all of them. Filled on one thread,
/// saved once on the stores' own.
class EditBatch {
public:
    /// More may be added. False from the moment that it is being saved.
    [[nodiscard]] bool isOpen() const;
    /// Its place in the batch. When the batch closed meanwhile, the edit is saved behind it.
    [[nodiscard]] std::size_t add(NewMutation mutation);
    /// Saves what is not saved yet.
    void save(DeskStore& desk);
    [[nodiscard]] Result<SavedEdit> outcome(std::size_t place) const;

private:
    mutable std::mutex mutex_ = {}; // Never held while the disk works: others add meanwhile.
    bool isOpen_ = true;
    std::size_t added_ = 0;
    std::vector<NewMutation> waiting_ = {};
    std::vector<Result<SavedEdit>> saved_ = {};
};

} // namespace tidemark::sync
