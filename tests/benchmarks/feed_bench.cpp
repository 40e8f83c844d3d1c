// The change feed by itself: rows per second from commit to a reader over HTTP, and how long a
// reader waits for a commit while somebody else holds a transaction open.
#include "tests/benchmarks/benchmarks.hpp"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <boost/json.hpp>
#include <libpq-fe.h>

#include <future>

namespace tidemark::bench {
namespace {

namespace json = boost::json;

constexpr int bulkTransactions = 100;
constexpr int rowsPerTransaction = 1'000;
constexpr int heldSeconds = 3;
constexpr int rounds = 3;

/// Runs statements as the database's administrator, on a connection of its own.
bool runSql(const Stage& stage, const std::string& sql)
{
    PGconn* const connection = PQconnectdb(stage.database().c_str());
    PGresult* const result = PQexec(connection, ("SET app.tenant = '1';" + sql).c_str());
    const auto status = PQresultStatus(result);
    const bool isDone = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (!isDone)
        std::fprintf(stderr, "%s", PQerrorMessage(connection));
    PQclear(result);
    PQfinish(connection);
    return isDone;
}

/// A keep-alive client of the sync endpoints that counts what a pull brings.
class FeedReader {
public:
    FeedReader(const QString& server, const std::string& token)
        : base_(server + QStringLiteral("/api/v1/"))
        , token_("Bearer " + token)
    {
    }

    /// Begins at the head. False when the platform does not answer as it should.
    bool open()
    {
        const json::object body{
            {"clientId", nullptr},
            {"incarnation", 1},
            {"deviceName", "bench"},
            {"protocol", json::array{1, 1}},
            {"nextMid", 1},
            {"mirror", nullptr}};
        boost::system::error_code failed;
        const auto answer = json::parse(post("sync/session", body), failed);
        if (failed || !answer.is_object() || !answer.get_object().contains("headCut"))
            return false;
        const auto& session = answer.get_object();
        cursor_ = {
            {"history", session.at("history")},
            {"epoch", session.at("epoch")},
            {"cut", session.at("headCut")},
            {"salt", session.at("salt")}};
        return true;
    }

    /// Pulls once; rows that came, or −1. `text()` is the answer.
    std::int64_t pull()
    {
        text_ = post("sync/pull", {{"cursor", cursor_}, {"scopes", {"1"}}, {"clientId", ""}});
        const std::size_t last = text_.rfind("{\"f\":\"end\"");
        if (last == std::string::npos)
            return -1;
        const auto end = json::parse(text_.substr(last, text_.find('\n', last) - last)).as_object();
        cursor_["cut"] = end.at("to");
        cursor_["salt"] = end.at("salt");
        return end.at("rows").to_number<std::int64_t>();
    }

    /// Pulls until so many rows, there or gone, have come.
    bool readRows(std::int64_t count)
    {
        QElapsedTimer clock;
        clock.start();
        while (count > 0 && clock.elapsed() < 120'000) {
            const std::int64_t some = pull();
            if (some < 0)
                return false;
            count -= some;
        }
        return count <= 0;
    }

    [[nodiscard]] const std::string& text() const { return text_; }

    std::string send(const char* method, const std::string& path, const json::value& body)
    {
        QNetworkRequest request(QUrl(base_ + QString::fromStdString(path)));
        request.setRawHeader("Authorization", QByteArray::fromStdString(token_));
        request.setHeader(
            QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json")
        );
        if (!rv_.empty())
            request.setRawHeader("If-Match", QByteArray::fromStdString('"' + rv_ + '"'));
        const std::string text = json::serialize(body);
        const std::unique_ptr<QNetworkReply> reply(
            network_.sendCustomRequest(request, method, QByteArray::fromStdString(text))
        );
        (void)happens([&] { return reply->isFinished(); }, 30'000);
        return reply->readAll().toStdString();
    }

    /// Changes a row by REST; its new version, empty when that failed.
    std::string change(const std::string& path, const json::object& set, const std::string& rv)
    {
        rv_ = rv;
        boost::system::error_code failed;
        const auto answer = json::parse(send("PATCH", path, set), failed);
        rv_.clear();
        const auto* row = failed ? nullptr : answer.if_object();
        return row && row->contains("rv") ? std::string(row->at("rv").as_string()) : std::string();
    }

private:
    std::string post(const std::string& path, const json::object& body)
    {
        return send("POST", path, body);
    }

    QNetworkAccessManager network_;
    QString base_;
    std::string token_;
    std::string rv_;
    std::string text_;
    json::object cursor_;
};

/// Rows per second from the first of many transactions until a reader has the last row.
double bulkRate(Stage& stage, FeedReader& reader)
{
    QElapsedTimer clock;
    clock.start();
    auto writing = std::async(std::launch::async, [&stage] {
        bool isDone = true;
        for (int i = 0; isDone && i < bulkTransactions; ++i)
            isDone = runSql(
                stage,
                "INSERT INTO app.fuel_code (tenant_id, id, code, fuel_type, company,"
                " carbon_intensity, status, effective_on, facility_country) SELECT 1,"
                " gen_random_uuid(), gen_random_uuid()::text, 'Biodiesel', 'feed bench', 12.34,"
                " 'approved', '2024-01-01', 'Canada' FROM generate_series(1, " +
                    std::to_string(rowsPerTransaction) + ")"
            );
        return isDone;
    });
    constexpr std::int64_t all = std::int64_t{bulkTransactions} * rowsPerTransaction;
    const bool isRead = reader.readRows(all);
    const double seconds = static_cast<double>(clock.nsecsElapsed()) / 1e9;
    const bool isWritten = writing.get();
    // What comes after is measured once the feed has digested their end, too.
    const bool isGone = runSql(stage, "DELETE FROM app.fuel_code WHERE company = 'feed bench'");
    return isWritten && isRead && isGone && reader.readRows(all)
               ? static_cast<double>(all) / seconds
               : 0;
}

/// Milliseconds from each acknowledged commit until a reader had it, while another transaction,
/// begun before, stays open.
std::vector<double> delaysUnderAnOpenTransaction(Stage& stage, FeedReader& reader)
{
    const auto token = stage.platform().tokenOf("ada@demo.example");
    const auto listed =
        e2e::request(stage.platform().port(), "GET", "/api/v1/fuel-codes?size=2", token);
    const auto& items = listed.body.at("items").as_array();
    const std::string path = "fuel-codes/" + std::string(items.at(0).at("id").as_string());
    const std::string held(items.at(1).at("id").as_string());
    std::string rv(items.at(0).at("rv").as_string());
    auto holding = std::async(std::launch::async, [&stage, held] {
        return runSql(
            stage,
            "BEGIN; UPDATE app.fuel_code SET company = company WHERE id = '" + held +
                "'; SELECT pg_sleep(" + std::to_string(heldSeconds) + "); COMMIT"
        );
    });
    std::vector<double> delays;
    const auto isOpen = [&] {
        return holding.wait_for(std::chrono::seconds(0)) != std::future_status::ready;
    };
    for (int i = 0; isOpen() && !rv.empty(); ++i) {
        rv = reader.change(path, {{"company", "Round " + std::to_string(i)}}, rv);
        QElapsedTimer clock;
        clock.start();
        const std::string wanted = '"' + rv + '"';
        while (reader.pull() >= 0 && clock.elapsed() < 10'000) {
            if (reader.text().find(wanted) != std::string::npos)
                break;
        }
        delays.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    if (!holding.get() || rv.empty())
        delays.clear();
    return delays;
}

} // namespace

void measureFeed(Stage& stage, Results& results)
{
    FeedReader reader(stage.platform().server(), stage.platform().tokenOf("ada@demo.example"));
    if (!reader.open()) {
        results.missing("feed: no session could be opened");
        return;
    }
    std::vector<double> rates;
    std::vector<double> worst;
    std::vector<double> usual;
    for (int i = 0; i < rounds; ++i) {
        rates.push_back(bulkRate(stage, reader));
        const auto delays = delaysUnderAnOpenTransaction(stage, reader);
        if (rates.back() <= 0 || delays.empty()) {
            results.missing("feed: rows did not arrive");
            return;
        }
        worst.push_back(percentile(delays, 1));
        usual.push_back(median(delays));
    }
    results.note(
        "feed: rows written by one SQL connection in transactions of " +
        std::to_string(rowsPerTransaction) + ", read over HTTP; waits while another transaction " +
        "is open for " + std::to_string(heldSeconds) + " s"
    );
    results.addMedian({.name = "feed.rate", .unit = "rows/s"}, rates);
    results.addMedian({.name = "feed.held.p50", .unit = "ms", .isLessBetter = true}, usual);
    results.addMedian(
        {.name = "feed.held.worst", .unit = "ms", .aim = 100, .isLessBetter = true}, worst
    );
}

} // namespace tidemark::bench
