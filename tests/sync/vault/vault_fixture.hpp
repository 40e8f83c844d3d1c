// A vault in a temporary folder.
#pragma once

#include "sync/vault/vault.hpp"
#include "tests/sync/mirror/mirror_fixture.hpp"

namespace tidemark::test {

/// An edit of one field of one row.
inline sync::NewMutation anEdit(std::uint64_t rowNumber, std::string quantity = "12")
{
    PushOp op{.kind = PushOpKind::update, .entity = "fuelSupply", .id = idOf(rowNumber)};
    op.baseRv = 1;
    op.base["quantity"] = "1";
    op.set["quantity"] = quantity;
    return {.name = "fuelSupply.edit", .mergeMode = MergeMode::cleanFields, .ops = {op}};
}

class VaultFixture {
public:
    VaultFixture() { open(); }

    void open()
    {
        vault.reset();
        auto opened = sync::Vault::open(file(), aKey('v'));
        if (!opened)
            qFatal("%s", opened.error().cause.c_str());
        vault.emplace(std::move(*opened));
    }
    [[nodiscard]] std::filesystem::path file() const
    {
        return std::filesystem::path(folder.path().toStdString()) / "vault.db";
    }
    /// Enqueues an edit and returns its mid.
    sync::Mid edit(std::uint64_t rowNumber, std::string quantity = "12")
    {
        const auto pending = vault->enqueue(anEdit(rowNumber, std::move(quantity)));
        return pending ? pending->mid : 0;
    }
    /// As if they had left this device.
    void send(const std::vector<sync::Mid>& mids)
    {
        if (!vault->markSent(mids))
            qFatal("the vault cannot be written");
    }
    [[nodiscard]] std::vector<sync::Mid> due()
    {
        std::vector<sync::Mid> mids;
        const auto push = vault->nextPush({}, Timestamp::now());
        for (const PushMutation& mutation : *push)
            mids.push_back(mutation.mid);
        return mids;
    }

    QTemporaryDir folder;
    std::optional<sync::Vault> vault;
};

/// A mirror that knows nothing; tests fill in what they need.
inline sync::MirrorFacts noFacts()
{
    sync::MirrorFacts facts;
    facts.result = [](sync::Mid) { return std::optional<PushResult>(); };
    facts.visibleRv = [](std::string_view, const Uuid&) { return std::optional<std::int64_t>(); };
    return facts;
}

inline PushResult
aResult(sync::Mid mid, PushStatus status, std::uint64_t row = 0, std::int64_t rv = 0)
{
    PushResult result{.mid = mid, .status = status};
    if (row != 0)
        result.effects.push_back({"fuelSupply", idOf(row), rv});
    return result;
}

} // namespace tidemark::test
