// Calls of the windows to the platform: the agent adds the token.
#pragma once

#include "sync/localapi/method_table.hpp"
#include "sync/session/session.hpp"

namespace tidemark::sync {

/// A call that passed the check of its parameters.
struct PlatformRequest {
    QString path = {};
    HttpRequest http = {};
};

/// `platform.call`. The path has to stay below `/api/v1/` and away from sign-in and sync, which are
/// the agent's own. Fault `invalid`/`bad_params`, `forbidden`/`path_refused`.
[[nodiscard]] Result<PlatformRequest> platformRequestOf(const boost::json::object& params);

/// `{status, body}` with the body as JSON, or as text when it is none.
[[nodiscard]] QCoro::Task<Result<AnswerText>>
callPlatform(Session& session, PlatformRequest request);

/// The largest file that `platform.download` fetches.
inline constexpr qint64 downloadBytesMax = 256 * 1024 * 1024;

/// `platform.download`: what the platform answers is written to `file`, whole or not at all.
/// `{bytes}`, or the platform's fault, or `full`/`file_not_written`.
[[nodiscard]] QCoro::Task<Result<AnswerText>>
downloadFromPlatform(Session& session, PlatformRequest request, QString file);

} // namespace tidemark::sync
