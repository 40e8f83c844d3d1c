// The mirror's file: where it is, its key, and what to do when it is damaged.
#pragma once

#include "models/core/secret.hpp"
#include "sync/mirror/mirror_reader.hpp"
#include "sync/mirror/mirror_writer.hpp"

#include <filesystem>
#include <optional>

namespace tidemark::sync {

/// A mirror that is ready to be written, and what happened on the way.
struct OpenedMirror {
    MirrorWriter writer;
    /// Set when the file was unreadable, foreign or of another description: it was moved aside (or,
    /// for another description, emptied) and a new one begun. Cause and next step say so.
    std::optional<Fault> replaced = {};
    /// The last run ended without `MirrorWriter::close`.
    bool afterCrash = false;
};

/// Opens or begins the mirror. Holds the two rules of the design: the mirror may always be thrown
/// away, and nothing here ever touches the vault.
///
/// A wrong key is a fault, not a damage: `locked`/`wrong_key`, unless `isKeyKnownGood` (the vault
/// opened with the same keyring), when the file is moved aside too. A full disk, missing rights and
/// a second agent are faults.
[[nodiscard]] Result<OpenedMirror>
openMirror(const std::filesystem::path& file, const Secret& key, bool isKeyKnownGood = false);

/// A second connection for reading, to be used on another thread than the writer's.
[[nodiscard]] Result<MirrorReader>
openMirrorReader(const std::filesystem::path& file, const Secret& key);

} // namespace tidemark::sync
