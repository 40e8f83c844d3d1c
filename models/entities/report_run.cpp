#include "models/entities/report_run.hpp"

#include "models/entities/descriptions.hpp"
#include "models/entity/describe.hpp"

namespace tidemark {

BOOST_DESCRIBE_ENUM(ConnectorKind, postgresql)
BOOST_DESCRIBE_ENUM(TlsMode, disable, prefer, require, verifyFull)
BOOST_DESCRIBE_ENUM(ArtefactFormat, csv)
BOOST_DESCRIBE_ENUM(
    RunState,
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
)
BOOST_DESCRIBE_ENUM(RunTrigger, manual, schedule, api, event)
BOOST_DESCRIBE_ENUM(
    RunStepKind,
    initialize,
    fetchData,
    preValidation,
    transform,
    postValidation,
    generateArtifacts,
    deliver
)
BOOST_DESCRIBE_ENUM(RunStepStatus, pending, running, completed, failed, skipped, retrying)
BOOST_DESCRIBE_ENUM(LogLevel, debug, info, warn, error)
BOOST_DESCRIBE_STRUCT(
    Connector,
    (),
    (id, rv, name, kind, host, port, database, username, tlsMode, testedAt, testResult)
)
BOOST_DESCRIBE_STRUCT(
    ReportDefinition,
    (),
    (id,
     rv,
     name,
     description,
     connectorId,
     query,
     preRules,
     postRules,
     columns,
     format,
     maxRowsPerSecond,
     isActive)
)
BOOST_DESCRIBE_STRUCT(
    ReportRun,
    (),
    (id,
     rv,
     number,
     definitionId,
     definitionName,
     state,
     progress,
     trigger,
     startedBy,
     startedAt,
     finishedAt,
     failedStep,
     errorCode,
     errorCause,
     rowsIn,
     rowsOut,
     exceptions,
     artefactName,
     artefactSha256,
     artefactBytes)
)
BOOST_DESCRIBE_STRUCT(
    RunStep,
    (),
    (id,
     rv,
     runId,
     kind,
     position,
     status,
     attempt,
     attemptsMost,
     startedAt,
     finishedAt,
     rowsIn,
     rowsOut,
     message)
)
BOOST_DESCRIBE_STRUCT(RunLog, (), (id, rv, runId, sequence, at, level, step, message))

TIDEMARK_CHOICE(ConnectorKind)
TIDEMARK_CHOICE(TlsMode)
TIDEMARK_CHOICE(ArtefactFormat)
TIDEMARK_CHOICE(RunState)
TIDEMARK_CHOICE(RunTrigger)
TIDEMARK_CHOICE(RunStepKind)
TIDEMARK_CHOICE(RunStepStatus)
TIDEMARK_CHOICE(LogLevel)
TIDEMARK_RECORD(Connector)
TIDEMARK_RECORD(ReportDefinition)
TIDEMARK_RECORD(ReportRun)
TIDEMARK_RECORD(RunStep)
TIDEMARK_RECORD(RunLog)

std::vector<EntityInfo> describeReportRuns()
{
    return {
        describeEntity<Connector>(
            {.name = "connector",
             .plural = "connectors",
             .code = 30,
             .permission = "connector",
             .search = {"name", "host"},
             .list = {"name", "kind", "host", "database", "testedAt", "testResult"},
             .rules =
                 {unique("name"),
                  length("name", 1, 120),
                  length("host", 1, 255),
                  range("port", 1, 65535),
                  length("database", 1, 63),
                  length("username", 1, 63),
                  platformSet({"testedAt", "testResult"})}}
        ),
        describeEntity<ReportDefinition>(
            {.name = "reportDefinition",
             .plural = "report-definitions",
             .code = 31,
             .permission = "regreport",
             .search = {"name"},
             .list = {"name", "connectorId", "format", "isActive"},
             .rules =
                 {unique("name"),
                  length("name", 1, 120),
                  length("query", 1, 20000),
                  range("maxRowsPerSecond", 0, 1000000),
                  references("connectorId", "connector")}}
        ),
        describeEntity<ReportRun>(
            {.name = "reportRun",
             .plural = "report-runs",
             .code = 32,
             .permission = "run",
             .writable = false,
             .search = {"definitionName", "startedBy"},
             .list =
                 {"number",
                  "definitionName",
                  "state",
                  "progress",
                  "startedBy",
                  "startedAt",
                  "finishedAt",
                  "rowsOut"},
             .rules = {references("definitionId", "reportDefinition")}}
        ),
        describeEntity<RunStep>(
            {.name = "runStep",
             .plural = "run-steps",
             .code = 33,
             .permission = "run",
             .writable = false,
             .list =
                 {"position", "kind", "status", "attempt", "startedAt", "finishedAt", "message"},
             .rules = {references("runId", "reportRun")}}
        ),
        describeEntity<RunLog>(
            {.name = "runLog",
             .plural = "run-logs",
             .code = 34,
             .permission = "run",
             .sync = SyncPolicy::onlineOnly,
             .writable = false,
             .search = {"message"},
             .list = {"sequence", "at", "level", "step", "message"},
             .rules = {references("runId", "reportRun")}}
        ),
    };
}

} // namespace tidemark
