// Whether a report can be worked on to its end without a network: from facts to what is said.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/timestamp.hpp"
#include "sync/engine/blob_driver.hpp"
#include "sync/engine/diagnostics.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::sync {

/// A scope that the report needs: its own, and those of the tenant, where people and reference data
/// are.
struct FilingScope {
    std::string name = {};
    bool isWhole = false;    ///< All its rows are here.
    bool isVerified = false; ///< And add up with the platform's.
    bool isLocked = false;   ///< Its lease is over.
    std::optional<Timestamp> leaseEnd = {};
};

/// What is known of one report.
struct FilingFacts {
    bool isReportHere = false;
    bool isOnline = false;
    std::vector<FilingScope> scopes = {};
    std::optional<Fault> store = {};          ///< What the last look through both files found.
    std::optional<Timestamp> verifiedAt = {}; ///< When everything was looked through last.
    ReportFiles files = {};
    std::int64_t unsent = 0;  ///< Waiting changes of its scope.
    std::int64_t needYou = 0; ///< Those that wait for a person.
    bool isRoomShort = false;
    Timestamp now = {}; ///< As far as this device's clocks can be trusted.
};

/// One point of the list. The words are English; windows make their own from `id` and the numbers.
struct FilingPoint {
    std::string id = {}; ///< `report rows store files unsent needYou lease room`
    CheckState state = CheckState::ok;
    std::int64_t count = 0;
    std::int64_t total = 0;
    std::string detail = {};
    std::string nextStep = {};

    friend bool operator==(const FilingPoint&, const FilingPoint&) = default;
};

/// `ok`: all of it is here. `warn`: it will be, by itself. `bad`: somebody has to do something.
struct FilingVerdict {
    CheckState state = CheckState::warn;
    std::optional<Timestamp> verifiedAt = {};
    std::optional<Timestamp> validUntil = {}; ///< None: there is no end.
    std::vector<FilingPoint> points = {};     ///< All of them, good ones too.

    friend bool operator==(const FilingVerdict&, const FilingVerdict&) = default;
};

[[nodiscard]] FilingVerdict judgeFiling(const FilingFacts& facts);
[[nodiscard]] boost::json::object toJson(const FilingVerdict& verdict);

} // namespace tidemark::sync
