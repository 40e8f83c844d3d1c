// The audit as a file that proves itself: lines of JSON, and a signature at the end.
#pragma once

#include "platform/audit/audit_proof.hpp"
#include "platform/http/response.hpp"

#include <istream>
#include <optional>
#include <string>

namespace tidemark::platform {

/// Which entries: from `from`, before `to`; RFC 3339 instants.
struct ExportRange {
    std::optional<std::string> from = {};
    std::optional<std::string> to = {};
};

/// One line `head`, a line `entry` for each entry and one line `end`:
///
///     {"f":"head","tenant":1,"from":null,"to":null}
///     {"f":"entry","seq":"1","previous":"<hex>","hash":"<hex>","entry":{…}}
///     {"f":"end","entries":1,"sha256":"<hex>","keyId":"…","publicKey":"<hex>",
///      "signature":"<hex>"}
///
/// `hash` is SHA-256(previous ‖ the bytes of `entry`), `sha256` that of all bytes before the last
/// line, and the signature is of `tidemark audit export <sha256>`.
[[nodiscard]] BodyProducer
exportAudit(Database& database, const AuditKey& key, int tenant, ExportRange range);

/// Checks a file of that form. `publicKey` as the platform tells it (`audit/key`), 32 bytes.
[[nodiscard]] AuditProof proveExport(std::istream& lines, std::string_view publicKey);

} // namespace tidemark::platform
