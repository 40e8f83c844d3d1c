// A person's own unsent work as a document that can be read without Tidemark.
#pragma once

#include "sync/vault/vault_types.hpp"

#include <map>
#include <span>
#include <string>

namespace tidemark::sync {

/// JSON with one member per line and the values before and after each change.
[[nodiscard]] std::string exportOf(std::span<const PendingMutation> pending);
/// `files`: where the contents of attachments were put, by their hash.
[[nodiscard]] std::string
exportOf(std::span<const QuarantinedWork> kept, const std::map<std::string, std::string>& files);

/// The answer about a document: with its text, or written to `file` where that is not empty. Fault
/// `full`/`file_unwritable`.
[[nodiscard]] Result<std::string>
deliver(const std::string& text, std::size_t items, const std::string& file);

} // namespace tidemark::sync
