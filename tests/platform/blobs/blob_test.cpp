// Files: sent in parts, resumed, verified, sealed, shared inside one scope only, bounded,
// forgotten.
#include "platform/blobs/blob_routes.hpp"
#include "tests/platform/served_platform.hpp"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

constexpr std::size_t segment = SegmentCipher::segmentBytes;

std::string hashOf(const std::string& bytes)
{
    const auto digest =
        QCryptographicHash::hash(QByteArray::fromStdString(bytes), QCryptographicHash::Sha256);
    return digest.toHex().toStdString();
}

/// Easy to find on a disk.
std::string contentOf(std::size_t size, const std::string& sentinel)
{
    std::string bytes;
    while (bytes.size() < size)
        bytes += sentinel + std::to_string(bytes.size()) + '\n';
    bytes.resize(size);
    return bytes;
}

std::string offerText(const std::string& bytes, int scope = 1001)
{
    boost::json::object offer;
    offer["size"] = bytes.size();
    offer["sha256"] = hashOf(bytes);
    offer["scope"] = scope;
    offer["mime"] = "application/pdf";
    return boost::json::serialize(offer);
}

/// A disk that fills up.
class FullableStore final : public BlobStore {
public:
    explicit FullableStore(std::filesystem::path root)
        : store_(std::move(root))
    {
    }
    Result<void> write(const BlobPlace& place, std::int64_t offset, std::string_view bytes) override
    {
        if (isFull)
            return Fault{FaultCode::full, "store_full", "The disk is full.", "Make room."};
        return store_.write(place, offset, bytes);
    }
    Result<std::string> read(const BlobPlace& place, std::int64_t offset, std::size_t most) override
    {
        return store_.read(place, offset, most);
    }
    void settle(const BlobPlace& place) override { store_.settle(place); }
    void remove(const BlobPlace& place) override { store_.remove(place); }

    bool isFull = false;

private:
    FolderBlobStore store_;
};

} // namespace

class BlobTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        sealer_ = std::make_unique<Sealer>(Secret(std::string(32, 'k')));
        store_ = std::make_unique<FullableStore>(folder_.path().toStdString());
        blobs_ = std::make_unique<BlobBook>(platform_->database, *sealer_, *store_);
        addBlobRoutes(platform_->router, platform_->database, *blobs_);
    }
    void cleanupTestCase() { platform_->database.close(); }

    void aFileComesInPartsAndIsReadByAllOfItsScope()
    {
        const std::string bytes = contentOf(3 * segment + 1234, "sentinel-parts ");
        const Answered offered = offer(maya(), bytes);
        QCOMPARE(offered.status, 201);
        const std::string id = offered.member("id");
        QCOMPARE(part(maya(), id, 0, bytes.substr(0, 2 * segment)).status, 200);
        // A reader finds nothing before it is whole; who sends it may ask where it stands.
        QCOMPARE(platform_->call(ada(), Method::get, "blobs/" + id).status, 404);
        const Answered head = platform_->call(maya(), Method::head, "blobs/" + id);
        QCOMPARE(head.headers.at("Upload-Offset"), std::to_string(2 * segment));
        // Lost answers: the same offer goes on where the upload stands.
        QCOMPARE(offer(maya(), bytes).member("offset"), std::to_string(2 * segment));
        const Answered done = part(maya(), id, 2 * segment, bytes.substr(2 * segment));
        QCOMPARE(done.member("have"), std::string("true"));
        for (const auto& reader : {maya(), ada()}) {
            const Answered whole = platform_->call(reader, Method::get, "blobs/" + id);
            QCOMPARE(whole.status, 200);
            QVERIFY(whole.text == bytes);
            QCOMPARE(whole.headers.at("ETag"), '"' + hashOf(bytes) + '"');
        }
    }

    void anyRangeOfItCanBeRead()
    {
        const std::string bytes = contentOf(2 * segment + 77, "sentinel-range ");
        const std::string id = upload(maya(), bytes);
        const auto get = [&](const std::string& range, const std::string& condition = {}) {
            ServedPlatform::Headers headers = {{"Range", range}};
            if (!condition.empty())
                headers.emplace_back("If-Range", condition);
            return platform_->call(maya(), Method::get, "blobs/" + id, {}, headers);
        };
        const Answered middle = get("bytes=65530-131080");
        QCOMPARE(middle.status, 206);
        QVERIFY(middle.text == bytes.substr(65530, 131080 - 65530 + 1));
        QCOMPARE(
            middle.headers.at("Content-Range"), "bytes 65530-131080/" + std::to_string(bytes.size())
        );
        QVERIFY(get("bytes=131072-").text == bytes.substr(131072));
        QVERIFY(get("bytes=-10").text == bytes.substr(bytes.size() - 10));
        QCOMPARE(get("bytes=0-0", '"' + hashOf(bytes) + '"').text, bytes.substr(0, 1));
        const Answered other = get("bytes=0-0", "\"another\"");
        QCOMPARE(other.status, 200);
        QVERIFY(other.text == bytes);
        QCOMPARE(get("bytes=9999999-").status, 416);
        QCOMPARE(get("bytes=2-1").status, 200);
    }

    void theSameContentIsKnownInItsScopeAlone()
    {
        const std::string bytes = contentOf(5000, "sentinel-same ");
        const std::string id = upload(maya(), bytes);
        const Answered again = offer(ada(), bytes);
        QCOMPARE(again.status, 200);
        QCOMPARE(again.member("id"), id);
        // Elsewhere nothing tells that somebody has it.
        const Answered elsewhere = offer(olga(), bytes, 1002);
        QCOMPARE(elsewhere.status, 201);
        QCOMPARE(elsewhere.member("offset"), std::string("0"));
        const Answered fresh = offer(olga(), contentOf(5000, "nobody has this "), 1002);
        QCOMPARE(elsewhere.json().size(), fresh.json().size());
        QCOMPARE(offer(foreigner(), bytes, 1001).status, 201); // Its own scope of that number.
        QVERIFY(offer(foreigner(), bytes, 1001).member("id") != id);
    }

    void anIdOfOthersIsAnAbsentOne()
    {
        const std::string bytes = contentOf(900, "sentinel-foreign ");
        const std::string id = upload(maya(), bytes);
        const std::string pending = offer(maya(), contentOf(901, "waiting ")).member("id");
        const std::string absent = Uuid::make().toString();
        for (const auto& stranger : {olga(), foreigner()}) {
            for (const Method method : {Method::get, Method::head}) {
                const auto answerTo = [&](const std::string& one) {
                    return platform_->call(stranger, method, "blobs/" + one).text;
                };
                QCOMPARE(answerTo(id), answerTo(absent));
                QCOMPARE(answerTo(pending), answerTo(absent));
            }
            QCOMPARE(part(stranger, pending, 0, "x").text, part(stranger, absent, 0, "x").text);
            QCOMPARE(part(stranger, pending, 0, "x").status, 404);
        }
        QCOMPARE(offer(olga(), bytes, 1001).text, offer(olga(), bytes, 987654).text);
        QCOMPARE(part(maya(), "../../etc/passwd", 0, "x").status, 404);
    }

    void partsThatDoNotFitAreRefused()
    {
        const std::string bytes = contentOf(2 * segment, "sentinel-fit ");
        const std::string id = offer(maya(), bytes).member("id");
        QCOMPARE(part(maya(), id, segment, "late").member("reason"), std::string("wrong_offset"));
        QCOMPARE(part(maya(), id, 0, "short").member("reason"), std::string("bad_part"));
        QCOMPARE(part(maya(), id, 0, "").member("reason"), std::string("bad_part"));
        QCOMPARE(part(maya(), id, 0, bytes + bytes).member("reason"), std::string("bad_part"));
        QCOMPARE(platform_->call(maya(), Method::patch, "blobs/" + id, "x").status, 400);
        QCOMPARE(part(maya(), id, 0, bytes).status, 200);
    }

    void whatIsNotWhatWasAnnouncedIsForgotten()
    {
        const std::string bytes = contentOf(segment + 5, "sentinel-hash ");
        const std::string id = offer(maya(), bytes).member("id");
        std::string damaged = bytes;
        damaged[70] ^= 1;
        const Answered refused = part(maya(), id, 0, damaged);
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.member("reason"), std::string("hash_mismatch"));
        QVERIFY(!refused.member("detail").empty() && !refused.member("nextStep").empty());
        QCOMPARE(platform_->call(maya(), Method::head, "blobs/" + id).status, 404);
        QVERIFY(!isInStore(id) && !upload(maya(), bytes).empty()); // From its beginning it goes.
    }

    void programsAreRefusedByTheirContent()
    {
        for (const std::string beginning : {"MZ\x90", "\x7f\x45LF", "#!/bin/sh\n"}) {
            const std::string bytes = beginning + contentOf(500, "run me ");
            const std::string id = offer(maya(), bytes).member("id");
            const Answered refused = part(maya(), id, 0, bytes);
            QCOMPARE(refused.status, 403);
            QCOMPARE(refused.member("reason"), std::string("executable_file"));
            QVERIFY(!isInStore(id));
        }
    }

    void limitsOfTheTenantHold()
    {
        const std::string used =
            platform_->call(maya(), Method::get, "blob-limits").member("usedBytes");
        const auto set = [&](std::int64_t file, std::int64_t quota) {
            const boost::json::object body{{"fileBytes", file}, {"quotaBytes", quota}};
            return platform_->call(ada(), Method::put, "blob-limits", boost::json::serialize(body));
        };
        QCOMPARE(set(0, 5).status, 400);
        QCOMPARE(set(2000, std::stoll(used) + 2500).status, 200);
        const Answered large = offer(maya(), contentOf(2001, "large "));
        QCOMPARE(large.status, 413);
        QCOMPARE(large.member("reason"), std::string("file_too_large"));
        QCOMPARE(offer(maya(), contentOf(1500, "fits ")).status, 201);
        const Answered full = offer(maya(), contentOf(1501, "no more "));
        QCOMPARE(full.member("reason"), std::string("quota_used_up"));
        QVERIFY(full.member("nextStep").find("administrator") != std::string::npos);
        QCOMPARE(set(1 << 30, 1LL << 40).status, 200);
    }

    void aFullDiskIsSaidAndTheUploadGoesOnLater()
    {
        const std::string bytes = contentOf(2 * segment, "sentinel-full ");
        const std::string id = offer(maya(), bytes).member("id");
        QCOMPARE(part(maya(), id, 0, bytes.substr(0, segment)).status, 200);
        store_->isFull = true;
        QCOMPARE(
            part(maya(), id, segment, bytes.substr(segment)).member("reason"),
            std::string("store_full")
        );
        store_->isFull = false;
        QCOMPARE(offer(maya(), bytes).member("offset"), std::to_string(segment));
        QCOMPARE(
            part(maya(), id, segment, bytes.substr(segment)).member("have"), std::string("true")
        );
    }

    void whatACrashLeftBehindTheOffsetIsWrittenOver()
    {
        const std::string bytes = contentOf(2 * segment + 9, "sentinel-crash ");
        const std::string id = offer(maya(), bytes).member("id");
        // Bytes reached the disk, the commit did not.
        QVERIFY(store_->write({1, idOf(id)}, 0, std::string(5 * segment, 'x')).has_value());
        QCOMPARE(part(maya(), id, 0, bytes).member("have"), std::string("true"));
        QVERIFY(platform_->call(ada(), Method::get, "blobs/" + id).text == bytes);
    }

    void onTheDiskNothingIsPlainAndDamageIsNoticed()
    {
        const std::string bytes = contentOf(segment + 100, "sentinel-at-rest ");
        const std::string id = upload(maya(), bytes);
        QDirIterator files(folder_.path(), QDir::Files, QDirIterator::Subdirectories);
        QString mine;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(!file.readAll().contains("sentinel"));
            if (file.fileName().endsWith(QString::fromStdString(id)))
                mine = file.fileName();
        }
        QFile file(mine);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(200);
        char byte = 0;
        file.getChar(&byte);
        file.seek(200);
        file.putChar(static_cast<char>(byte ^ 4));
        file.close();
        const auto blob = platform_->run(blobs_->find(*maya(), idOf(id)));
        QVERIFY(blob.has_value());
        const auto read = platform_->run(blobs_->read(1, *blob, 0, blob->size));
        QVERIFY(!read && read.error().reason == "blob_damaged");
    }

    void anAttachmentNamesContentThatIsThere()
    {
        const std::string bytes = contentOf(4321, "sentinel-row ");
        const auto create = [&](const ActorPointer& who, std::string name, std::string report) {
            boost::json::object row{
                {"reportId", report},
                {"name", name},
                {"sha256", hashOf(bytes)},
                {"size", 1},
                {"mime", "text/plain"}};
            return platform_->call(who, Method::post, "attachments", boost::json::serialize(row));
        };
        const Answered early = create(maya(), "Invoice.pdf", known::report);
        QCOMPARE(early.status, 409);
        QCOMPARE(early.member("reason"), std::string("blob_missing"));
        const std::string blob = upload(maya(), bytes);
        const Answered made = create(maya(), "Invoice.pdf", known::report);
        QCOMPARE(made.status, 201);
        QCOMPARE(made.member("blobId"), blob);
        QCOMPARE(made.member("size"), std::to_string(bytes.size())); // As it is, not as it is said.
        QCOMPARE(made.member("mime"), std::string("application/pdf"));
        QCOMPARE(made.member("addedBy"), maya()->displayName);
        for (const char* hostile :
             {"../../etc/passwd", "a/b.pdf", "con.txt", ".bashrc", "a\nb.pdf"})
            QCOMPARE(
                create(maya(), hostile, known::report).member("reason"),
                std::string("bad_file_name")
            );
        QCOMPARE(
            create(maya(), "setup.EXE", known::report).member("reason"),
            std::string("executable_file")
        );
        // Content of one organization's scope is none in another's.
        QCOMPARE(
            create(olga(), "x.pdf", known::otherReport).member("reason"),
            std::string("blob_missing")
        );
        QCOMPARE(
            create(olga(), "x.pdf", known::report).member("reason"),
            std::string("missing_reference")
        );
        const Answered renamed = platform_->call(
            maya(),
            Method::patch,
            "attachments/" + made.member("id"),
            R"({"name":"Rechnung.pdf"})",
            {{"If-Match", made.headers.at("ETag")}}
        );
        QCOMPARE(renamed.status, 200);
        QCOMPARE(renamed.member("sha256"), hashOf(bytes));
        attached_ = blob;
    }

    void whatNobodyNeedsIsForgottenAndWhatIsAttachedStays()
    {
        const std::string lonely = upload(maya(), contentOf(700, "sentinel-lonely "));
        const std::string half = contentOf(2 * segment, "sentinel-half ");
        const std::string part1 = offer(maya(), half).member("id");
        QCOMPARE(part(maya(), part1, 0, half.substr(0, segment)).status, 200);
        // Nothing is old yet.
        QCOMPARE(platform_->run(blobs_->clear({})).value(), 0);
        postgres_->asAdmin("UPDATE app.blob SET touched_at = touched_at - interval '40 days',"
                           " unreferenced_since = unreferenced_since - interval '40 days'");
        QVERIFY(platform_->run(blobs_->clear({})).value() >= 2);
        QVERIFY(!isInStore(lonely));
        QVERIFY(!isInStore(part1));
        QVERIFY(isInStore(attached_));
        QCOMPARE(platform_->call(ada(), Method::get, "blobs/" + attached_).status, 200);
    }

private:
    Answered offer(const ActorPointer& who, const std::string& bytes, int scope = 1001)
    {
        return platform_->call(who, Method::post, "blobs", offerText(bytes, scope));
    }
    Answered part(
        const ActorPointer& who, const std::string& id, std::size_t offset, const std::string& bytes
    )
    {
        return platform_->call(
            who, Method::patch, "blobs/" + id, bytes, {{"Upload-Offset", std::to_string(offset)}}
        );
    }
    std::string upload(const ActorPointer& who, const std::string& bytes)
    {
        const std::string id = offer(who, bytes).member("id");
        const Answered done = part(who, id, 0, bytes);
        return done.member("have") == "true" ? done.member("id") : std::string();
    }
    bool isInStore(const std::string& id) const
    {
        QDirIterator files(folder_.path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            if (files.next().endsWith(QString::fromStdString(id)))
                return true;
        }
        return false;
    }

    QTemporaryDir folder_;
    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<Sealer> sealer_;
    std::unique_ptr<FullableStore> store_;
    std::unique_ptr<ServedPlatform> platform_;
    std::unique_ptr<BlobBook> blobs_;
    std::string attached_;
};

QTEST_GUILESS_MAIN(BlobTest)
#include "blob_test.moc"
