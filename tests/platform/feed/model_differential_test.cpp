// The model of the platform that the simulation plays with, held against the real one: the same
// seeded commands to both, and the same cuts, rows, grants, answers, sessions, snapshots, digests
// and repairs must come of them. TIDEMARK_MODEL_SEEDS makes it longer, TIDEMARK_MODEL_SEED another.
#include "models/entities/entities.hpp"
#include "platform/schema/history.hpp"
#include "tests/platform/feed/two_platforms.hpp"
#include "tests/simulation/world/dice.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
namespace json = boost::json;

namespace {

constexpr int rounds = 300;
constexpr sim::UserNumber olgaNumber = 1;
constexpr std::int64_t everything = 1'000'000;

/// One transaction that is open in both.
struct Pair {
    std::unique_ptr<AdminSession> real = {};
    sim::OpenTransaction model = {};
    bool isOpen = false;
};

} // namespace

class ModelDifferentialTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameCommandsComeToTheSame_data()
    {
        QTest::addColumn<int>("seed");
        const int first = fromEnvironment("TIDEMARK_MODEL_SEED", 2026);
        for (int i = 0; i < fromEnvironment("TIDEMARK_MODEL_SEEDS", 2); ++i)
            QTest::addRow("%d", first + i) << first + i;
    }

    void theSameCommandsComeToTheSame()
    {
        QFETCH(const int, seed);
        begin(static_cast<std::uint64_t>(seed));
        for (int round = 0; round < rounds; ++round) {
            const auto what = dice_.below(100);
            if (what < 40)
                write();
            else if (what < 55)
                end();
            else if (what < 63)
                moveOlga();
            else if (what < 78)
                push();
            else if (what < 86)
                sequence();
            else if (what < 94)
                pull();
            else if (what < 97)
                openSession();
            else
                readScope();
            if (QTest::currentTestFailed())
                qFatal("in round %d", round);
        }
        for (Pair& pair : open_)
            end(pair, true);
        sequence();
        pull();
        QVERIFY(pulls_ > 10);
        qInfo("%d pulls, %zu kinds of answers", pulls_, answers_.size());
        QVERIFY(answers_.size() >= 3);
        QVERIFY(scopesRead_ > 0);
        comeBack();
    }

private:
    void begin(std::uint64_t number)
    {
        client_.reset();
        open_ = {};
        reader_.reset();
        platform_.reset();
        postgres_ = std::make_unique<PostgresFixture>();
        seedApart(*postgres_);
        platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        reader_ = std::make_unique<AdminSession>(*postgres_);
        client_ = std::make_unique<SyncClient>(*platform_, olga());
        dice_ = sim::Dice(number);
        model_ = sim::PlatformModel(sim::PlatformShape{.pullPositions = everything}, [this] {
            return dice_.next();
        });
        reports_.clear();
        answers_.clear();
        nextMid_ = 1;
        pulls_ = scopesRead_ = 0;
        isSignedIn_ = true;
        const auto put = [this](const char* id, sim::Scope scope) {
            auto open = model_.begin();
            model_.write(open, keyOf(*Uuid::parse(id)), scope, fieldsOf(scope, ""));
            model_.commit(open);
            reports_.push_back(*Uuid::parse(id));
        };
        put(known::report, 1001);
        put(known::otherReport, 1002);
        model_.grant(olgaNumber, 1);
        model_.grant(olgaNumber, 1002);
        QVERIFY(model_.sequence());
        QCOMPARE(client_->open(), 200); // Sequences as well.
        cutsBefore_ = client_->session.headCut - 1;
        SessionRequest request{.clientId = client_->id, .incarnation = 1};
        QVERIFY(model_.keepClient(olgaNumber, request).has_value());
        for (Pair& pair : open_)
            pair.real = std::make_unique<AdminSession>(*postgres_);
    }

    void write()
    {
        Pair& pair = open_[dice_.below(open_.size())];
        if (!std::exchange(pair.isOpen, true)) {
            pair.model = model_.begin();
            pair.real->run("BEGIN");
        }
        const auto scope = static_cast<sim::Scope>(1001 + dice_.below(2));
        if (dice_.chance(30))
            return create(pair, scope);
        const Uuid id = reports_[dice_.below(reports_.size())];
        const auto row = model_.state().rows.find(keyOf(id));
        const bool isMine = pair.model.writes.contains(keyOf(id));
        if (row == model_.state().rows.end() || isMine || model_.locks().contains(keyOf(id)))
            return; // Another transaction holds it, or it has its turn already.
        const std::string where = " WHERE id = '" + id.toString() + "'";
        if (dice_.chance(15)) {
            QVERIFY(model_.remove(pair.model, keyOf(id)));
            pair.real->run("DELETE FROM app.compliance_report" + where);
            return;
        }
        json::object fields = row->second->fields;
        const std::string name = "n" + std::to_string(dice_.below(4));
        const bool isMove = dice_.chance(30);
        const sim::Scope target = isMove ? scope : row->second->scope;
        fields["nickname"] = name;
        fields["organizationId"] = sim::organizationOf(target);
        QVERIFY(model_.write(pair.model, keyOf(id), target, std::move(fields)));
        pair.real->run(
            "UPDATE app.compliance_report SET nickname = '" + name + "', organization_id = '" +
            organizationIdOf(target) + "'" + where
        );
    }

    void create(Pair& pair, sim::Scope scope)
    {
        const Uuid id = Uuid::make();
        reports_.push_back(id);
        QVERIFY(model_.write(pair.model, keyOf(id), scope, fieldsOf(scope, "")));
        pair.real->run(
            "INSERT INTO app.compliance_report (tenant_id, id, organization_id, organization_name,"
            " year, status, version, frequency, nickname, supplemental_note, line12, line13,"
            " line14, line15, line16, line17, line18, line22, supply_rows, submitted_by) VALUES ("
            "1, '" +
            id.toString() + "', '" + organizationIdOf(scope) + "', 'Org', 2025, 'draft', " +
            std::to_string(reports_.size()) + ", 'annual', '', '', 0, 0, 0, 0, 0, 0, 0, 0, 0, '')"
        );
    }

    void end() { end(open_[dice_.below(open_.size())], dice_.chance(80)); }
    void end(Pair& pair, bool commits)
    {
        if (!std::exchange(pair.isOpen, false))
            return;
        pair.real->run(commits ? "COMMIT" : "ROLLBACK");
        commits ? model_.commit(pair.model) : model_.rollBack(pair.model);
    }

    /// To the other organization, to the government, which holds all, or to nobody.
    void moveOlga()
    {
        const std::vector<std::set<sim::Scope>> choices{{1, 1001}, {1, 1002}, {1, 1001, 1002}, {}};
        const auto wanted = choices[dice_.below(choices.size())];
        const bool isAll = wanted.size() == 3;
        const std::string organization =
            isAll || wanted.empty() ? "NULL"
                                    : std::string("'") + organizationIdOf(*wanted.rbegin()) + "'";
        std::set<sim::Scope> held;
        for (const sim::Scope scope : {1, 1001, 1002}) {
            if (model_.state().isGranted(olgaNumber, scope))
                held.insert(scope);
        }
        if (held == wanted)
            return;
        reader_->run(
            "UPDATE app.user SET organization_id = " + organization + ", is_active = " +
            (wanted.empty() ? "false" : "true") + " WHERE id = '" + known::olga + "'"
        );
        // As the authenticator sees her from now on.
        const bool isHerOwn = !isAll && !wanted.empty();
        client_->actor =
            isHerOwn ? actorOf(known::olga, 1, organizationIdOf(*wanted.rbegin()), *wanted.rbegin())
                     : actorOf(known::olga);
        isSignedIn_ = !wanted.empty();
        for (const sim::Scope scope : wanted)
            model_.grant(olgaNumber, scope);
        for (const sim::Scope scope : held) {
            if (!wanted.contains(scope))
                model_.revoke(olgaNumber, scope);
        }
    }

    void push()
    {
        const Uuid id = reports_[dice_.below(reports_.size())];
        if (model_.locks().contains(keyOf(id)) || !isSignedIn_)
            return;
        const auto row = model_.state().rows.find(keyOf(id));
        const bool isThere = row != model_.state().rows.end();
        PushOp op{.kind = PushOpKind::update, .entity = "complianceReport", .id = id};
        const char* field = dice_.chance(60) ? "nickname" : "supplementalNote";
        const auto someValue = [this] { return json::value("n" + std::to_string(dice_.below(4))); };
        op.set[field] = someValue();
        op.base[field] = isThere && dice_.chance(70) ? row->second->fields.at(field) : someValue();
        auto mutation = mutationOf(nextMid_, {op});
        if (dice_.chance(20) && nextMid_ > 1)
            mutation = sent_; // Once more: the first answer stands.
        else if (dice_.chance(10))
            mutation.mid += 1; // A gap.
        else
            ++nextMid_;
        const Answered real = client_->push({mutation});
        const auto outcome =
            model_.applyMutation(olgaNumber, PushRequest{client_->id, 1, {mutation}}, mutation);
        QVERIFY(outcome.has_value());
        if (!*outcome) {
            QCOMPARE(real.status, 409);
            QCOMPARE(real.member("reason"), outcome->error().reason);
            return;
        }
        QCOMPARE(real.status, 200);
        sent_ = mutation;
        const PushResult theirs = readPushAnswer(json::parse(real.text))->results.at(0);
        const PushResult& ours = **outcome;
        const auto verdictOf = [](const PushResult& result) {
            return QByteArray::fromStdString(
                std::string(nameOf(result.status)) + " " + result.code
            );
        };
        answers_.insert(verdictOf(theirs).toStdString());
        QCOMPARE(verdictOf(theirs), verdictOf(ours));
        QCOMPARE(theirs.conflicts.size(), ours.conflicts.size());
        QCOMPARE(theirs.effects.size(), ours.effects.size());
    }

    void sequence()
    {
        platform_->run(platform_->sequencer.catchUp()).value();
        (void)model_.sequence();
        const std::string head =
            reader_->run("SELECT cut FROM sync.head WHERE tenant_id = 1")[0][0];
        QCOMPARE(std::stoll(head) - cutsBefore_, model_.state().headCut());
        QCOMPARE(realFeed(*reader_, cutsBefore_), modelFeed(model_.state()));
        QCOMPARE(realDigests(*reader_), modelDigests(*reader_, model_.state()));
    }

    /// From any cut to any later one, with any scopes, also while more is waiting to be sequenced.
    void pull()
    {
        const std::int64_t head = model_.state().headCut();
        const std::int64_t from = dice_.between(1, head);
        const std::int64_t to = dice_.between(from, head);
        std::vector<std::int64_t> scopes;
        for (const std::int64_t scope : {1, 1001, 1002}) {
            if (dice_.chance(70))
                scopes.push_back(scope);
        }
        const auto& state = model_.state();
        PullRequest asked{.scopes = scopes, .clientId = client_->id};
        asked.cursor = {state.history, state.epoch, from, state.cutOf(from)->salt};
        asked.toCut = to;
        const auto inHand = model_.beginPull(olgaNumber, asked);
        QVERIFY(inHand.has_value());
        const auto expected = gist(framesOf(model_.finishPull(*inHand).body));

        const std::string cut = std::to_string(from + cutsBefore_);
        asked.cursor = {client_->session.history, client_->session.epoch, from + cutsBefore_, {}};
        asked.cursor.salt =
            reader_->run("SELECT salt FROM sync.cut WHERE tenant_id = 1 AND cut = " + cut)[0][0];
        asked.toCut = to + cutsBefore_;
        const Answered answer = client_->post("pull", toJson(asked));
        QCOMPARE(answer.status, 200);
        QCOMPARE(printed(gist(answer.frames())), printed(expected));
        ++pulls_;
    }

    /// Both sequence what is committed, and say the same of scopes, numbers and cuts.
    void openSession()
    {
        SessionRequest request{.clientId = client_->id, .incarnation = 1, .nextMid = nextMid_};
        const Answered real = client_->post("session", toJson(request));
        const auto kept = model_.keepClient(olgaNumber, request);
        QCOMPARE(real.status, kept ? 200 : 409);
        if (!kept)
            return;
        const auto opened = model_.session(olgaNumber, request, *kept);
        const auto model = *readSessionAnswer(json::parse(opened.body));
        const auto theirs = *readSessionAnswer(json::parse(real.text));
        QCOMPARE(theirs.lastMid, model.lastMid);
        QCOMPARE(theirs.headCut - cutsBefore_, model.headCut);
        const auto idsOf = [](const SessionAnswer& answer) {
            std::set<std::int64_t> ids;
            for (const SessionScope& scope : answer.scopes)
                ids.insert(scope.id);
            return ids;
        };
        QVERIFY(idsOf(theirs) == idsOf(model));
    }

    /// One scope by its pages, and by digest, keys and rows, as a repair asks.
    void readScope()
    {
        const auto scope = static_cast<sim::Scope>(1001 + dice_.below(2));
        const Answered asked = client_->post("digest", toJson(DigestRequest{scope}));
        const auto model = model_.digest(olgaNumber, {scope});
        QCOMPARE(asked.status, model.status);
        if (asked.status != 200)
            return;
        ++scopesRead_;
        const auto keys = reportsByKeys(scope, [this](const KeysRequest& request) {
            return client_->post("rows", toJson(request)).text;
        });
        const auto modelKeys = reportsByKeys(scope, [this](const KeysRequest& request) {
            return model_.keys(olgaNumber, request).body;
        });
        QCOMPARE(printed(keys), printed(modelKeys));
        FetchRequest fetch{.scope = scope};
        for (const Uuid& id : reports_)
            fetch.keys.push_back({"complianceReport", id});
        const auto rows = gist(client_->post("fetch", toJson(fetch)).frames());
        QCOMPARE(printed(rows), printed(gist(framesOf(model_.fetch(olgaNumber, fetch).body))));
        const auto pages = reportsByPages(scope, [this](const sim::PageQuery& query) {
            return platform_
                ->call(
                    client_->actor,
                    Method::get,
                    "sync/snapshot?scope=" + std::to_string(query.scope) + "&entity=" +
                        query.entity + (query.after.empty() ? "" : "&after=" + query.after)
                )
                .text;
        });
        const auto modelPages = reportsByPages(scope, [this](const sim::PageQuery& query) {
            return model_.page(olgaNumber, query).body;
        });
        QCOMPARE(printed(pages), printed(modelPages));
    }

    /// Another history: the cursors of the one before are refused, with the same reason.
    void comeBack()
    {
        const auto& state = model_.state();
        PullRequest asked{.scopes = {1001}, .clientId = client_->id};
        const std::int64_t head = state.headCut();
        asked.cursor = {state.history, state.epoch, head, state.cutOf(head)->salt};
        model_.comeBack(sim::PlatformState(state));
        const auto refused = model_.beginPull(olgaNumber, asked);
        QVERIFY(!refused.has_value());
        asked.cursor = {client_->session.history, client_->session.epoch, head + cutsBefore_, {}};
        asked.cursor.salt = reader_->run(
            "SELECT salt FROM sync.cut WHERE tenant_id = 1 AND cut = " +
            std::to_string(head + cutsBefore_)
        )[0][0];
        QVERIFY(renewHistory(postgres_->adminConnection()).has_value());
        const Answered answer = client_->post("pull", toJson(asked));
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.member("reason"), refused.error().reason);
        QCOMPARE(model_.state().epoch, 2);
        QCOMPARE(
            reader_->run("SELECT epoch FROM sync.history")[0][0],
            std::to_string(model_.state().epoch)
        );
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
    std::unique_ptr<AdminSession> reader_;
    std::unique_ptr<SyncClient> client_;
    sim::Dice dice_{1};
    sim::PlatformModel model_{
        sim::PlatformShape{.pullPositions = everything}, [this] { return dice_.next(); }};
    std::array<Pair, 3> open_ = {};
    std::vector<Uuid> reports_ = {};
    std::set<std::string> answers_ = {};
    PushMutation sent_ = {};
    std::int64_t nextMid_ = 1;
    std::int64_t cutsBefore_ = 0;
    int pulls_ = 0;
    int scopesRead_ = 0;
    bool isSignedIn_ = true;
};

QTEST_GUILESS_MAIN(ModelDifferentialTest)
#include "model_differential_test.moc"
