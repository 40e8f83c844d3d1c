// Steps on the two stores.
#include "sync/engine/mirror_steps.hpp"

#include "models/protocol/frame.hpp"

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

Result<std::string> nextPageOf(std::string_view frames)
{
    while (frames.ends_with('\n'))
        frames.remove_suffix(1);
    const auto line = frames.substr(frames.rfind('\n') + 1);
    const auto frame = parseFrame(line);
    const auto* page = frame ? std::get_if<PageFrame>(&*frame) : nullptr;
    if (!page)
        return Fault{
            FaultCode::offline,
            "page_incomplete",
            "A page of data broke off on the way.",
            "Tidemark tries again by itself."};
    return page->next ? page->next->toString() : std::string();
}

Result<ChangedRows>
takeIdentity(DeskStore& desk, const std::string& clientId, std::int64_t incarnation)
{
    if (auto taken = desk.vault.setClient(clientId, incarnation); !taken)
        return taken.error();
    return reloadOverlay(desk);
}

Result<ChangedRows> takeBack(DeskStore& desk, const std::string& history, Mid lastMid)
{
    if (auto taken = desk.vault.historyChanged(history, lastMid); !taken)
        return taken.error();
    return reloadOverlay(desk);
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
