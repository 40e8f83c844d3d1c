// What an HTTP answer to a push means when it brings no results.
#pragma once

#include "sync/protocol/push_machine.hpp"
#include "sync/session/http_client.hpp"

namespace tidemark::sync {

/// By status and by the reason of the problem document, `fault`.
[[nodiscard]] PushRefusal refusalOf(const HttpAnswer& answer, const Fault& fault);

/// Up to where the platform has our work, which `mid_gap` says.
[[nodiscard]] std::optional<Mid> lastMidOf(const HttpAnswer& answer);

} // namespace tidemark::sync
