// Both stores under new keys: written beside, verified, swapped.
#pragma once

#include "sync/keys/key_keeper.hpp"

#include <filesystem>
#include <functional>
#include <string_view>

namespace tidemark::sync {

/// Keys that are older are changed.
inline constexpr int keyDaysMost = 180;

/// Called before each operation on the disk; false: stop here, as though the program was killed.
using RotationStep = std::function<bool(std::string_view operation)>;

/// Copies both closed stores to `<name>.next` under the next keys, verifies each copy (read
/// through, rows of every table counted, opened anew) and puts it in the place of the old file. Cut
/// short anywhere, `settleRotation` finds every store whole, under one key or the other.
[[nodiscard]] Result<void> rotateStores(
    const std::filesystem::path& folder,
    const StoreKeys& keys,
    const KeyPair& next,
    const RotationStep& step = {}
);

/// Which key each store has.
enum class KeyInUse { current, next, previous };

struct Settled {
    KeyInUse mirror = KeyInUse::current;
    KeyInUse vault = KeyInUse::current;
};

/// Tidies up after a rotation, finished or not, and says which key each store has. Before every
/// opening of the stores; does nothing where there was none.
[[nodiscard]] Result<Settled>
settleRotation(const std::filesystem::path& folder, const StoreKeys& keys);

/// Backups under keys that are no longer in use go, once there is one under the current key.
void dropOldBackups(const std::filesystem::path& vault, const KeyBytes& key);

} // namespace tidemark::sync
