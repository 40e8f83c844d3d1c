// Concurrent clients over real HTTP and PostgreSQL: they append to lists, move amounts between
// registers and read the feed cut by cut. No update is lost, no cut is torn, no order inverted.
// TIDEMARK_HISTORY_SECONDS makes it longer, in histories of at most 20 s on clusters of their own,
// and TIDEMARK_HISTORY_SEED another.
#include "tests/platform/feed/history.hpp"
#include "tests/platform/feed/http_platform.hpp"
#include "tests/platform/feed/sync_client.hpp"

#include <QTest>

#include <atomic>
#include <future>
#include <random>

using namespace tidemark;
using namespace tidemark::platform;
namespace json = boost::json;

namespace {

constexpr int listCount = 4;
constexpr int registerCount = 12;
constexpr std::int64_t startAmount = 1000;
constexpr unsigned moverCount = 3;
constexpr int secondsMost = 20; ///< Of one history: each cut of it is kept.

std::string idNumber(const char* kind, int number)
{
    std::array<char, 37> text = {};
    std::snprintf(text.data(), text.size(), "01900000-0000-7000-%s-%012d", kind, number);
    return text.data();
}
std::string listId(int number)
{
    return idNumber("8aaa", number);
}
std::string registerId(int number)
{
    return idNumber("8bbb", number);
}

List listOf(const std::string& text)
{
    List list;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        list.push_back(std::stoi(text.substr(at, end - at)));
        at = end + 1;
    }
    return list;
}

std::int64_t amountOf(const std::string& decimal)
{
    return std::stoll(decimal.substr(0, decimal.find('.')));
}

/// What all threads of a run share.
struct Run {
    std::uint16_t port = 0;
    std::atomic<bool> isOver = false;
    std::atomic<int> nextValue = 1;
    std::atomic<int> refused = 0; ///< Conflicts: somebody else was faster.
};

/// The row as it is now.
Answered get(WireClient& client, const std::string& id)
{
    Answered answer = client.call("GET", "fuel-codes/" + id);
    if (answer.status != 200)
        qFatal("%d %s", answer.status, answer.text.c_str());
    return answer;
}

/// Adds a number to the end of a list, when nobody else did in between.
bool append(WireClient& client, const std::string& id, int value)
{
    const Answered now = get(client, id);
    const std::string text = now.member("company");
    const std::string longer = text + (text.empty() ? "" : ",") + std::to_string(value);
    const json::object body{{"company", longer}};
    const Answered done =
        client.call("PATCH", "fuel-codes/" + id, json::serialize(body), now.member("rv"));
    if (done.status != 200 && done.status != 409)
        qFatal("%s", done.text.c_str());
    return done.status == 200;
}

/// Appends to one list and, once that is acknowledged, to another.
std::vector<Appended> appendUntil(Run& run, unsigned seed)
{
    WireClient client(run.port);
    std::mt19937 random(seed);
    std::vector<Appended> made;
    while (!run.isOver) {
        const int first = static_cast<int>(random() % listCount);
        const int second = (first + 1) % listCount;
        const int cause = run.nextValue++;
        if (!append(client, listId(first), cause)) {
            ++run.refused;
            continue;
        }
        made.push_back({.list = listId(first), .value = cause});
        const int effect = run.nextValue++;
        if (append(client, listId(second), effect))
            made.push_back({listId(second), effect, cause, listId(first)});
        else
            ++run.refused;
    }
    return made;
}

PushOp amountChange(const std::string& id, const std::string& base, std::int64_t amount)
{
    PushOp op{.kind = PushOpKind::update, .entity = "fuelCode", .id = idOf(id)};
    op.base = json::object{{"carbonIntensity", base}};
    op.set = json::object{{"carbonIntensity", std::to_string(amount) + ".00"}};
    return op;
}

/// Moves amounts between two registers in one mutation; some are sent twice. No two movers move the
/// same amount: what two people set to the same value is no conflict.
int moveUntil(Run& run, unsigned mover, unsigned seed)
{
    WireClient http(run.port);
    std::mt19937 random(100 + seed + mover);
    SessionRequest opening{.incarnation = 1, .deviceName = "mover"};
    const Answered session = http.call("POST", "sync/session", json::serialize(toJson(opening)));
    const std::string client = session.member("clientId");
    int moved = 0;
    for (std::int64_t mid = 1; !run.isOver; ++mid) {
        const int from = static_cast<int>(random() % registerCount);
        const int to =
            (from + 1 + static_cast<int>(random() % (registerCount - 1))) % registerCount;
        const std::string a = get(http, registerId(from)).member("carbonIntensity");
        const std::string b = get(http, registerId(to)).member("carbonIntensity");
        const std::int64_t amount =
            static_cast<std::int64_t>(random() % 9) * moverCount + mover + 1;
        const auto mutation = mutationOf(
            mid,
            {amountChange(registerId(from), a, amountOf(a) - amount),
             amountChange(registerId(to), b, amountOf(b) + amount)}
        );
        const std::string body = json::serialize(toJson(PushRequest{client, 1, {mutation}}));
        const int times = random() % 4 == 0 ? 2 : 1;
        PushStatus status = PushStatus::parked;
        for (int i = 0; i < times; ++i) {
            const Answered pushed = http.call("POST", "sync/push", body);
            if (pushed.status != 200)
                qFatal("%s", pushed.text.c_str());
            status = readPushAnswer(json::parse(pushed.text))->results.at(0).status;
        }
        moved += isSuccess(status) ? 1 : 0;
        run.refused += isSuccess(status) ? 0 : 1;
    }
    return moved;
}

SeenCut seenIn(Mirror& mirror)
{
    SeenCut seen{.cut = mirror.cut};
    for (auto& [id, row] : mirror.scopes[1]) {
        seen.versions[id] = row.rv;
        if (row.entity != "fuelCode")
            continue; // Ids of others are random.
        const auto unquoted = [](const std::string& text) {
            return text.substr(1, text.size() - 2);
        };
        if (id.find("-8aaa-") != id.npos)
            seen.lists[id] = listOf(unquoted(row.values.at("company")));
        else if (id.find("-8bbb-") != id.npos)
            seen.sum += amountOf(unquoted(row.values.at("carbonIntensity")));
    }
    return seen;
}

/// Follows the feed from its beginning, cut by cut.
std::vector<SeenCut> readUntil(Run& run, const std::string& history, std::int64_t epoch)
{
    WireClient http(run.port);
    Mirror mirror;
    std::vector<SeenCut> cuts;
    for (bool isLast = false; !isLast;) {
        isLast = run.isOver;
        PullRequest request{.cursor = {history, epoch, mirror.cut, mirror.salt}, .scopes = {1}};
        const std::int64_t before = mirror.cut;
        const Answered answer = http.call("POST", "sync/pull", json::serialize(toJson(request)));
        if (answer.status != 200)
            qFatal("%s", answer.text.c_str());
        const bool agrees = mirror.apply(answer.frames());
        if (mirror.cut == before)
            continue;
        cuts.push_back(seenIn(mirror));
        cuts.back().agrees = agrees;
        isLast = false;
    }
    return cuts;
}

/// One transaction at a time, with its number drawn early and its writes late.
void writeSlowlyUntil(Run& run, const PostgresFixture& postgres)
{
    while (!run.isOver)
        postgres.asAdmin(
            "BEGIN; SET LOCAL app.tenant = '1'; SELECT pg_current_xact_id();"
            "UPDATE app.fuel_code SET carbon_intensity = carbon_intensity + 1 WHERE id = '" +
            registerId(registerCount) +
            "'; SELECT pg_sleep(0.4);"
            "UPDATE app.fuel_code SET carbon_intensity = carbon_intensity - 1 WHERE id = '" +
            registerId(registerCount + 1) + "'; SELECT pg_sleep(0.1); COMMIT"
        );
}

} // namespace

class HistoryCheckTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        std::string sql = "DELETE FROM app.fuel_code;";
        const auto add = [&](const std::string& id, std::int64_t amount) {
            sql += "INSERT INTO app.fuel_code (tenant_id, id, code, fuel_type, company,"
                   " carbon_intensity, status, effective_on, facility_country) VALUES (1, '" +
                   id + "', '" + id + "', 'Biodiesel', '', " + std::to_string(amount) +
                   ", 'approved', '2024-02-29', '');";
        };
        for (int i = 0; i < listCount; ++i)
            add(listId(i), 0);
        for (int i = 0; i < registerCount + 2; ++i) // Two are the slow writer's alone.
            add(registerId(i), startAmount);
        postgres_->asAdmin("BEGIN;" + sql + "COMMIT");
    }

    void concurrentClientsSeeOneOrder()
    {
        const int given = qEnvironmentVariableIntValue("TIDEMARK_HISTORY_SECONDS");
        const auto first =
            static_cast<unsigned>(qEnvironmentVariableIntValue("TIDEMARK_HISTORY_SEED"));
        unsigned number = 0;
        for (int left = given > 0 ? given : 4; left > 0; left -= secondsMost) {
            if (number > 0)
                init();
            const auto length = std::chrono::seconds(std::min(left, secondsMost));
            const Verdict verdict = check(length, first + 1000 * number++);
            QVERIFY2(verdict.isRight(), verdict.text().c_str());
        }
    }

    /// The check itself is right only if it notices a gate that splits transactions.
    void aGateThatSplitsTransactionsIsNoticed()
    {
        const std::string text =
            postgres_->asAdmin("SELECT pg_get_functiondef('sync.sequence'::regproc)");
        std::string broken = text;
        const std::string whole = "WHERE p.seq > 0 RETURNING p.*";
        const std::size_t at = broken.find(whole);
        QVERIFY(at != broken.npos);
        broken.replace(
            at,
            whole.size(),
            "WHERE p.seq IN (SELECT seq FROM sync.pending ORDER BY seq LIMIT 1) RETURNING p.*"
        );
        postgres_->asAdmin(broken);
        const Verdict verdict = check(std::chrono::seconds(2), 0);
        postgres_->asAdmin(text);
        QVERIFY2(verdict.torn > 0, verdict.text().c_str());
    }

private:
    Verdict check(std::chrono::seconds duration, unsigned seed)
    {
        postgres_->asAdmin("SELECT count(*) FROM sync.sequence()");
        const std::string history = postgres_->asAdmin("SELECT history_id FROM sync.history");
        const HttpPlatform platform(postgres_->appConnection());
        Run run;
        run.port = platform.port();
        constexpr auto aside = std::launch::async;
        std::vector<std::future<std::vector<Appended>>> appenders;
        std::vector<std::future<int>> movers;
        std::vector<std::future<std::vector<SeenCut>>> readers;
        for (unsigned i = 0; i < moverCount; ++i) {
            appenders.push_back(std::async(aside, [&run, i, seed] {
                return appendUntil(run, seed + i);
            }));
            movers.push_back(std::async(aside, [&run, i, seed] { return moveUntil(run, i, seed); })
            );
        }
        for (int i = 0; i < 2; ++i)
            readers.push_back(std::async(aside, [&] { return readUntil(run, history, 1); }));
        auto slow = std::async(aside, [&] { writeSlowlyUntil(run, *postgres_); });
        (void)slow.wait_for(duration); // Until the time is up: it ends with the run.
        run.isOver = true;
        slow.get();

        std::vector<Appended> made;
        for (auto& one : appenders) {
            const auto some = one.get();
            made.insert(made.end(), some.begin(), some.end());
        }
        int moved = 0;
        for (auto& one : movers)
            moved += one.get();
        Verdict verdict;
        std::map<std::string, List> final;
        for (int i = 0; i < listCount; ++i)
            final[listId(i)] = listOf(postgres_->asAdmin(
                "SELECT company FROM app.fuel_code WHERE id = '" + listId(i) + "'"
            ));
        judgeFinal(final, made, verdict);
        std::size_t cuts = 0;
        for (auto& one : readers) {
            const auto seen = one.get();
            cuts += seen.size();
            judgeCuts(seen, final, made, (registerCount + 2) * startAmount, verdict);
        }
        qInfo(
            "%zu appends, %d moves, %d refused, %zu cuts seen: %s",
            made.size(),
            moved,
            run.refused.load(),
            cuts,
            verdict.text().c_str()
        );
        if (made.empty() || moved == 0 || cuts < 10)
            qFatal("too little happened");
        return verdict;
    }

    std::unique_ptr<PostgresFixture> postgres_;
};

QTEST_GUILESS_MAIN(HistoryCheckTest)
#include "history_check_test.moc"
