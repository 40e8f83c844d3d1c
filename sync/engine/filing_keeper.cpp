#include "sync/engine/filing_keeper.hpp"

#include "sync/engine/kept_filings.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr int lookEveryMs = 60'000;
/// Rows and files come in bursts.
constexpr int soonMs = 1500;
constexpr qint64 thoroughEveryMs = 6LL * 3600 * 1000;
constexpr qint64 lengthenEveryMs = 3600LL * 1000;
constexpr std::int64_t dayMicros = 24LL * 3600 * 1'000'000;

Fault notKept()
{
    return Fault{
        FaultCode::notFound,
        "not_kept_ready",
        "This report is not kept ready.",
        "Choose Keep ready offline first."};
}

Timestamp timeIn(const json::object& object, std::string_view key)
{
    const auto* text = object.if_contains(key);
    if (!text || !text->is_string())
        return {};
    const auto time = Timestamp::parse(std::string_view(text->get_string()));
    return time ? *time : Timestamp();
}

/// What is kept of it; the rest is looked at anew.
json::object keptOf(const Filing& filing)
{
    return {
        {"report", filing.report.toString()},
        {"organization", filing.title.organization},
        {"year", filing.title.year},
        {"since", filing.since.toString()},
        {"wantedUntil", filing.wantedUntil.toString()}};
}

std::optional<Filing> filingFrom(const json::value& value)
{
    const auto* object = value.if_object();
    const auto* id = object ? object->if_contains("report") : nullptr;
    const auto report = id && id->is_string() ? Uuid::parse(std::string_view(id->get_string()))
                                              : Result<Uuid>(notKept());
    if (!report)
        return std::nullopt;
    Filing filing{.report = *report};
    filing.since = timeIn(*object, "since");
    filing.wantedUntil = timeIn(*object, "wantedUntil");
    if (const auto* name = object->if_contains("organization"); name && name->is_string())
        filing.title.organization = name->get_string();
    if (const auto* year = object->if_contains("year"); year && year->is_int64())
        filing.title.year = year->get_int64();
    return filing;
}

} // namespace

json::object toJson(const Filing& filing)
{
    json::object object = toJson(filing.verdict);
    object["report"] = filing.report.toString();
    object["organization"] = filing.title.organization;
    object["year"] = filing.title.year;
    object["since"] = filing.since.toString();
    object["wantedUntil"] = filing.wantedUntil.toString();
    return object;
}

FilingKeeper::FilingKeeper(Engine& engine, QObject* parent)
    : QObject(parent)
    , engine_(engine)
{
    soon_.setSingleShot(true);
    soon_.setInterval(soonMs);
    timer_.setInterval(lookEveryMs);
    connect(&soon_, &QTimer::timeout, this, &FilingKeeper::lookAtAll);
    connect(&timer_, &QTimer::timeout, this, &FilingKeeper::lookSoon);
    connect(&engine_, &Engine::changed, this, &FilingKeeper::lookSoon);
    connect(&engine_.blobs(), &BlobDriver::progressed, this, [this](const BlobProgress& progress) {
        if (progress.state == "here" || progress.state == "failed" || progress.state == "gone")
            lookSoon();
    });
    const auto onStatus = [this, link = LinkState::offline](const Status& status) mutable {
        if (std::exchange(link, status.link) != status.link)
            lookSoon();
        if (engine_.isOpen() && !isLoaded_)
            load();
    };
    connect(&engine_, &Engine::statusChanged, this, onStatus);
}

Filing* FilingKeeper::find(const Uuid& report)
{
    const auto found = std::find_if(all_.begin(), all_.end(), [&report](const Filing& one) {
        return one.report == report;
    });
    return found == all_.end() ? nullptr : &*found;
}

QCoro::Task<void> FilingKeeper::load()
{
    isLoaded_ = true;
    const auto read = [](DeskStore& desk) { return desk.vault.setting(filingSetting); };
    const auto text = co_await engine_.stores().desk(read);
    boost::system::error_code failed;
    const auto value = text && *text ? json::parse(**text, failed) : json::value();
    for (const json::value& one : value.is_array() ? value.get_array() : json::array()) {
        if (auto filing = filingFrom(one))
            all_.push_back(std::move(*filing));
    }
    if (all_.empty())
        co_return;
    timer_.start();
    isThoroughWanted_ = true;
    lookSoon();
}

QCoro::Task<Result<void>> FilingKeeper::save()
{
    json::array all;
    for (const Filing& filing : all_)
        all.emplace_back(keptOf(filing));
    const auto put = [text = json::serialize(all)](DeskStore& desk) {
        return desk.vault.setSetting(filingSetting, text);
    };
    co_return co_await engine_.stores().desk(put);
}

QCoro::Task<Result<Filing>> FilingKeeper::keep(Uuid report, int days)
{
    const auto exists = [report](DeskStore& desk) {
        return desk.windows.get("complianceReport", report);
    };
    if (const auto row = co_await engine_.stores().desk(exists); !row)
        co_return row.error();
    const Timestamp now = engine_.trustedNow();
    if (find(report) == nullptr) {
        if (all_.size() >= most)
            co_return Fault{
                FaultCode::full,
                "too_many_filings",
                "Twenty reports are kept ready already.",
                "End one of them first."};
        all_.push_back(Filing{.report = report, .since = now});
    }
    find(report)->wantedUntil = Timestamp{now.micros + days * dayMicros};
    // Written down first: whatever happens next, it goes on after a restart.
    if (auto saved = co_await save(); !saved)
        co_return saved.error();
    if (auto pinned = co_await engine_.blobs().pin(report, true); !pinned)
        co_return pinned.error();
    timer_.start();
    engine_.syncNow();
    co_await lengthen();
    co_return co_await verify(report);
}

QCoro::Task<Result<Filing>> FilingKeeper::verify(Uuid report)
{
    if (auto looked = co_await look(report, true); !looked)
        co_return looked.error();
    const Filing* filing = find(report);
    if (filing == nullptr)
        co_return notKept();
    (void)co_await save();
    filing = find(report);
    co_return filing != nullptr ? Result<Filing>(*filing) : Result<Filing>(notKept());
}

QCoro::Task<Result<void>> FilingKeeper::end(Uuid report)
{
    if (find(report) == nullptr)
        co_return notKept();
    std::erase_if(all_, [&report](const Filing& one) { return one.report == report; });
    if (auto saved = co_await save(); !saved)
        co_return saved;
    if (all_.empty())
        timer_.stop();
    Q_EMIT moved();
    co_return co_await engine_.blobs().pin(report, false);
}

bool FilingKeeper::isOnline()
{
    const LinkState link = engine_.status().link;
    return link == LinkState::online || link == LinkState::onlinePoll;
}

/// Until the latest of the times that are wanted. Without a promise what is held counts.
QCoro::Task<void> FilingKeeper::lengthen()
{
    if (!isOnline() || engine_.pull().clientId().empty())
        co_return;
    Timestamp wanted;
    for (const Filing& filing : all_)
        wanted = std::max(wanted, filing.wantedUntil);
    lengthened_.start();
    const auto promised = co_await engine_.extendLeases(wanted);
    if (!promised && promised.error().code != FaultCode::unsupported)
        lengthened_.invalidate(); // Asked again at the next look.
}

void FilingKeeper::lookSoon()
{
    if (!all_.empty() && !soon_.isActive())
        soon_.start();
}

QCoro::Task<void> FilingKeeper::lookAtAll()
{
    if (isLooking_ || !engine_.isOpen())
        co_return lookSoon();
    isLooking_ = true;
    const bool isDue = !looked_.isValid() || looked_.hasExpired(thoroughEveryMs);
    const bool isThorough = std::exchange(isThoroughWanted_, false) || isDue;
    if (!lengthened_.isValid() || lengthened_.hasExpired(lengthenEveryMs))
        co_await lengthen();
    std::vector<Uuid> reports;
    for (const Filing& filing : all_)
        reports.push_back(filing.report);
    for (const Uuid& report : reports)
        (void)co_await look(report, isThorough);
    if (isThorough) {
        looked_.start();
        (void)co_await save(); // With the names that it has now.
    }
    isLooking_ = false;
}

QCoro::Task<Result<void>> FilingKeeper::look(Uuid report, bool isThorough)
{
    const Filing* before = find(report);
    if (before == nullptr)
        co_return notKept();
    // What was never read through in this run is not carried on from the one before.
    const bool isFirst = !before->facts.verifiedAt.has_value();
    auto found = co_await lookAtFiling(engine_, report, isThorough || isFirst, before->facts);
    if (!found)
        co_return found.error();
    Filing* filing = find(report);
    if (filing == nullptr)
        co_return notKept();
    filing->facts = std::move(found->facts);
    if (filing->facts.isReportHere)
        filing->title = std::move(found->title);
    const FilingVerdict verdict = judgeFiling(filing->facts);
    if (std::exchange(filing->verdict, verdict) != verdict)
        Q_EMIT moved();
    co_return Result<void>{};
}

} // namespace tidemark::sync
