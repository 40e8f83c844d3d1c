// Files on this device: nothing of them is plain, damage is noticed, and what may go is let go.
#include "models/core/segment_cipher.hpp"
#include "sync/blobs/blob_folder.hpp"
#include "sync/blobs/blob_policy.hpp"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>
#include <QtTest>

using namespace tidemark;
using namespace tidemark::sync;

namespace {

constexpr int segment = static_cast<int>(SegmentCipher::segmentBytes);

QByteArray contentOf(int size)
{
    QByteArray bytes;
    while (bytes.size() < size)
        bytes += "sentinel-content " + QByteArray::number(bytes.size()) + '\n';
    return bytes.left(size);
}

LocalBlob blobOf(ImportedBlob imported)
{
    LocalBlob blob;
    blob.sha256 = imported.sha256;
    blob.size = imported.size;
    blob.file = imported.file;
    blob.key = std::move(imported.key);
    return blob;
}

LocalBlob
known(const char* sha256, BlobPlaceState state, std::int64_t size, std::int64_t usedAt, int report)
{
    LocalBlob blob;
    blob.sha256 = sha256;
    blob.state = state;
    blob.size = size;
    blob.usedAt = Timestamp{usedAt};
    const std::string id = "01900000-0000-7000-8000-00000000000" + std::to_string(report);
    blob.report = Uuid::parse(id).value();
    return blob;
}

} // namespace

class BlobFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatComesInIsSealedAndComesOutAsItWas()
    {
        BlobFolder folder = here();
        const QByteArray bytes = contentOf(3 * segment + 11);
        const QString source = place_.filePath(QStringLiteral("Rechnung.pdf"));
        QVERIFY(write(source, bytes));
        auto taken = folder.take(source);
        QVERIFY(taken.has_value());
        QCOMPARE(taken->size, bytes.size());
        const auto hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
        QCOMPARE(taken->sha256, hash.toStdString());
        const LocalBlob blob = blobOf(*std::move(taken));
        QVERIFY(folder.verify(blob).has_value());
        QVERIFY(!isPlainAnywhere());
        const auto middle = folder.read(blob, 2 * segment, segment);
        QVERIFY(middle && *middle == bytes.mid(2 * segment, segment));

        const QString saved = place_.filePath(QStringLiteral("copy.pdf"));
        QVERIFY(folder.saveAs(blob, saved).has_value());
        QCOMPARE(read(saved), bytes);
        const auto opened =
            folder.openCopy(blob, place_.filePath(QStringLiteral("open")), QStringLiteral("R.pdf"));
        QVERIFY(opened.has_value());
        QCOMPARE(read(*opened), bytes);
        const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
        QVERIFY(!(QFileInfo(*opened).permissions() & others));
        QVERIFY(!(QFileInfo(QFileInfo(*opened).path()).permissions() & others));
    }

    void aCutAtAnyByteAndAnyDamagedBitAreNoticed()
    {
        BlobFolder folder = here();
        const LocalBlob blob = blobOf(*folder.takeBytes(contentOf(segment + 400)));
        const QString path = files() + QLatin1Char('/') + QString::fromStdString(blob.file);
        const QByteArray whole = read(path);
        for (int size = 0; size < whole.size(); size += 997) {
            QVERIFY(write(path, whole.left(size)));
            QVERIFY(!folder.verify(blob).has_value());
        }
        for (int at = 0; at < whole.size(); at += 1499) {
            QByteArray damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ 16);
            QVERIFY(write(path, damaged));
            QVERIFY(!folder.verify(blob).has_value());
        }
        QVERIFY(write(path, whole));
        QVERIFY(folder.verify(blob).has_value());
    }

    void partsOfADownloadGoWhereTheyBelong()
    {
        BlobFolder folder = here();
        const QByteArray bytes = contentOf(4 * segment + 5);
        LocalBlob blob;
        blob.file = randomBlobName();
        blob.key = SegmentCipher::newKey();
        blob.size = bytes.size();
        blob.sha256 =
            QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
        QVERIFY(folder.write(blob, 0, bytes.left(2 * segment)).has_value());
        // The process died after this part and before it was noted: it comes once more.
        QVERIFY(folder.write(blob, 2 * segment, bytes.mid(2 * segment, segment)).has_value());
        QVERIFY(folder.write(blob, 2 * segment, bytes.mid(2 * segment)).has_value());
        QVERIFY(folder.verify(blob).has_value());
        // A part behind a hole is not taken: the file is fetched from its beginning.
        LocalBlob other;
        other.file = randomBlobName();
        other.key = SegmentCipher::newKey();
        QCOMPARE(folder.write(other, segment, "x").error().reason, std::string("wrong_content"));
        // Other content of the same size is not what was asked for.
        QVERIFY(folder.write(blob, 0, QByteArray(bytes.size(), 'x')).has_value());
        QCOMPARE(folder.verify(blob).error().reason, std::string("wrong_content"));
        QVERIFY(!isPlainAnywhere());
    }

    void whatIsNoFitFileIsRefusedInWords()
    {
        BlobFolder folder = here();
        const auto reasonOf = [&](const Result<ImportedBlob>& taken) {
            return taken ? std::string("taken") : taken.error().reason;
        };
        QCOMPARE(reasonOf(folder.takeBytes({})), std::string("empty_file"));
        QCOMPARE(reasonOf(folder.takeBytes("MZ and more")), std::string("executable_file"));
        QCOMPARE(reasonOf(folder.takeBytes("#!/bin/sh")), std::string("executable_file"));
        QCOMPARE(reasonOf(folder.take(place_.path())), std::string("not_a_file"));
        QCOMPARE(reasonOf(folder.take(QStringLiteral("/nowhere/x"))), std::string("not_a_file"));
        QVERIFY(QDir(files()).isEmpty());
    }

    void aFullDiskIsSaidBeforeAnythingIsWritten()
    {
        std::int64_t free = 120LL * 1024 * 1024;
        const BlobFolder unchecked = here();
        BlobFolder folder(files(), [&free](const QString&) { return free; });
        QVERIFY(folder.takeBytes("small").has_value()); // 100 MB are left for a person's own.
        LocalBlob blob;
        blob.file = randomBlobName();
        blob.key = SegmentCipher::newKey();
        QCOMPARE(folder.write(blob, 0, "x").error().reason, std::string("disk_almost_full"));
        free = 90LL * 1024 * 1024;
        const auto refused = folder.takeBytes("small");
        QCOMPARE(refused.error().reason, std::string("disk_almost_full"));
        QVERIFY(!refused.error().nextStep.empty());
        free = 900LL * 1024 * 1024;
        QVERIFY(folder.write(blob, 0, "x").has_value());
    }

    void whatNobodyKnowsIsClearedAway()
    {
        BlobFolder folder = here();
        const LocalBlob keep = blobOf(*folder.takeBytes("keep me"));
        const LocalBlob drop = blobOf(*folder.takeBytes("drop me"));
        folder.removeAllBut({keep.file});
        QVERIFY(folder.has(keep.file));
        QVERIFY(!folder.has(drop.file));
    }

    void onlyWhatCanBeFetchedAgainIsLetGoOldestFirst()
    {
        using State = BlobPlaceState;
        std::vector<LocalBlob> blobs;
        blobs.push_back(known("local", State::local, 100, 1, 1));
        blobs.push_back(known("waiting", State::here, 100, 2, 1));
        blobs.push_back(known("pinned", State::here, 100, 3, 2));
        blobs.push_back(known("older", State::here, 100, 4, 1));
        blobs.push_back(known("newer", State::here, 100, 5, 1));
        const std::set<Uuid> pinned{blobs[2].report};
        const auto names = [&](std::int64_t budget) {
            QStringList list;
            for (const BlobKey& key : toEvict(blobs, budget, {"waiting"}, pinned))
                list += QString::fromStdString(key.sha256);
            return list.join(QLatin1Char(' '));
        };
        QCOMPARE(names(500), QString());
        QCOMPARE(names(499), QStringLiteral("older"));
        QCOMPARE(names(400), QStringLiteral("older"));
        QCOMPARE(names(300), QStringLiteral("older newer"));
        QCOMPARE(names(0), QStringLiteral("older newer")); // The rest stays, whatever the budget.
    }

    void partsGrowOnAFastLineAndShrinkOnASlowOne()
    {
        PartSize part;
        QCOMPARE(part.bytes(), 1024 * 1024);
        for (int i = 0; i < 10; ++i)
            part.took(std::chrono::milliseconds(100));
        QCOMPARE(part.bytes(), 8 * 1024 * 1024);
        part.took(std::chrono::milliseconds(5'000));
        QCOMPARE(part.bytes(), 8 * 1024 * 1024);
        for (int i = 0; i < 10; ++i)
            part.took(std::chrono::milliseconds(11'000));
        QCOMPARE(part.bytes(), 256 * 1024);
        QCOMPARE(part.bytes() % segment, 0);
    }

    void aFaultIsTriedAgainOnlyWhereThatMayHelp()
    {
        const auto judge = [](FaultCode code, const char* reason) {
            return judgeTransfer(Fault{code, reason, "", ""});
        };
        QVERIFY(judge(FaultCode::offline, "no_route") == TransferFault::later);
        QVERIFY(judge(FaultCode::full, "quota_used_up") == TransferFault::later);
        QVERIFY(judge(FaultCode::tooLarge, "file_too_large") == TransferFault::person);
        QVERIFY(judge(FaultCode::forbidden, "executable_file") == TransferFault::person);
        QVERIFY(judge(FaultCode::invalid, "hash_mismatch") == TransferFault::restart);
        QVERIFY(judge(FaultCode::corrupt, "wrong_content") == TransferFault::restart);
        QVERIFY(judge(FaultCode::unauthenticated, "") == TransferFault::stopped);
    }

private:
    QString files() const { return place_.filePath(QStringLiteral("blobs")); }
    BlobFolder here()
    {
        QDir(files()).removeRecursively();
        return BlobFolder(files(), [](const QString&) { return std::int64_t{1} << 40; });
    }
    static bool write(const QString& path, const QByteArray& bytes)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }
    static QByteArray read(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    bool isPlainAnywhere() const
    {
        QDirIterator all(files(), QDir::Files | QDir::Hidden);
        while (all.hasNext()) {
            if (read(all.next()).contains("sentinel"))
                return true;
        }
        return false;
    }

    QTemporaryDir place_;
};

QTEST_GUILESS_MAIN(BlobFolderTest)
#include "blob_folder_test.moc"
