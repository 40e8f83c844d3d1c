// Steps on the two stores.
#include "sync/engine/mirror_steps.hpp"

namespace tidemark::sync {

Result<MirrorPlace> placeOf(MirrorWriter& writer)
{
    auto cursor = writer.cursor();
    if (!cursor)
        return cursor.error();
    auto scopes = writer.scopes();
    if (!scopes)
        return scopes.error();
    return MirrorPlace{std::move(*cursor), std::move(*scopes)};
}

Result<Shown> showApplied(DeskStore& desk, const PullApplied& applied)
{
    Shown shown;
    if (auto told = desk.windows.mirrorChanged(applied.changed); !told)
        return told.error();
    auto swept = sweepOverlay(desk, applied.cursor.cut);
    if (!swept)
        return swept.error();
    shown.change = std::move(*swept);
    mergeChanges(shown.change.rows, applied.changed);
    shown.mirrorBytes = desk.windows.reader().bytes();
    return shown;
}

} // namespace tidemark::sync
