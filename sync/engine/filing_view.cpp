#include "sync/engine/filing_view.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

const std::string connectFirst = "Connect to the network; the rest happens by itself.";
constexpr std::int64_t warnBeforeMicros = 24LL * 3600 * 1'000'000;

std::string countOf(std::int64_t count, const std::string& one, const std::string& many)
{
    return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

bool isLocked(const FilingFacts& facts)
{
    return std::any_of(facts.scopes.begin(), facts.scopes.end(), [](const auto& scope) {
        return scope.isLocked;
    });
}

FilingPoint reportPoint(const FilingFacts& facts)
{
    FilingPoint point{.id = "report", .detail = "The report is on this device."};
    if (facts.isReportHere || isLocked(facts)) // What is locked is not shown, and said below.
        return point;
    point.state = facts.isOnline ? CheckState::warn : CheckState::bad;
    point.detail = "The report is not on this device.";
    point.nextStep = facts.isOnline ? "It is being fetched." : connectFirst;
    return point;
}

FilingPoint rowsPoint(const FilingFacts& facts)
{
    FilingPoint point{.id = "rows", .total = std::ssize(facts.scopes)};
    std::string waits;
    bool isWhole = true;
    for (const FilingScope& scope : facts.scopes) {
        if (scope.isWhole && scope.isVerified) {
            ++point.count;
            continue;
        }
        isWhole = isWhole && scope.isWhole;
        waits += (waits.empty() ? "" : ", ") + scope.name;
    }
    if (point.count == point.total) {
        point.detail = "Its rows, reference data and people are here and add up.";
        return point;
    }
    point.state = facts.isOnline ? CheckState::warn : CheckState::bad;
    point.detail =
        (isWhole ? "Not compared with the platform yet: " : "Not all here yet: ") + waits;
    point.detail += '.';
    point.nextStep = facts.isOnline ? "It goes on by itself." : connectFirst;
    return point;
}

FilingPoint storePoint(const FilingFacts& facts)
{
    FilingPoint point{.id = "store", .detail = "Both files of this device were read through."};
    if (facts.store) {
        point.state = CheckState::bad;
        point.detail = facts.store->cause;
        point.nextStep = facts.store->nextStep;
    } else if (!facts.verifiedAt) {
        point.state = CheckState::warn;
        point.detail = "The files of this device are being read through.";
        point.nextStep = "Wait a moment.";
    }
    return point;
}

FilingPoint filesPoint(const FilingFacts& facts)
{
    const ReportFiles& files = facts.files;
    FilingPoint point{.id = "files", .count = files.here, .total = files.total};
    const std::string all = countOf(files.total, "attachment", "attachments");
    if (files.here == files.total) {
        point.detail = files.total == 0 ? "The report has no attachments."
                                        : all + " here, with the right content.";
        return point;
    }
    point.detail = std::to_string(files.here) + " of " + all + " here.";
    const bool isStuck = files.failed > 0 || !facts.isOnline;
    point.state = isStuck ? CheckState::bad : CheckState::warn;
    if (!facts.isOnline)
        point.nextStep = connectFirst;
    else
        point.nextStep = files.failed > 0 ? "Open the attachments of the report and try again."
                                          : "They are being fetched.";
    return point;
}

FilingPoint unsentPoint(const FilingFacts& facts)
{
    FilingPoint point{.id = "unsent", .count = facts.unsent, .detail = "Nothing waits to be sent."};
    if (facts.unsent == 0)
        return point;
    // Safe where it is: away from the network this is how work looks.
    point.detail =
        countOf(facts.unsent, "change is", "changes are") + " safe here and not sent yet.";
    if (facts.isOnline) {
        point.state = CheckState::warn;
        point.nextStep = "They are being sent.";
    }
    return point;
}

FilingPoint needYouPoint(const FilingFacts& facts)
{
    FilingPoint point{
        .id = "needYou", .count = facts.needYou, .detail = "No change waits for a decision."};
    if (facts.needYou == 0)
        return point;
    point.state = CheckState::bad;
    point.detail = countOf(facts.needYou, "change waits", "changes wait") + " for your decision.";
    point.nextStep = "Decide under Needs you; that works offline too.";
    return point;
}

std::optional<Timestamp> endOf(const FilingFacts& facts)
{
    std::optional<Timestamp> end;
    for (const FilingScope& scope : facts.scopes) {
        if (scope.leaseEnd && (!end || scope.leaseEnd->micros < end->micros))
            end = scope.leaseEnd;
    }
    return end;
}

FilingPoint leasePoint(const FilingFacts& facts, const std::optional<Timestamp>& end)
{
    FilingPoint point{.id = "lease", .detail = "It may be read here without an end."};
    if (isLocked(facts) || (end && end->micros <= facts.now.micros)) {
        point.state = CheckState::bad;
        point.detail = "This device may not show it any more: it was away from the platform for "
                       "too long.";
        point.nextStep = connectFirst;
        return point;
    }
    if (!end)
        return point;
    point.detail = "It may be read here until " + end->toString().substr(0, 16) + " UTC.";
    if (end->micros - facts.now.micros < warnBeforeMicros) {
        point.state = CheckState::warn;
        point.nextStep = "Connect to the network before that.";
    }
    return point;
}

FilingPoint roomPoint(const FilingFacts& facts)
{
    FilingPoint point{.id = "room", .detail = "There is room on the disk."};
    if (!facts.isRoomShort)
        return point;
    point.state = CheckState::warn;
    point.detail = "There is little room on the disk.";
    point.nextStep = "Make room; new attachments may not fit.";
    return point;
}

} // namespace

FilingVerdict judgeFiling(const FilingFacts& facts)
{
    FilingVerdict verdict{.verifiedAt = facts.verifiedAt, .validUntil = endOf(facts)};
    verdict.points = {
        reportPoint(facts),
        rowsPoint(facts),
        storePoint(facts),
        filesPoint(facts),
        unsentPoint(facts),
        needYouPoint(facts),
        leasePoint(facts, verdict.validUntil),
        roomPoint(facts)};
    verdict.state = CheckState::ok;
    for (const FilingPoint& point : verdict.points)
        verdict.state = std::max(verdict.state, point.state);
    return verdict;
}

json::object toJson(const FilingVerdict& verdict)
{
    const auto timeOrNull = [](const std::optional<Timestamp>& time) {
        return time ? json::value(time->toString()) : json::value();
    };
    json::array points;
    for (const FilingPoint& point : verdict.points)
        points.emplace_back(json::object{
            {"id", point.id},
            {"state", nameOf(point.state)},
            {"count", point.count},
            {"total", point.total},
            {"detail", point.detail},
            {"nextStep", point.nextStep}});
    return {
        {"state", nameOf(verdict.state)},
        {"verifiedAt", timeOrNull(verdict.verifiedAt)},
        {"validUntil", timeOrNull(verdict.validUntil)},
        {"points", std::move(points)}};
}

} // namespace tidemark::sync
