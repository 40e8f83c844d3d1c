// The requests of the sync protocol.
#pragma once

#include "sync/session/http_client.hpp"

#include <boost/json/object.hpp>

namespace tidemark::sync {

/// A POST of the sync protocol.
[[nodiscard]] HttpRequest postJson(const boost::json::object& body);
/// The same, whose answer is frames, at most `bytesMax`.
[[nodiscard]] HttpRequest postForFrames(const boost::json::object& body, qint64 bytesMax);
/// A GET whose answer is frames, at most `bytesMax`.
[[nodiscard]] HttpRequest getFrames(qint64 bytesMax);

[[nodiscard]] QString
snapshotPath(std::int64_t scope, const std::string& entity, const std::string& after, int limit);

} // namespace tidemark::sync
