// What an edit has to say of the row that its author saw.
#pragma once

#include "sync/engine/stores.hpp"

namespace tidemark::sync {

/// Completes the base values of updates, so that the platform can merge well: fields of one group
/// with those that change, and what the rules of the entity look at. An edit of a field in conflict
/// starts where the conflict does. Does its best: an edit is never refused here.
/// A row that an earlier one of `mutations` touches is left alone: the windows do not know it yet.
void completeBases(DeskStore& desk, std::span<NewMutation> mutations);

} // namespace tidemark::sync
