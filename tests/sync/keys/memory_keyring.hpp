// A keyring in memory that can be absent, locked, or lose its entries.
#pragma once

#include "sync/keys/keyring.hpp"

#include <map>
#include <vector>

namespace tidemark::test {

class MemoryKeyring final : public sync::Keyring {
public:
    bool isThere = true;
    bool isLocked = false;
    std::map<QString, std::vector<std::uint8_t>> entries = {};

    void reset()
    {
        isThere = true;
        isLocked = false;
        entries.clear();
    }

    [[nodiscard]] bool isPresent() const override { return isThere; }

    [[nodiscard]] QCoro::Task<Result<std::optional<sync::KeyBytes>>> read(QString entry) override
    {
        const auto found = entries.find(entry);
        if (isLocked || found == entries.end())
            co_return std::optional<sync::KeyBytes>{}; // As QtKeychain says it of both.
        auto key = sync::KeyBytes::from(found->second);
        if (!key)
            co_return key.error();
        co_return std::optional<sync::KeyBytes>(std::move(*key));
    }
    [[nodiscard]] QCoro::Task<Result<void>> write(QString entry, sync::KeyBytes::View key) override
    {
        if (isLocked)
            co_return Fault{FaultCode::locked, "keyring_failed", "It is locked.", "Unlock it."};
        entries[entry].assign(key.begin(), key.end());
        co_return Result<void>{};
    }
    [[nodiscard]] QCoro::Task<Result<void>> remove(QString entry) override
    {
        entries.erase(entry);
        co_return Result<void>{};
    }
};

} // namespace tidemark::test
