#include "platform/runs/run_steps.hpp"

#include "platform/database/offload.hpp"
#include "platform/runs/artefact_store.hpp"
#include "platform/runs/csv_writer.hpp"
#include "platform/runs/query_safety.hpp"
#include "platform/runs/rate_pacer.hpp"
#include "platform/runs/source_guard.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/json/array.hpp>

#include <algorithm>
#include <cctype>

namespace tidemark::platform {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int fetchRows = 5000;
constexpr std::size_t chunkRows = 10'000;
constexpr std::int64_t tellEvery = 20'000; ///< Rows between two lines of the log.
constexpr std::size_t toldFailures = 5;    ///< Of one rule, in the log.

std::string asText(std::size_t number)
{
    return grouped(static_cast<std::int64_t>(number));
}

std::chrono::milliseconds since(Clock::time_point start)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
}

} // namespace

std::string grouped(std::int64_t number)
{
    std::string text = std::to_string(number);
    const std::ptrdiff_t first = number < 0 ? 1 : 0;
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > first; at -= 3)
        text.insert(static_cast<std::size_t>(at), 1, ',');
    return text;
}

std::string artefactName(const ReportRun& run, Timestamp at)
{
    std::string name;
    for (const char c : run.definitionName) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    while (!name.empty() && name.back() == '-')
        name.pop_back();
    std::string day = at.toString().substr(0, 10);
    std::erase(day, '-');
    std::string number = std::to_string(run.number);
    number.insert(0, number.size() < 6 ? 6 - number.size() : 0, '0');
    return (name.empty() ? "report" : name.substr(0, 80)) + '-' + day + '-' + number + ".csv";
}

RunSteps::RunSteps(
    const RunServices& services,
    asio::thread_pool& threads,
    const RunPlan& plan,
    StepReporter& reporter,
    std::shared_ptr<std::atomic<bool>> stop
)
    : services_(services)
    , threads_(threads)
    , plan_(plan)
    , reporter_(reporter)
    , stop_(std::move(stop))
{
}

RunSteps::~RunSteps() = default;

boost::json::object RunSteps::figures() const
{
    return figures_;
}

RunSteps::Done RunSteps::perform(RunStepKind kind)
{
    switch (kind) {
    case RunStepKind::initialize:
        return initialize();
    case RunStepKind::fetchData:
        return fetch();
    case RunStepKind::preValidation:
        return validate(plan_.definition.preRules);
    case RunStepKind::transform:
        return transform();
    case RunStepKind::postValidation:
        return validate(plan_.definition.postRules);
    case RunStepKind::generateArtifacts:
    case RunStepKind::deliver: // Never performed: a run has no destinations yet, see `shape`.
        return generate();
    }
    return generate();
}

/// Finds what is wrong with the definition before the source is asked for anything.
RunSteps::Done RunSteps::initialize()
{
    const ReportDefinition& definition = plan_.definition;
    if (!definition.isActive)
        co_return Fault{
            FaultCode::invalid,
            "definition_inactive",
            "The report definition " + definition.name + " is not active.",
            "Activate it, then run it again."};
    const auto verdict = allowQuery(definition.query);
    if (!verdict)
        co_return verdict.error();
    for (const QueryFinding& finding : verdict->findings)
        reporter_.log(LogLevel::warn, finding.cause);
    reporter_.log(
        LogLevel::info,
        "The query only reads; its risk is " + std::string(nameOf(verdict->risk)) + "."
    );
    const auto pre = readCheckRules(definition.preRules);
    if (!pre)
        co_return pre.error();
    const auto post = readCheckRules(definition.postRules);
    if (!post)
        co_return post.error();
    const auto columns = readColumns(definition.columns);
    if (!columns)
        co_return columns.error();
    const std::string message = asText(pre->size() + post->size()) + " rules, " +
                                asText(columns->size()) + " columns, source " +
                                plan_.source.connector.name + ".";
    reporter_.log(LogLevel::info, message);
    co_return StepResult{.message = message};
}

Result<void> RunSteps::keepWithinLimits(const std::vector<CellRow>& chunk)
{
    for (const CellRow& row : chunk) {
        for (const Cell& cell : row)
            bytes_ += cell ? static_cast<std::int64_t>(cell->size()) : 0;
    }
    const auto rows = static_cast<std::int64_t>(data_.rows.size() + chunk.size());
    if (rows <= limits_.rows && bytes_ <= limits_.bytes)
        return {};
    return Fault{
        FaultCode::invalid,
        "too_many_rows",
        "The query gives more than " + grouped(limits_.rows) + " rows or " +
            grouped(limits_.bytes / 1024 / 1024) + " MiB.",
        "Narrow the query, for example to one day."};
}

/// Connects and opens the query.
asio::awaitable<Result<SourceReader>> RunSteps::openSource()
{
    auto target = co_await sourceTargetOf(services_, plan_.tenant, plan_.source);
    if (!target)
        co_return target.error();
    auto opening = [this, &target] { return SourceReader::open(*target, {}, stop_); };
    auto reader = co_await offload(threads_, opening);
    if (!reader)
        co_return reader.error();
    reporter_.log(
        LogLevel::info,
        "Connected to " + plan_.source.connector.name + " as " + plan_.source.connector.username +
            ", read-only."
    );
    auto beginning = [this, &reader] { return reader->begin(plan_.definition.query); };
    if (auto begun = co_await offload(threads_, beginning); !begun)
        co_return begun.error();
    co_return std::move(*reader);
}

RunSteps::Done RunSteps::fetch()
{
    data_ = {};
    bytes_ = 0;
    auto reader = co_await openSource();
    if (!reader)
        co_return reader.error();
    const RatePacer pacer(plan_.definition.maxRowsPerSecond);
    const auto expected = static_cast<double>(std::max<std::int64_t>(reader->estimatedRows(), 1));
    const auto start = Clock::now();
    std::int64_t told = 0;
    asio::steady_timer pause(co_await asio::this_coro::executor);
    for (;;) {
        auto fetching = [&reader, &pacer] { return reader->fetch(pacer.chunk(fetchRows)); };
        auto chunk = co_await offload(threads_, fetching);
        if (!chunk)
            co_return chunk.error();
        if (chunk->empty())
            break;
        if (auto within = keepWithinLimits(*chunk); !within)
            co_return within.error();
        std::move(chunk->begin(), chunk->end(), std::back_inserter(data_.rows));
        const auto rows = static_cast<std::int64_t>(data_.rows.size());
        if (rows - told >= tellEvery) {
            told = rows;
            reporter_.log(LogLevel::info, "Read " + grouped(rows) + " rows.");
        }
        figures_["rowsIn"] = rows;
        const double part = std::min(static_cast<double>(rows) / expected, 1.0);
        if (auto going = co_await reporter_.progress(part, rows); !going)
            co_return going.error();
        pause.expires_after(pacer.pause(rows, since(start)));
        co_await pause.async_wait(asio::use_awaitable);
    }
    data_.columns = reader->columns();
    const std::string message =
        "Read " + asText(data_.rows.size()) + " rows, " + grouped(bytes_ / 1024) + " KiB.";
    reporter_.log(LogLevel::info, message);
    co_return StepResult{
        .rowsOut = static_cast<std::int64_t>(data_.rows.size()), .message = message};
}

void RunSteps::tell(const CheckReport& report)
{
    for (const RuleOutcome& outcome : report.outcomes) {
        if (outcome.failed == 0) {
            reporter_.log(LogLevel::info, outcome.rule + ": every row passes.");
            continue;
        }
        const bool isBlocking = outcome.severity == CheckSeverity::blocking;
        reporter_.log(
            isBlocking ? LogLevel::error : LogLevel::warn,
            outcome.rule + ": " + grouped(outcome.failed) + " rows fail (" +
                std::string(nameOf(outcome.severity)) + ")."
        );
        std::size_t told = 0;
        for (const RowFailure& failure : report.failures) {
            if (failure.rule == outcome.rule && told++ < toldFailures)
                reporter_.log(
                    LogLevel::warn,
                    "Row " + grouped(failure.row + 1) + ", " + failure.column + " \"" +
                        failure.value + "\": " + failure.cause
                );
        }
    }
}

RunSteps::Done RunSteps::validate(const boost::json::value& rules)
{
    const auto checks = readCheckRules(rules);
    if (!checks)
        co_return checks.error();
    const auto before = static_cast<std::int64_t>(data_.rows.size());
    auto checking = [this, &checks] { return checkRows(*checks, data_.columns, data_.rows); };
    const auto report = co_await offload(threads_, checking);
    if (!report)
        co_return report.error();
    tell(*report);
    if (report->isBlocked)
        co_return Fault{
            FaultCode::invalid,
            "validation_failed",
            "Rows break a rule that must hold; the log names them.",
            "Correct the source's data, or the rule, and run the report again."};
    exceptions_ += report->excludedRows;
    figures_["exceptions"] = exceptions_;
    auto removing = [this, &report] {
        removeMarked(data_.rows, report->excluded);
        return true;
    };
    co_await offload(threads_, removing);
    const auto after = static_cast<std::int64_t>(data_.rows.size());
    std::string message = asText(checks->size()) + " rules, ";
    message += after == before ? "every row stays." : grouped(before - after) + " rows taken out.";
    if (auto going = co_await reporter_.progress(1, after); !going)
        co_return going.error();
    co_return StepResult{before, after, std::move(message)};
}

RunSteps::Done RunSteps::transform()
{
    const auto mappings = readColumns(plan_.definition.columns);
    if (!mappings)
        co_return mappings.error();
    const auto positions = columnPositions(*mappings, data_.columns);
    if (!positions)
        co_return positions.error();
    const std::size_t count = data_.rows.size();
    for (std::size_t at = 0; at < count; at += chunkRows) {
        auto moving = [this, &positions, at] {
            rearrange(data_.rows, *positions, at, at + chunkRows);
            return true;
        };
        co_await offload(threads_, moving);
        const double part = static_cast<double>(at) / static_cast<double>(count);
        if (auto going = co_await reporter_.progress(part, static_cast<std::int64_t>(at)); !going)
            co_return going.error();
    }
    data_.columns = reportColumns(*mappings, data_.columns);
    std::string message = asText(data_.columns.size()) + " columns in " + asText(count) + " rows.";
    reporter_.log(LogLevel::info, message);
    const auto rows = static_cast<std::int64_t>(count);
    co_return StepResult{rows, rows, std::move(message)};
}

RunSteps::Done RunSteps::generate()
{
    auto writer = services_.artefacts.begin();
    if (!writer)
        co_return writer.error();
    const std::size_t count = data_.rows.size();
    std::string text;
    appendCsvHeader(text, data_.columns);
    for (std::size_t at = 0; at <= count; at += chunkRows) {
        auto writing = [this, &writer, &text, at, count] {
            for (std::size_t row = at; row < std::min(at + chunkRows, count); ++row)
                appendCsvRow(text, data_.rows[row]);
            auto written = writer->append(text);
            text.clear();
            return written;
        };
        if (auto written = co_await offload(threads_, writing); !written)
            co_return written.error();
        const double part = static_cast<double>(at) / static_cast<double>(count + 1);
        if (auto going = co_await reporter_.progress(part, static_cast<std::int64_t>(at)); !going)
            co_return going.error();
    }
    auto closing = [&writer] { return writer->finish(); };
    const auto stored = co_await offload(threads_, closing);
    if (!stored)
        co_return stored.error();
    const std::string name = artefactName(plan_.run, Timestamp::now());
    const auto rows = static_cast<std::int64_t>(count);
    figures_["rowsOut"] = rows;
    figures_["artefactName"] = name;
    figures_["artefactSha256"] = stored->sha256;
    figures_["artefactBytes"] = stored->bytes;
    reporter_.log(
        LogLevel::info,
        "Wrote " + name + ", " + grouped(stored->bytes / 1024) + " KiB, SHA-256 " + stored->sha256 +
            "."
    );
    co_return StepResult{rows, rows, name};
}

} // namespace tidemark::platform
