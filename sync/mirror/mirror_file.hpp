// The mirror's file: where it is, its key, and what to do when it is damaged.
#pragma once

#include "models/core/secret.hpp"
#include "sync/mirror/mirror_reader.hpp"
#include "sync/mirror/mirror_writer.hpp"

#include <filesystem>
#include <optional>

namespace tidemark::sync {

inline constexpr int mirrorReaderCacheMebibytes = 16;

/// A mirror that is ready to be written, and what happened on the way.
struct OpenedMirror {
    MirrorWriter writer;
    /// Set when the file was unreadable, foreign or of another description: it was moved aside (or,
    /// for another description, emptied) and a new one begun. Cause and next step say so.
    std::optional<Fault> replaced = {};
    /// The last run ended without `MirrorWriter::close`.
    bool afterCrash = false;
};

/// Notes beside the file that damage was met in it, so that it is begun anew when it is opened
/// next: what was met once need not show itself at once again.
[[nodiscard]] Result<void> markDamaged(const std::filesystem::path& file);

/// Opens or begins the mirror. Holds the two rules of the design: the mirror may always be thrown
/// away, and nothing here ever touches the vault.
///
/// A wrong key is a fault, not a damage: `locked`/`wrong_key`, unless `isKeyKnownGood` (the vault
/// opened with the same keyring), when the file is moved aside too. A full disk, missing rights, a
/// second agent and a newer layout are faults. The log of events goes over to the new file.
[[nodiscard]] Result<OpenedMirror>
openMirror(const std::filesystem::path& file, const Secret& key, bool isKeyKnownGood = false);

/// A second connection for reading, to be used on another thread than the writer's.
[[nodiscard]] Result<MirrorReader> openMirrorReader(
    const std::filesystem::path& file,
    const Secret& key,
    int cacheMebibytes = mirrorReaderCacheMebibytes
);

} // namespace tidemark::sync
