// Regulatory report runs: where data comes from, what is made of it, and each run of it.
#pragma once

#include "models/core/timestamp.hpp"
#include "models/core/uuid.hpp"
#include "models/entities/identity.hpp"
#include <boost/json/value.hpp>

namespace tidemark {

using ConnectorId = Id<struct ConnectorTag>;
using ReportDefinitionId = Id<struct ReportDefinitionTag>;
using ReportRunId = Id<struct ReportRunTag>;
using RunStepId = Id<struct RunStepTag>;
using RunLogId = Id<struct RunLogTag>;

enum class ConnectorKind { postgresql };
enum class TlsMode { disable, prefer, require, verifyFull };
enum class ArtefactFormat { csv };
enum class RunState {
    pending,
    initializing,
    fetchingData,
    preValidation,
    transforming,
    postValidation,
    generatingArtifacts,
    delivering,
    waitingRetry,
    paused,
    completed,
    failed,
    cancelled
};
enum class RunTrigger { manual, schedule, api, event };
enum class RunStepKind {
    initialize,
    fetchData,
    preValidation,
    transform,
    postValidation,
    generateArtifacts,
    deliver
};
enum class RunStepStatus { pending, running, completed, failed, skipped, retrying };
enum class LogLevel { debug, info, warn, error };

/// A place that report data comes from. Its password is sealed apart and in no description.
struct Connector {
    ConnectorId id = {};
    std::int64_t rv = 0;
    std::string name = {};
    ConnectorKind kind = ConnectorKind::postgresql;
    std::string host = {}; ///< Name, address, or the folder of a local socket.
    std::int64_t port = 5432;
    std::string database = {};
    std::string username = {};
    TlsMode tlsMode = TlsMode::prefer;
    std::optional<Timestamp> testedAt = {};
    std::string testResult = {}; ///< `ok`, or the cause of the failure in words.
};

/// What a run reads, checks and writes.
struct ReportDefinition {
    ReportDefinitionId id = {};
    std::int64_t rv = 0;
    std::string name = {};
    std::string description = {};
    ConnectorId connectorId = {};
    std::string query = {};           ///< One SELECT.
    boost::json::value preRules = {}; ///< Array of {name, column, check, argument, severity}.
    boost::json::value postRules = {};
    boost::json::value columns = {}; ///< Array of {source, target}: the transform.
    ArtefactFormat format = ArtefactFormat::csv;
    std::int64_t maxRowsPerSecond = 0; ///< Spares the source; 0 reads as fast as it answers.
    bool isActive = true;
};

/// One run of a definition. Changed by the platform's worker and by the actions run and cancel.
struct ReportRun {
    ReportRunId id = {};
    std::int64_t rv = 0;
    std::int64_t number = 0; ///< Counts up in the tenant.
    ReportDefinitionId definitionId = {};
    std::string definitionName = {};
    RunState state = RunState::pending;
    std::int64_t progress = 0; ///< 0..100.
    RunTrigger trigger = RunTrigger::manual;
    std::string startedBy = {};
    std::optional<Timestamp> startedAt = {};
    std::optional<Timestamp> finishedAt = {};
    std::string failedStep = {};
    std::string errorCode = {};
    std::string errorCause = {};
    std::int64_t rowsIn = 0;
    std::int64_t rowsOut = 0;
    std::int64_t exceptions = 0;
    std::string artefactName = {};
    std::string artefactSha256 = {};
    std::int64_t artefactBytes = 0;
};

/// One step of a run, with its latest attempt.
struct RunStep {
    RunStepId id = {};
    std::int64_t rv = 0;
    ReportRunId runId = {};
    RunStepKind kind = RunStepKind::initialize;
    std::int64_t position = 0;
    RunStepStatus status = RunStepStatus::pending;
    std::int64_t attempt = 0;
    std::int64_t attemptsMost = 1;
    std::optional<Timestamp> startedAt = {};
    std::optional<Timestamp> finishedAt = {};
    std::int64_t rowsIn = 0;
    std::int64_t rowsOut = 0;
    std::string message = {};
};

/// One line of a run's log; read through the platform and the live channel, never mirrored.
struct RunLog {
    RunLogId id = {};
    std::int64_t rv = 0;
    ReportRunId runId = {};
    std::int64_t sequence = 0; ///< 1, 2, 3 … in the run.
    Timestamp at = {};
    LogLevel level = LogLevel::info;
    std::string step = {};
    std::string message = {};
};

} // namespace tidemark
