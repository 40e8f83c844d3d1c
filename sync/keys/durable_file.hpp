// Small files that have to be on the disk before anything depends on them.
#pragma once

#include "models/core/fault.hpp"

#include <QFile>
#include <QString>

#include <string_view>

namespace tidemark::sync {

/// Replaces the file as one step, readable for this user only, and returns when file and name are
/// on the disk. Fault `full`/`file_unwritable`.
[[nodiscard]] Result<void> writeDurably(const QString& path, std::string_view text);

/// What was written to the open file is on the disk when this returns. False: it may not be.
[[nodiscard]] bool syncFile(QFile& file);

/// Names that were made, changed or removed in the folder are on the disk when this returns.
void syncFolder(const QString& folder);

} // namespace tidemark::sync
