// The vault when the program is killed or the disk is full. Unix only: it forks.
#include "tests/sync/vault/vault_fixture.hpp"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

/// Enqueues for ever and says on the pipe what is safe.
[[noreturn]] void enqueueForEver(const std::filesystem::path& file, int out)
{
    auto vault = Vault::open(file, aKey('v'));
    while (vault) {
        const auto pending = vault->enqueue(anEdit(1));
        if (!pending || write(out, &pending->mid, sizeof pending->mid) < 0)
            break;
    }
    _exit(1);
}

/// Kills a child after a while; returns the last mid that it said was safe.
Mid killedAfter(const std::filesystem::path& file, int millis)
{
    int ends[2] = {};
    if (pipe(ends) != 0)
        return 0;
    const pid_t child = fork();
    if (child == 0)
        enqueueForEver(file, ends[1]);
    close(ends[1]);
    QTest::qSleep(millis);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    Mid last = 0;
    Mid mid = 0;
    while (read(ends[0], &mid, sizeof mid) == sizeof mid)
        last = mid;
    close(ends[0]);
    return last;
}

} // namespace

class VaultCrashTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothing_that_was_acknowledged_is_lost_by_a_kill()
    {
        VaultFixture box;
        box.vault.reset();
        QElapsedTimer timer;
        timer.start();
        Mid safe = 0;
        int rounds = 0;
        for (; timer.elapsed() < 5000; ++rounds) {
            const Mid last = killedAfter(box.file(), 30 + rounds * 7 % 60);
            safe = std::max(safe, last);
            box.open();
            const auto pending = box.vault->pending();
            QVERIFY_OK(pending);
            QVERIFY2(static_cast<Mid>(pending->size()) >= safe, "an acknowledged edit is lost");
            for (std::size_t i = 0; i < pending->size(); ++i)
                QCOMPARE(pending->at(i).mid, static_cast<Mid>(i) + 1);
            safe = static_cast<Mid>(pending->size());
            if (safe > 8000) { // Short of the outbox's limit: begin anew.
                QVERIFY_OK(box.vault->forgetUser(true));
                safe = 0;
            }
            box.vault.reset();
        }
        qInfo("%d kills, last mid %lld", rounds, static_cast<long long>(safe));
        QVERIFY(rounds > 10);
    }

    void edits_are_saved_in_the_reserve_when_the_disk_is_full()
    {
        VaultFixture box;
        box.edit(1);
        const pid_t child = fork();
        if (child == 0) {
            // No file may grow from here on, as on a full disk.
            signal(SIGXFSZ, SIG_IGN);
            struct stat state = {};
            stat((box.file().string() + "-wal").c_str(), &state);
            rlimit limit{static_cast<rlim_t>(state.st_size), static_cast<rlim_t>(state.st_size)};
            setrlimit(RLIMIT_FSIZE, &limit);
            int saved = 0;
            for (std::uint64_t i = 0; i < 300; ++i)
                saved += box.edit(i + 1) != 0 ? 1 : 0;
            _exit(saved == 300 ? 0 : 1);
        }
        int status = 0;
        waitpid(child, &status, 0);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
    }

    void a_full_disk_is_a_fault_with_a_next_step_and_the_vault_goes_on_after_it()
    {
        VaultFixture box;
        box.edit(1);
        box.vault.reset();
        const pid_t child = fork();
        if (child == 0) {
            signal(SIGXFSZ, SIG_IGN);
            rlimit limit{4096 * 4, RLIM_INFINITY};
            setrlimit(RLIMIT_FSIZE, &limit);
            auto vault = Vault::open(box.file(), aKey('v'));
            const auto written =
                vault ? vault->enqueue(anEdit(2)) : Result<PendingMutation>(vault.error());
            const bool isFull = !written && written.error().reason == "disk_full" &&
                                !written.error().nextStep.empty();
            limit.rlim_cur = RLIM_INFINITY;
            setrlimit(RLIMIT_FSIZE, &limit);
            const bool goesOn = !vault || vault->enqueue(anEdit(3)).has_value();
            _exit(isFull ? (goesOn ? 0 : 2) : 1);
        }
        int status = 0;
        waitpid(child, &status, 0);
        QCOMPARE(WEXITSTATUS(status), 0);
        box.open();
        QVERIFY(box.vault->pending()->size() >= 1);
    }
};

QTEST_GUILESS_MAIN(VaultCrashTest)
#include "vault_crash_test.moc"
