// The address of a platform, as people type it.
#pragma once

#include "models/core/fault.hpp"

#include <QUrl>

namespace tidemark::sync {

/// `tide.example.com` becomes `https://tide.example.com`. Fault `invalid`/`bad_address` when it is
/// no address, `insecure`/`plain_http` for http to anything but this computer.
[[nodiscard]] Result<QUrl> serverAddress(std::string_view typed);

/// `base` with `path` below it; `path` begins with a slash and may have a query.
[[nodiscard]] QUrl below(const QUrl& base, const QString& path);

/// The live channel's address: ws or wss.
[[nodiscard]] QUrl liveAddress(const QUrl& base);

} // namespace tidemark::sync
