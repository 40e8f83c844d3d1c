// Who has a record open, and what of it they are changing.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/timestamp.hpp"
#include "models/core/uuid.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <vector>

namespace tidemark {

/// A device has the record open; said again before `PresenceAnswer::againMs` is over.
struct PresenceRequest {
    std::string clientId = {};
    std::string entity = {};
    Uuid id = {};
    /// What of it is being changed: `<entity>/<id>/<field>` of a row that belongs to the record, or
    /// a field of the record itself. Empty: it is only looked at.
    std::string field = {};
    bool isGone = false; ///< It was closed.

    friend bool operator==(const PresenceRequest&, const PresenceRequest&) = default;
};

/// Somebody else there, or the same person on another device.
struct PresentPerson {
    std::string user = {}; ///< Id.
    std::string name = {};
    std::string field = {};
    Timestamp since = {};
    Timestamp at = {}; ///< When they were last heard of.

    friend bool operator==(const PresentPerson&, const PresentPerson&) = default;
};

struct PresenceAnswer {
    std::vector<PresentPerson> people = {}; ///< Longest there first.
    std::int64_t againMs = 8'000;

    friend bool operator==(const PresenceAnswer&, const PresenceAnswer&) = default;
};

[[nodiscard]] boost::json::object toJson(const PresenceRequest& request);
[[nodiscard]] boost::json::object toJson(const PresentPerson& person);
[[nodiscard]] boost::json::object toJson(const PresenceAnswer& answer);

/// Faults as JsonReader's.
[[nodiscard]] Result<PresenceRequest> readPresenceRequest(const boost::json::value& value);
[[nodiscard]] Result<PresentPerson> readPresentPerson(const boost::json::value& value);
[[nodiscard]] Result<PresenceAnswer> readPresenceAnswer(const boost::json::value& value);

} // namespace tidemark
