// What the agent answers, in words for a terminal.
#pragma once

#include "sync/wire/status.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace tidemark::ctl {

/// True when only a person can go on: locked, signed out, damaged, or work that needs a decision.
[[nodiscard]] bool needsPerson(const sync::Status& status);

/// Each is a text of whole lines. The objects are the answers of the method of that name in
/// docs/protocol.md section 4.
[[nodiscard]] std::string statusReport(const sync::Status& status);
[[nodiscard]] std::string pendingReport(const boost::json::object& answer);
[[nodiscard]] std::string quarantineReport(const boost::json::object& answer);
[[nodiscard]] std::string handOverReport(const boost::json::object& answer);
[[nodiscard]] std::string noticesReport(const sync::Status& status);
[[nodiscard]] std::string conflictsReport(const boost::json::object& answer);
[[nodiscard]] std::string doctorReport(const boost::json::object& answer);
[[nodiscard]] std::string filingsReport(const boost::json::object& answer);
/// Of an answer of `sync.status`.
[[nodiscard]] std::string scopesReport(const boost::json::object& answer);
/// One of them, with every point.
[[nodiscard]] std::string filingReport(const boost::json::object& filing);
/// `tidemarkctl: <cause> <next step>`
[[nodiscard]] std::string faultReport(const Fault& fault);
/// `{"error":{…}}`, for `--json`.
[[nodiscard]] std::string faultDocument(const Fault& fault);

} // namespace tidemark::ctl
