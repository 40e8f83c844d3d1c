// The fuel reference data of each tenant, as models/fuel wants it.
#pragma once

#include "models/entity/entity_info.hpp"
#include "models/fuel/reference_data.hpp"
#include "platform/database/database.hpp"

#include <chrono>
#include <map>
#include <memory>

namespace tidemark::platform {

/// Reads a tenant's reference tables and keeps them for a few seconds. Lives on the database's
/// executor.
class ReferenceCache {
public:
    using Pointer = std::shared_ptr<const ReferenceData>;

    /// Reads inside `transaction` when what is kept is too old.
    [[nodiscard]] asio::awaitable<Result<Pointer>> get(Transaction& transaction);

    /// Call after a write to a reference entity.
    void forget(int tenant) { kept_.erase(tenant); }

private:
    struct Kept {
        Pointer data;
        std::chrono::steady_clock::time_point until;
    };

    std::map<int, Kept> kept_;
};

/// True for the entities that the cache is made of.
[[nodiscard]] bool isReferenceEntity(const EntityInfo& info);

} // namespace tidemark::platform
