#include "platform/feed/snapshot.hpp"

#include "models/entities/entities.hpp"
#include "models/protocol/limits.hpp"
#include "platform/feed/snapshot_stream.hpp"

#include <algorithm>
#include <charconv>

namespace tidemark::platform {
namespace {

Fault badParameter(std::string_view name)
{
    return Fault{
        FaultCode::invalid,
        "bad_" + std::string(name),
        "The parameter " + std::string(name) + " cannot be read.",
        "Correct the address."};
}

std::optional<std::int64_t> numberOf(std::string_view text)
{
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && rest == end ? std::optional(number) : std::nullopt;
}

Result<SnapshotRequest> readPageRequest(const Request& request)
{
    SnapshotRequest page{.limit = static_cast<std::int64_t>(limits::pageRows)};
    const auto scope = numberOf(request.query("scope").value_or(""));
    if (!scope)
        return badParameter("scope");
    page.scope = *scope;
    page.info = findEntity(request.query("entity").value_or(""));
    if (page.info == nullptr || page.info->sync != SyncPolicy::mirrored)
        return badParameter("entity");
    if (const auto after = request.query("after"); after && !after->empty()) {
        const auto id = Uuid::parse(*after);
        if (!id)
            return badParameter("after");
        page.after = *id;
    }
    if (const auto limit = request.query("limit")) {
        const auto number = numberOf(*limit);
        if (!number || *number < 1)
            return badParameter("limit");
        page.limit = std::min(*number, page.limit);
    }
    return page;
}

} // namespace

asio::awaitable<Result<Response>>
answerSnapshot(Database& database, Sequencer& sequencer, const Request& request)
{
    auto page = readPageRequest(request);
    if (!page)
        co_return page.error();
    auto held = co_await mustHold(database, *request.actor, page->scope);
    if (!held)
        co_return held.error();
    auto pages = std::make_shared<SnapshotStream>(database, sequencer, request.actor, *page);
    auto begun = co_await pages->begin();
    if (!begun)
        co_return begun.error();
    auto producer = [pages]() -> asio::awaitable<Result<std::string>> { return pages->next(); };
    co_return stream(producer);
}

} // namespace tidemark::platform
