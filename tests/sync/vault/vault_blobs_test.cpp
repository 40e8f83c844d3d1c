// Changes that wait for their files hold up nobody, and lose neither order nor content.
#include "tests/sync/vault/vault_fixture.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

const std::string content(64, 'a');

NewMutation attach(std::uint64_t row, const std::string& sha256 = content)
{
    PushOp op{.kind = PushOpKind::create, .entity = "attachment", .id = idOf(row)};
    op.set = {{"reportId", idOf(900).toString()}, {"name", "a.pdf"}, {"sha256", sha256}};
    return {.name = "attachment.add", .mergeMode = MergeMode::atomic, .ops = {op}};
}

NewMutation rename(std::uint64_t row, const std::string& name)
{
    PushOp op{.kind = PushOpKind::update, .entity = "attachment", .id = idOf(row)};
    op.base = {{"name", "a.pdf"}};
    op.set = {{"name", name}};
    return {.name = "attachment.edit", .mergeMode = MergeMode::atomic, .ops = {op}};
}

LocalBlob aBlob(BlobPlaceState state)
{
    LocalBlob blob;
    blob.sha256 = content;
    blob.report = idOf(900);
    blob.size = 10;
    blob.mime = "application/pdf";
    blob.file = "f";
    blob.key = Secret("0123456789abcdef0123456789abcdef");
    blob.state = state;
    return blob;
}

std::string namesOf(const std::vector<PushMutation>& push)
{
    std::string names;
    for (const PushMutation& one : push)
        names += (one.ops.empty() ? "-" : one.name) + ' ';
    return names;
}

} // namespace

class VaultBlobsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_change_waits_for_its_file_alone()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->blobs().put(aBlob(BlobPlaceState::local)));
        QVERIFY_OK(box.vault->enqueue(attach(1)));
        QVERIFY(box.due().empty());
        QVERIFY(!*box.vault->letOthersPass()); // Nobody is behind it.
        QVERIFY_OK(box.vault->blobs().put(aBlob(BlobPlaceState::here)));
        QCOMPARE(box.due(), std::vector<Mid>{1});
    }

    void others_pass_and_what_depends_on_it_waits_with_it()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->blobs().put(aBlob(BlobPlaceState::local)));
        box.edit(50);
        QVERIFY_OK(box.vault->enqueue(attach(1)));
        QVERIFY_OK(box.vault->enqueue(rename(1, "b.pdf")));
        box.edit(51);
        QVERIFY(*box.vault->letOthersPass());
        QVERIFY(!*box.vault->letOthersPass()); // Once is enough.
        box.open();
        auto push = box.vault->nextPush({}, Timestamp::now());
        QCOMPARE(namesOf(*push), namesOf(*box.vault->nextPush({}, Timestamp::now())));
        QCOMPARE(push->size(), std::size_t{4}); // Two edits, and two empty ones in their places.
        QCOMPARE(push->front().mid, Mid{1});
        QCOMPARE(push->back().mid, Mid{4});
        QCOMPARE(push->back().ops.front().id, idOf(51));
        QCOMPARE(box.vault->counts()->pending, 4);

        QVERIFY_OK(box.vault->blobs().put(aBlob(BlobPlaceState::here)));
        push = box.vault->nextPush({}, Timestamp::now());
        QCOMPARE(push->size(), std::size_t{6});
        QCOMPARE(push->at(4).name, std::string("attachment.add"));
        QCOMPARE(push->at(5).name, std::string("attachment.edit"));
        QCOMPARE(push->at(5).depends, std::vector<Mid>{5});
        for (std::size_t i = 0; i < push->size(); ++i)
            QCOMPARE(push->at(i).mid, static_cast<Mid>(i + 1));
    }

    void what_may_have_arrived_is_not_moved()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->enqueue(attach(1)));
        const std::array<Mid, 1> first{1};
        QVERIFY(box.vault->markSent(first).has_value());
        QVERIFY_OK(box.vault->blobs().put(aBlob(BlobPlaceState::local)));
        box.edit(51);
        QVERIFY(!*box.vault->letOthersPass());
        QCOMPARE(box.due(), (std::vector<Mid>{1, 2}));
    }

    void other_content_is_not_waited_for()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->blobs().put(aBlob(BlobPlaceState::local)));
        QVERIFY_OK(box.vault->enqueue(attach(1, std::string(64, 'b'))));
        QCOMPARE(box.due(), std::vector<Mid>{1});
    }

    void signing_out_forgets_files_and_their_keys()
    {
        VaultFixture box;
        QVERIFY_OK(box.vault->blobs().put(aBlob(BlobPlaceState::here)));
        QVERIFY_OK(box.vault->blobs().pin(idOf(900), true));
        QVERIFY_OK(box.vault->forgetUser(true));
        QVERIFY(box.vault->blobs().all()->empty());
        QVERIFY(box.vault->blobs().pinnedReports()->empty());
    }

    void a_file_is_found_again_as_it_was_noted()
    {
        VaultFixture box;
        LocalBlob blob = aBlob(BlobPlaceState::fetching);
        blob.done = 7;
        blob.attempts = 3;
        blob.nextTry = Timestamp{42};
        blob.fault = Fault{FaultCode::offline, "no_route", "No way.", "Wait."};
        blob.remoteId = "r";
        QVERIFY_OK(box.vault->blobs().put(blob));
        box.open();
        const auto found = box.vault->blobs().find({content, idOf(900)});
        QVERIFY(found && *found);
        QCOMPARE((*found)->done, 7);
        QCOMPARE((*found)->attempts, 3);
        QVERIFY((*found)->fault == blob.fault);
        QCOMPARE((*found)->key.reveal(), blob.key.reveal());
        QVERIFY(box.vault->blobs().due(BlobPlaceState::fetching, Timestamp{41}, 4)->empty());
        QCOMPARE(box.vault->blobs().due(BlobPlaceState::fetching, Timestamp{42}, 4)->size(), 1U);
        QVERIFY(!box.vault->blobs().hasLocal().value());
    }
};

QTEST_GUILESS_MAIN(VaultBlobsTest)
#include "vault_blobs_test.moc"
