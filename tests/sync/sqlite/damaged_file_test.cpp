// One bit of the vault or the mirror, or of their logs, is another one than was written: that is
// noticed, or it changes nothing, or the log ends before it; a wrong value is never shown.
// TIDEMARK_FLIPS makes it longer, TIDEMARK_FLIP_SEED another.
#include "tests/sync/vault/vault_fixture.hpp"

#include <QRandomGenerator>
#include <QTest>

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <filesystem>
#include <set>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t scope = 1001;
constexpr std::uint64_t rows = 40;
constexpr std::chrono::seconds patience{10};
constexpr qsizetype inUse = 128 * 1024; // Behind it a file may be nothing but room kept free.

int fromEnvironment(const char* name, int fallback)
{
    const int given = qEnvironmentVariableIntValue(name);
    return given > 0 ? given : fallback;
}

/// Files of a folder as they were written, to be put back after each flip.
class Originals {
public:
    explicit Originals(const fs::path& folder)
    {
        for (const auto& entry : fs::directory_iterator(folder)) {
            QFile file(QString::fromStdString(entry.path().string()));
            const bool isBook = entry.path().extension() == ".db";
            const bool isLog = entry.path().string().ends_with("-wal");
            const bool isFull = (isBook || isLog) && file.size() > 0;
            if (isFull && file.open(QIODevice::ReadOnly))
                files_.push_back({entry.path(), file.readAll()});
        }
    }
    /// Writes all of them into `folder`, with one bit turned over; where it was. Every other time
    /// it is where the file is in use.
    std::string flipInto(const fs::path& folder, QRandomGenerator& dice) const
    {
        auto left = dice.bounded(static_cast<quint32>(files_.size()));
        std::string where;
        for (const auto& [path, content] : files_) {
            QByteArray written = content;
            if (left-- == 0) {
                const auto all = written.size();
                const auto part = dice.bounded(2) == 0 ? all : std::min(all, inUse);
                const auto at = dice.bounded(static_cast<quint32>(part));
                written[at] = static_cast<char>(written[at] ^ (1 << dice.bounded(8)));
                where = path.filename().string() + " at " + std::to_string(at);
            }
            QFile file(QString::fromStdString((folder / path.filename()).string()));
            if (!file.open(QIODevice::WriteOnly) || file.write(written) != written.size())
                qFatal("the copy cannot be written");
        }
        return where;
    }
    [[nodiscard]] std::size_t count() const { return files_.size(); }

private:
    std::vector<std::pair<fs::path, QByteArray>> files_ = {};
};

/// The files beside the database that say how it is read.
void copyLabels(const fs::path& from, const fs::path& to)
{
    for (const auto& entry : fs::directory_iterator(from)) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".db") && !name.ends_with("-wal") && !name.ends_with("-shm"))
            fs::copy(entry.path(), to / name, fs::copy_options::overwrite_existing);
    }
}

struct Counts {
    int noticed = 0;
    int harmless = 0;
    int shorter = 0; ///< SQLite takes a log to end where its sums do: an earlier state, as it was.
};

} // namespace

class DamagedFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_bit_of_the_vault_is_noticed_or_changes_nothing()
    {
        VaultFixture box;
        for (std::uint64_t i = 1; i <= rows; ++i)
            QVERIFY(box.edit(i, std::to_string(100 + i)) > 0);
        const fs::path folder = box.file().parent_path();
        const Originals originals(folder); // While it is open: its log is there as well.
        QVERIFY2(originals.count() == 2, "the vault and its log");
        const auto read = [](const fs::path& copy) { return readVault(copy / "vault.db"); };
        run(originals, folder, read, [](const std::string& seen, const std::string& right) {
            return right.starts_with(seen) && (seen.empty() || seen.back() == '\n');
        });
    }

    void a_bit_of_the_mirror_is_noticed_or_changes_nothing()
    {
        MirrorFixture mirror;
        std::set<std::string> states; // What was there after each commit.
        const auto note = [&] { states.insert(readMirror(mirror.file()).value()); };
        note();
        const ScopeGrant grant = aScope(scope);
        QVERIFY_OK(mirror.writer->begin({"h", 1, 10, "s"}, std::span(&grant, 1)));
        note();
        std::vector<SupplyRow> all;
        for (std::uint64_t i = 1; i <= rows; ++i)
            all.push_back({.number = i, .rv = 10, .report = idOf(900)});
        QVERIFY_OK(mirror.writer->applyPage(pageOf(scope, all, 10)));
        note();
        QVERIFY_OK(mirror.writer->applyPull(PullFrames(10, 11).text())); // From here on it shows.
        const fs::path folder = mirror.file().parent_path();
        const Originals originals(folder);
        QVERIFY2(originals.count() >= 1, "the mirror");
        const auto read = [](const fs::path& copy) { return readMirror(copy / "mirror.db"); };
        run(originals, folder, read, [&](const std::string& seen, const std::string&) {
            return states.contains(seen);
        });
    }

private:
    /// What is read back: as it was, wrong, or refused. `read` answers the text of all, or a fault;
    /// `wasBefore` tells whether a text is of an earlier commit.
    template <class Read, class WasBefore>
    static void
    run(const Originals& originals, const fs::path& folder, Read read, WasBefore wasBefore)
    {
        QRandomGenerator dice(static_cast<quint32>(fromEnvironment("TIDEMARK_FLIP_SEED", 5)));
        const int flips = fromEnvironment("TIDEMARK_FLIPS", 60);
        QTemporaryDir whole;
        const fs::path untouched(whole.path().toStdString());
        const auto all = fs::copy_options::recursive | fs::copy_options::overwrite_existing;
        fs::copy(folder, untouched, all); // Without `recursive` a folder is not copied.
        const Result<std::string> right = read(untouched);
        QVERIFY_OK(right);
        Counts counts;
        for (int i = 0; i < flips; ++i) {
            QTemporaryDir scratch;
            const fs::path copy(scratch.path().toStdString());
            copyLabels(folder, copy);
            const std::string where = originals.flipInto(copy, dice);
            const Result<std::string> seen = read(copy);
            if (!seen) {
                ++counts.noticed;
                continue;
            }
            const bool isEarlier = *seen != *right && wasBefore(*seen, *right);
            const std::string wrong = "a wrong value is shown: " + where + ": " + *seen;
            QVERIFY2(isEarlier || *seen == *right, wrong.c_str());
            QVERIFY2(!isEarlier || where.find("-wal") != where.npos, where.c_str());
            ++(isEarlier ? counts.shorter : counts.harmless);
        }
        qInfo(
            "%d bits: %d noticed, %d without effect, %d logs that end earlier, none shown wrongly",
            flips,
            counts.noticed,
            counts.harmless,
            counts.shorter
        );
        QVERIFY(counts.noticed > 0);
    }

    static Result<std::string> readVault(const fs::path& file)
    {
        auto vault = Vault::open(file, aKey('v'));
        if (!vault)
            return vault.error();
        CheckPlace place;
        if (auto checked = vault->check(place, patience); !checked)
            return checked.error();
        const auto pending = vault->pending();
        if (!pending)
            return pending.error();
        std::string text;
        for (const PendingMutation& mutation : *pending)
            text += std::to_string(mutation.mid) + " " +
                    boost::json::serialize(mutation.mutation.ops.front().set) + "\n";
        return text;
    }

    static Result<std::string> readMirror(const fs::path& file)
    {
        auto reader = openMirrorReader(file, aKey());
        if (!reader)
            return reader.error();
        CheckPlace place;
        if (auto checked = reader->check(place, patience); !checked)
            return checked.error();
        std::string text;
        const auto scopes = reader->scopes();
        if (!scopes)
            return scopes.error();
        for (const ScopeState& one : *scopes)
            text += " " + std::to_string(one.grant.scope) + ":" + std::to_string(one.rows);
        for (std::uint64_t i = 1; i <= rows; ++i) {
            const auto rv = reader->visibleRv("fuelSupply", idOf(i));
            if (!rv)
                return rv.error();
            text += *rv ? " " + std::to_string(**rv) : " none";
        }
        return text;
    }
};

QTEST_GUILESS_MAIN(DamagedFileTest)
#include "damaged_file_test.moc"
