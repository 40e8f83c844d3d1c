// Opens an encrypted SQLite file, and proves that it is one.
#pragma once

#include "models/core/secret.hpp"
#include "sync/sqlite/database.hpp"

#include <filesystem>

namespace tidemark::sync {

/// What a file is for. The number is SQLite's application_id and never changes.
enum class StoreKind : std::int32_t {
    mirror = 0x54444d31, ///< `TDM1`
    vault = 0x54445631,  ///< `TDV1`
};

enum class Durability {
    normal, ///< Survives a crash of the program; a power cut may take the last commits.
    full,   ///< A commit that returned survives a power cut.
};

/// How to open a file.
struct OpenOptions {
    StoreKind kind = StoreKind::mirror;
    Durability durability = Durability::full;
    int cacheMebibytes = 8;
    bool readOnly = false;  ///< A reading connection; the file must exist.
    bool exclusive = false; ///< No second connection: another program is told that it is in use.
};

/// Opens or creates `file` with the 32 raw bytes of `key` (no key derivation).
///
/// The cipher is AEGIS-256 where the processor has AES instructions, else ChaCha20-Poly1305; the
/// choice is made once and stands in `<file>.cipher`, so that the file opens on another machine
/// too, beside a check value that tells a wrong key from a damaged file. Returns only after the key
/// read the file, the file and its log were seen not to be plain SQLite, and the application id is
/// that of `kind`. Never overwrites a file that is not ours.
///
/// Faults: `locked`/`wrong_key`, `corrupt`/`foreign_store`, `insecure`/`store_not_encrypted`,
/// `unsupported`/`sqlite_too_old`, and those of `storeFault`.
[[nodiscard]] Result<Database>
openEncrypted(const std::filesystem::path& file, const Secret& key, const OpenOptions& options);

/// Moves `file`, its log and its companions aside as `<file>.<why>-<time>`; returns the new name.
[[nodiscard]] Result<std::filesystem::path>
moveAside(const std::filesystem::path& file, std::string_view why);

} // namespace tidemark::sync
