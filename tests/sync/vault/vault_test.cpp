// The outbox: mids without gaps, answers that wait for their rows, and nothing that gets lost.
#include "tests/sync/vault/vault_fixture.hpp"

#include <QFile>
#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

class VaultTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void edits_are_numbered_without_gaps_and_survive_a_restart()
    {
        VaultFixture box;
        QCOMPARE(box.edit(1), Mid{1});
        QCOMPARE(box.edit(2, "77"), Mid{2});

        box.open();

        QCOMPARE(box.edit(3), Mid{3});
        const auto pending = box.vault->pending();
        QVERIFY_OK(pending);
        QCOMPARE(pending->size(), std::size_t{3});
        QCOMPARE(pending->at(1).mutation.ops.front().set.at("quantity").as_string(), "77");
        QCOMPARE(pending->at(1).mutation.ops.front().base.at("quantity").as_string(), "1");
        QCOMPARE(pending->at(1).state, MutationState::queued);
        QCOMPARE(box.due(), (std::vector<Mid>{1, 2, 3}));
    }

    void a_push_says_the_same_at_each_attempt()
    {
        VaultFixture box;
        box.edit(1);
        const auto first = box.vault->nextPush({}, Timestamp::now());
        const std::array<Mid, 1> mids{1};
        QVERIFY_OK(box.vault->markSent(mids));
        box.open();
        const auto second = box.vault->nextPush({}, Timestamp::now());

        QCOMPARE(second->size(), std::size_t{1});
        QVERIFY(first->front() == second->front());
        QCOMPARE(second->front().sha, shaOf(second->front()));
        QCOMPARE(box.vault->find(1)->state, MutationState::sent);
        QCOMPARE(box.vault->find(1)->attempts, 1);
    }

    void limits_cut_a_push_and_a_wait_stops_what_follows()
    {
        VaultFixture box;
        for (std::uint64_t i = 1; i <= 5; ++i)
            box.edit(i);
        QCOMPARE(box.vault->nextPush({.mutations = 2}, Timestamp::now())->size(), std::size_t{2});
        QCOMPARE(box.vault->nextPush({.bytes = 1}, Timestamp::now())->size(), std::size_t{1});
        const Timestamp later{Timestamp::now().micros + 60'000'000};
        const std::array<Mid, 1> third{3};

        QVERIFY_OK(
            box.vault->defer(third, later, {FaultCode::offline, "no_answer", "No answer.", "Wait."})
        );
        box.open();

        QCOMPARE(box.due(), (std::vector<Mid>{1, 2}));
        QCOMPARE(box.vault->find(3)->nextTryAt->micros, later.micros);
        QCOMPARE(box.vault->find(3)->error->reason, std::string("no_answer"));
        QVERIFY_OK(box.vault->retry(3, [](PushOp&) {}));
        QCOMPARE(box.due().size(), std::size_t{5});
    }

    void held_work_is_not_sent_until_released()
    {
        VaultFixture box;
        box.edit(1);
        const std::array<Mid, 1> mids{1};
        QVERIFY_OK(box.vault->markSent(mids));
        box.edit(2);
        QVERIFY_OK(
            box.vault->hold({FaultCode::unauthenticated, "signed_out", "Signed out.", "Sign in."})
        );
        QVERIFY(box.due().empty());

        QVERIFY_OK(box.vault->release());

        QCOMPARE(box.due(), (std::vector<Mid>{1, 2}));
        QCOMPARE(box.vault->find(1)->state, MutationState::sent);
        QCOMPARE(box.vault->find(2)->state, MutationState::queued);
    }

    void an_applied_edit_goes_when_the_mirror_shows_it_and_not_before()
    {
        VaultFixture box;
        box.edit(1);
        box.send({1});
        const std::array answers{aResult(1, PushStatus::applied, 1, 50)};
        QVERIFY_OK(box.vault->noteResults(answers));
        QVERIFY(box.due().empty());
        auto facts = noFacts();
        std::int64_t rv = 49;
        facts.visibleRv = [&rv](std::string_view, const Uuid&) { return std::optional(rv); };

        const auto early = box.vault->sweep(facts, 9);
        rv = 50;
        const auto inTime = box.vault->sweep(facts, 10);
        const auto again = box.vault->sweep(facts, 11);

        QVERIFY(early->retired.empty());
        QCOMPARE(inTime->retired, std::vector<Mid>{1});
        QVERIFY(again->retired.empty());
        QVERIFY(box.vault->pending()->empty());
    }

    void an_answer_to_another_copy_of_this_device_is_not_ours()
    {
        VaultFixture box;
        box.edit(1, "12");
        box.edit(2, "13");
        const auto push = box.vault->nextPush({}, Timestamp::now());
        QVERIFY_OK(push);
        box.send({1, 2});
        box.edit(3, "15"); // Never sent from here.
        std::array answers{
            aResult(1, PushStatus::applied),
            aResult(2, PushStatus::applied),
            aResult(3, PushStatus::applied)};
        PushMutation theirs = push->front(); // The copy used the number for this.
        theirs.ops = anEdit(1, "14").ops;
        answers[0].sha = shaBegin(theirs);
        answers[1].sha = shaBegin(push->back());

        const auto ours = box.vault->noteResults(answers);
        QVERIFY_OK(ours);
        QCOMPARE(*ours, std::vector<Mid>{2});
        QVERIFY(!box.vault->find(1)->result);
        QVERIFY(box.vault->find(2)->result.has_value());
        QVERIFY(!box.vault->find(3)->result);

        auto facts = noFacts(); // The same by pull.
        facts.result = [&](Mid mid) {
            return mid == 1 ? std::optional(answers.front()) : std::nullopt;
        };
        QCOMPARE(box.vault->sweep(facts, 9)->retired, std::vector<Mid>{2});
        QCOMPARE(box.due(), (std::vector<Mid>{1, 3}));
    }

    void a_row_that_is_gone_waits_for_the_answer_by_pull_and_for_joining_scopes()
    {
        VaultFixture box;
        box.edit(1);
        box.send({1});
        const std::array answers{aResult(1, PushStatus::applied, 1, 50)};
        QVERIFY_OK(box.vault->noteResults(answers));
        auto facts = noFacts();
        QVERIFY(box.vault->sweep(facts, 9)->retired.empty());
        facts.result = [&](Mid) { return std::optional(answers.front()); };
        facts.isJoining = true;
        QVERIFY(box.vault->sweep(facts, 9)->retired.empty());
        facts.isJoining = false;

        QCOMPARE(box.vault->sweep(facts, 10)->retired, std::vector<Mid>{1});
    }

    void a_refused_edit_waits_for_the_person()
    {
        VaultFixture box;
        box.edit(1);
        box.edit(2);
        box.send({1});
        PushResult refused = aResult(1, PushStatus::rejected);
        refused.code = "denied";
        refused.cause = "You may not change this report.";
        const std::array answers{refused};
        QVERIFY_OK(box.vault->noteResults(answers));

        const auto swept = box.vault->sweep(noFacts(), 9);

        QCOMPARE(swept->needPerson, std::vector<Mid>{1});
        const auto mutation = box.vault->find(1);
        QCOMPARE(mutation->state, MutationState::rejected);
        QCOMPARE(mutation->error->cause, refused.cause);
        QCOMPARE(mutation->error->code, FaultCode::forbidden);
        QCOMPARE(box.due(), std::vector<Mid>{2});
        QVERIFY_OK(box.vault->discard(1));
        QCOMPARE(box.vault->pending()->size(), std::size_t{1});
    }

    void one_field_has_one_open_conflict()
    {
        VaultFixture box;
        for (std::uint64_t i = 1; i <= 2; ++i)
            box.edit(7, std::to_string(i * 10));
        box.send({1, 2});
        for (Mid mid = 1; mid <= 2; ++mid) {
            PushResult result = aResult(mid, PushStatus::conflict);
            PushConflict conflict{.entity = "fuelSupply", .id = idOf(7), .field = "quantity"};
            conflict.mine = std::to_string(mid * 10);
            result.conflicts.push_back(conflict);
            const std::array answers{result};
            QVERIFY_OK(box.vault->noteResults(answers));
        }

        const auto swept = box.vault->sweep(noFacts(), 9);
        QCOMPARE(swept->needPerson, std::vector<Mid>{2});
        QCOMPARE(swept->retired, std::vector<Mid>{1}); // The later edit speaks for it.

        const auto open = box.vault->conflicts();
        QCOMPARE(open->size(), std::size_t{1});
        QCOMPARE(open->front().mids, std::vector<Mid>{2});
        QCOMPARE(open->front().groups.front().fields.front().mine.as_string(), "20");
        const auto follow = box.vault->retry(2, [](PushOp& op) { op.baseRv = 99; });
        QVERIFY_OK(follow);
        QCOMPARE(*follow, Mid{3});
        QCOMPARE(*box.vault->find(3)->mutation.ops.front().baseRv, 99);
        QVERIFY(box.vault->conflicts()->empty());
        QVERIFY(!box.vault->find(2));
    }

    void an_edit_given_up_before_it_was_sent_keeps_its_place()
    {
        VaultFixture box;
        box.edit(1);
        box.edit(2);

        QVERIFY_OK(box.vault->discard(1));

        QCOMPARE(box.vault->pending()->size(), std::size_t{1});
        const auto push = box.vault->nextPush({}, Timestamp::now());
        QCOMPARE(push->front().mid, Mid{1});
        QVERIFY(push->front().ops.empty());
        box.send({1});
        const std::array answers{aResult(1, PushStatus::noop)};
        QVERIFY_OK(box.vault->noteResults(answers));
        QCOMPARE(box.vault->sweep(noFacts(), 9)->retired, std::vector<Mid>{1});
    }

    void an_edit_that_is_on_its_way_cannot_be_given_up()
    {
        VaultFixture box;
        box.edit(1);
        const std::array<Mid, 1> mids{1};
        QVERIFY_OK(box.vault->markSent(mids));

        const auto discarded = box.vault->discard(1);

        QVERIFY(!discarded);
        QCOMPARE(discarded.error().reason, std::string("in_flight"));
    }

    void a_platform_that_lost_its_past_gets_the_work_again()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->setClient("c1", 1));
        for (std::uint64_t i = 1; i <= 4; ++i)
            box.edit(i);
        box.send({1, 2, 3});
        auto facts = noFacts();
        facts.result = [](Mid mid) {
            return mid <= 3 ? std::optional(aResult(mid, PushStatus::applied)) : std::nullopt;
        };
        QCOMPARE(box.vault->sweep(facts, 9)->retired.size(), std::size_t{3});

        QVERIFY_OK(box.vault->historyChanged("restored", 1));

        QCOMPARE(box.due(), (std::vector<Mid>{2, 3, 4}));
        QCOMPARE(box.vault->identity()->history, std::string("restored"));
        QCOMPARE(box.vault->pending()->size(), std::size_t{3});
    }

    void an_older_copy_of_the_vault_loses_nothing_to_answers_of_the_newer_one()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->setClient("c1", 1));
        for (std::uint64_t i = 1; i <= 3; ++i)
            box.edit(i);
        box.send({1});
        QVERIFY(!*box.vault->areNumbersTaken(1));
        QVERIFY(*box.vault->areNumbersTaken(2));
        // What the newer copy had sent under 2 was applied; ours never left.
        const std::array answers{aResult(2, PushStatus::applied)};
        QVERIFY_OK(box.vault->noteResults(answers));
        auto facts = noFacts();
        facts.result = [](Mid mid) { return std::optional(aResult(mid, PushStatus::applied)); };
        QCOMPARE(box.vault->sweep(facts, 9)->retired, (std::vector<Mid>{1}));
        QCOMPARE(box.due(), (std::vector<Mid>{2, 3}));
        QVERIFY_OK(box.vault->setClient("", 1));
        QVERIFY_OK(box.vault->setClient("c2", 1));
        QCOMPARE(box.due(), (std::vector<Mid>{1, 2}));
        QVERIFY(!*box.vault->areNumbersTaken(0));
    }

    void a_new_client_numbers_its_work_from_one()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->setClient("c1", 1));
        for (std::uint64_t i = 1; i <= 3; ++i)
            box.edit(i, std::to_string(i));
        box.send({1});
        const std::array answers{aResult(1, PushStatus::rejected)};
        QVERIFY_OK(box.vault->noteResults(answers));
        QVERIFY_OK(box.vault->sweep(noFacts(), 9));

        QVERIFY_OK(box.vault->setClient("", 1));
        QVERIFY_OK(box.vault->setClient("c2", 1));

        QCOMPARE(box.due(), (std::vector<Mid>{1, 2}));
        QCOMPARE(box.vault->find(1)->mutation.ops.front().set.at("quantity").as_string(), "2");
        QCOMPARE(box.edit(9), Mid{3});
        QCOMPARE(box.vault->pending()->size(), std::size_t{4}); // The refused one is kept too.
        QVERIFY_OK(box.vault->setClient("c3", 1));
        QCOMPARE(box.due(), (std::vector<Mid>{1, 2, 3}));
    }

    void what_is_no_mutation_is_refused()
    {
        VaultFixture box;
        QVERIFY(!box.vault->enqueue({.name = "x"}));
        QVERIFY(!box.vault->enqueue({.name = "", .ops = anEdit(1).ops}));
        NewMutation huge = anEdit(1);
        huge.ops.front().set["supplementalNote"] = std::string(2'000'000, 'x');
        const auto refused = box.vault->enqueue(huge);

        QVERIFY(!refused);
        QCOMPARE(refused.error().code, FaultCode::tooLarge);
        QCOMPARE(box.edit(1), Mid{1});
    }

    void tokens_and_settings_are_kept_and_forgotten()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->setToken("refresh", Secret("SENTINEL-token")));
        QVERIFY_OK(box.vault->setSetting("theme", "dark"));
        QVERIFY_OK(box.vault->setSetting("user.name", "Maya"));
        box.edit(1, "SENTINEL-edit");
        box.open();
        QCOMPARE(box.vault->token("refresh")->value().reveal(), "SENTINEL-token");

        const auto refused = box.vault->forgetUser(false);
        QVERIFY(!refused);
        QCOMPARE(refused.error().reason, std::string("pending_changes"));
        for (const char* tail : {"", "-wal", ".cipher"}) {
            QFile in(QString::fromStdString(box.file().string() + tail));
            QVERIFY(in.open(QIODevice::ReadOnly));
            QVERIFY(!in.readAll().contains("SENTINEL"));
        }
        QVERIFY_OK(box.vault->forgetUser(true));

        QVERIFY(!box.vault->token("refresh")->has_value());
        QVERIFY(!box.vault->setting("user.name")->has_value());
        QCOMPARE(*box.vault->setting("theme"), std::optional<std::string>("dark"));
        QVERIFY(box.vault->pending()->empty());
    }

    void what_was_refused_after_a_restore_and_done_anew_goes_once()
    {
        VaultFixture box;
        auto status = PushStatus::applied;
        MirrorFacts facts = noFacts();
        facts.result = [&status](Mid mid) { return std::optional(aResult(mid, status)); };
        QVERIFY_OK(box.vault->historyChanged("first", 0));
        box.edit(1);
        box.send({1});
        QVERIFY_OK(box.vault->sweep(facts, 9));
        QCOMPARE(*box.vault->historyChanged("second", 0), std::int64_t{1});
        status = PushStatus::rejected;
        QVERIFY_OK(box.vault->sweep(facts, 9));
        QCOMPARE(*box.vault->retry(1, [](PushOp&) {}), Mid{2});
        box.send({2});
        status = PushStatus::applied;
        QVERIFY_OK(box.vault->sweep(facts, 9));

        QCOMPARE(*box.vault->historyChanged("third", 0), std::int64_t{1});
        QCOMPARE(box.vault->pending()->size(), std::size_t{1});
    }

    void a_damaged_vault_is_a_fault_and_is_never_replaced()
    {
        VaultFixture box;
        box.edit(1);
        box.vault.reset();
        QFile out(QString::fromStdString(box.file().string()));
        QVERIFY(out.open(QIODevice::ReadWrite));
        out.write(QByteArray(4096, 'n'));
        out.close();
        const qint64 size = QFile(QString::fromStdString(box.file().string())).size();

        const auto opened = Vault::open(box.file(), aKey('v'));

        QVERIFY(!opened);
        QCOMPARE(opened.error().code, FaultCode::corrupt);
        QCOMPARE(QFile(QString::fromStdString(box.file().string())).size(), size);
    }
};

QTEST_GUILESS_MAIN(VaultTest)
#include "vault_test.moc"
