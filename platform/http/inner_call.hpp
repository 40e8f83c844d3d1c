// One route answering as another: the partner API and the portal stand in front of others.
#pragma once

#include "platform/http/admission.hpp"

namespace tidemark::platform {

/// Calls the route of `path` with this request's method, body and actor, after asking whether the
/// actor may, and, given an admission, whether the request goes on now.
[[nodiscard]] asio::awaitable<Response>
answerAs(const Router& router, Request& request, std::string path, Admission* admission = nullptr);

} // namespace tidemark::platform
