// The model of the platform that the simulation plays with, held against the real one: the same
// seeded commands to both, and the same cuts, rows, grants, answers and digests must come of them.
#include "models/entities/entities.hpp"
#include "tests/platform/feed/gist.hpp"
#include "tests/simulation/server/organizations.hpp"
#include "tests/simulation/server/platform_model.hpp"
#include "tests/simulation/world/dice.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
namespace json = boost::json;

namespace {

constexpr int rounds = 400;
constexpr sim::UserNumber olgaNumber = 1;
constexpr std::int64_t everything = 1'000'000;

/// One transaction that is open in both.
struct Pair {
    std::unique_ptr<AdminSession> real = {};
    sim::OpenTransaction model = {};
    bool isOpen = false;
};

const char* organizationIdOf(sim::Scope scope)
{
    return scope == 1001 ? known::demoFuels : known::otherFuels;
}

sim::RowId keyOf(const Uuid& id)
{
    return {sim::organizationEntity().code, id};
}

json::object fieldsOf(sim::Scope scope, std::string_view nickname)
{
    return json::object{
        {"organizationId", sim::organizationOf(scope)},
        {"nickname", nickname},
        {"supplementalNote", ""}};
}

} // namespace

class ModelDifferentialTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        reader_ = std::make_unique<AdminSession>(*postgres_);
        client_ = std::make_unique<SyncClient>(*platform_, olga());
    }

    void theSameCommandsComeToTheSame()
    {
        begin();
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
            else if (what < 90)
                sequence();
            else
                pull();
            if (QTest::currentTestFailed())
                qFatal("in round %d", round);
        }
        for (Pair& pair : open_)
            end(pair, true);
        sequence();
        pull();
        QVERIFY(pulls_ > 10);
        const QByteArray kinds = printed({answers_.begin(), answers_.end()});
        qInfo("%d pulls; answers: %s", pulls_, kinds.constData());
        QVERIFY(answers_.size() >= 3);
    }

private:
    void begin()
    {
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
        QVERIFY(model_.keepClient(olgaNumber, request).isSuccess());
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
        compareFeed();
        compareDigests();
    }

    /// Rows and their moves in their order; grants of one cut in any.
    void compareFeed()
    {
        std::vector<std::string> real;
        const auto rows = reader_->run(
            "SELECT cut, op, scope_id, CASE WHEN op IN ('G', 'R') THEN '' ELSE eid::text END"
            " FROM sync.feed WHERE tenant_id = 1 AND cut > " +
            std::to_string(cutsBefore_ + 1) + " AND (ent = 20 OR (user_id = '" + known::olga +
            "' AND op IN ('G', 'R'))) ORDER BY cut, op IN ('G', 'R'), CASE WHEN op IN ('G', 'R')"
            " THEN rpad(op::text, 1) || scope_id ELSE lpad(pos::text, 12) END"
        );
        for (const auto& row : rows)
            real.push_back(
                std::to_string(std::stoll(row[0]) - cutsBefore_) + " " + row[1] + " " + row[2] +
                " " + row[3]
            );
        std::map<std::int64_t, std::pair<std::vector<std::string>, std::multiset<std::string>>>
            cuts;
        for (const sim::ChangeRecord& one : model_.state().feed) {
            const bool isGrant = one.op == 'G' || one.op == 'R';
            if (one.cut == 1 || one.op == 'M')
                continue;
            const std::string line = std::to_string(one.cut) + " " + one.op + " " +
                                     std::to_string(one.scope) + " " +
                                     (isGrant ? "" : one.key.id.toString());
            isGrant ? static_cast<void>(cuts[one.cut].second.insert(line))
                    : cuts[one.cut].first.push_back(line);
        }
        std::vector<std::string> model;
        for (const auto& [cut, lines] : cuts) {
            model.insert(model.end(), lines.first.begin(), lines.first.end());
            model.insert(model.end(), lines.second.begin(), lines.second.end());
        }
        for (std::size_t i = 0; i < std::min(real.size(), model.size()); ++i)
            QCOMPARE(real[i], model[i]);
        QCOMPARE(real.size(), model.size());
    }

    /// Over the rows that the model has, with the versions that the platform gave them.
    void compareDigests()
    {
        std::map<std::string, std::int64_t> versions;
        for (const auto& row :
             reader_->run("SELECT eid, rv FROM sync.row WHERE tenant_id = 1 AND ent = 20"))
            versions[row[0]] = std::stoll(row[1]);
        QCOMPARE(versions.size(), model_.state().index.size());
        std::map<sim::Scope, DigestSum> sums{{1001, {}}, {1002, {}}};
        for (const auto& [key, row] : model_.state().index)
            sums[row->scope].add(key.id, versions[key.id.toString()]);
        for (const auto& [scope, sum] : sums) {
            const auto kept = reader_->run(
                "SELECT n, s FROM sync.scope_digest WHERE tenant_id = 1 AND ent = 20 AND scope_id "
                "= " +
                std::to_string(scope) + " ORDER BY cut DESC LIMIT 1"
            );
            QCOMPARE(std::stoll(kept[0][0]), sum.count);
            QCOMPARE(std::stoull(kept[0][1]), sum.sum);
        }
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

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
    std::unique_ptr<AdminSession> reader_;
    std::unique_ptr<SyncClient> client_;
    sim::Dice dice_{2026};
    sim::PlatformModel model_{
        sim::PlatformShape{.pullPositions = everything}, [this] { return dice_.next(); }};
    std::array<Pair, 3> open_ = {};
    std::vector<Uuid> reports_ = {};
    std::set<std::string> answers_ = {};
    PushMutation sent_ = {};
    std::int64_t nextMid_ = 1;
    std::int64_t cutsBefore_ = 0;
    int pulls_ = 0;
    bool isSignedIn_ = true;
};

QTEST_GUILESS_MAIN(ModelDifferentialTest)
#include "model_differential_test.moc"
