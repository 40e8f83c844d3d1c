// The mirror on a full disk. Unix only: it limits the size of files.
#include "tests/sync/mirror/mirror_fixture.hpp"

#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

void limitFiles(rlim_t bytes)
{
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
}

} // namespace

class MirrorFullTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_page_that_does_not_fit_leaves_nothing_and_is_taken_once_there_is_space()
    {
        signal(SIGXFSZ, SIG_IGN);
        MirrorFixture mirror;
        const ScopeGrant grant = aScope(1001);
        QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, std::span(&grant, 1)));
        QVERIFY_OK(mirror.writer->applyPage(supplyPage(1001, 1, 100, std::nullopt)));
        const std::string page = supplyPage(1001, 100, 10'000, 10);

        limitFiles(1024 * 1024);
        const auto full = mirror.writer->applyPage(page);
        limitFiles(RLIM_INFINITY);

        QVERIFY(!full);
        QCOMPARE(full.error().code, FaultCode::full);
        QCOMPARE(full.error().reason, std::string("disk_full"));
        QVERIFY(!full.error().nextStep.empty());
        QCOMPARE(*mirror.writer->rowCount(), 99);
        QVERIFY_OK(mirror.writer->applyPage(page));
        std::map<std::uint64_t, std::int64_t> all;
        for (std::uint64_t i = 1; i < 10'000; ++i)
            all[i] = static_cast<std::int64_t>(i) + 1;
        const auto pulled = mirror.writer->applyPull(PullFrames(10, 10).digest(1001, all).text());
        QVERIFY_OK(pulled);
        QCOMPARE(pulled->verdict, PullVerdict::applied);
    }
};

QTEST_GUILESS_MAIN(MirrorFullTest)
#include "mirror_full_test.moc"
