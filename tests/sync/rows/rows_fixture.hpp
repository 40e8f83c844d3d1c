// Windows over a mirror and a vault in a temporary folder.
#pragma once

#include "sync/rows/row_windows.hpp"
#include "tests/sync/vault/vault_fixture.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

namespace tidemark::test {

inline constexpr std::int64_t ourScope = 1001;

/// A mirror with one live organization scope, cut 10, and windows over it.
class RowsFixture {
public:
    explicit RowsFixture(const std::vector<SupplyRow>& rows = {})
    {
        const sync::ScopeGrant grant = aScope(ourScope);
        check(mirror.writer->begin({"h", 1, cut, "s"}, std::span(&grant, 1)));
        check(mirror.writer->applyPage(pageOf(ourScope, rows, cut)));
        check(mirror.writer->applyPull(PullFrames(cut, cut).text()));
        check(mirror.writer->tidy());
        windows.emplace(mirror.reader());
    }

    /// Applies the next cut with these rows.
    void pull(const std::function<void(PullFrames&)>& fill)
    {
        PullFrames frames(cut, cut + 1);
        fill(frames);
        const auto applied = mirror.writer->applyPull(frames.text());
        check(applied);
        ++cut;
        check(windows->mirrorChanged(applied->changed));
    }
    sync::Mid mutate(PushOp op)
    {
        const auto pending = vault.vault->enqueue({.name = "test", .ops = {std::move(op)}});
        check(pending);
        check(windows->pendingChanged(*pending));
        return pending->mid;
    }
    [[nodiscard]] sync::RowWindow window(const sync::MirrorQuery& query)
    {
        auto answer = windows->window(query);
        check(answer);
        return *std::move(answer);
    }
    [[nodiscard]] static boost::json::array rowsOf(const sync::RowWindow& window)
    {
        return boost::json::parse(window.rows).as_array();
    }

    template <class Outcome>
    static void check(const Outcome& outcome)
    {
        if (!outcome)
            qFatal("%s", outcome.error().cause.c_str());
    }

    MirrorFixture mirror;
    VaultFixture vault;
    std::optional<sync::RowWindows> windows;
    std::int64_t cut = 10;
};

inline PushOp anUpdate(std::uint64_t number, std::string_view field, boost::json::value value)
{
    PushOp op{.kind = PushOpKind::update, .entity = "fuelSupply", .id = idOf(number)};
    op.set[field] = std::move(value);
    return op;
}

inline PushOp aCreate(std::uint64_t number, boost::json::object set)
{
    PushOp op{.kind = PushOpKind::create, .entity = "fuelSupply", .id = idOf(number)};
    op.set = std::move(set);
    return op;
}

inline PushOp aRemove(std::uint64_t number)
{
    return {.kind = PushOpKind::remove, .entity = "fuelSupply", .id = idOf(number)};
}

inline boost::json::array
aFilter(std::string_view field, std::string_view op, boost::json::value value)
{
    return {boost::json::object{{"field", field}, {"op", op}, {"value", std::move(value)}}};
}

} // namespace tidemark::test
