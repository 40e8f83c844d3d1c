// The audit: written with every change, never altered unnoticed, exported with a signature.
#include "platform/audit/audit_export.hpp"
#include "platform/audit/audit_proof.hpp"
#include "platform/audit/audit_routes.hpp"
#include "tests/platform/served_platform.hpp"

#include <QCryptographicHash>
#include <QTest>

#include <boost/asio/detached.hpp>

#include <random>
#include <sstream>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

/// SQL as a superuser who switches the protection off: what an intruder with all rights would do.
std::string unprotected(const std::string& table, const std::string& sql)
{
    return "ALTER TABLE " + table + " DISABLE TRIGGER append_only;" + sql + "; ALTER TABLE " +
           table + " ENABLE TRIGGER append_only";
}

struct Tampering {
    const char* name;
    const char* table;
    const char* sql;
    const char* reason;
    std::int64_t seq;
};

const std::vector<Tampering> tamperings = {
    {"another actor", "app.audit_entry", "actor = 'Nobody'", "changed", 3},
    {"another time", "app.audit_entry", "at = at + interval '1 microsecond'", "changed", 1},
    {"another value", "app.audit_entry", "after = after || '{\"name\": \"x\"}'", "changed", 4},
    {"another address", "app.audit_entry", "address = '10.0.0.1'", "changed", 2},
    {"another action", "app.audit_entry", "action = 'endUse.delete'", "changed", 5},
    {"another device", "app.audit_entry", "device = 'other'", "changed", 6},
    {"another row", "app.audit_entry", "entity_id = gen_random_uuid()", "changed", 2},
    {"another request", "app.audit_entry", "request_id = 'x'", "changed", 8},
    {"another hash", "app.audit_chain", "hash = sha256('x')", "changed", 7},
};

} // namespace

class AuditTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        served_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        key_ = std::make_unique<AuditKey>(Secret(std::string(32, 'k')));
        chainer_ = std::make_unique<AuditChainer>(served_->database, *key_);
        addAuditRoutes(served_->router, served_->database, *key_, *chainer_);
        for (int i = 0; i < 12; ++i)
            QCOMPARE(createEndUse(ada(), "use " + std::to_string(i)).status, 201);
        QCOMPARE(createEndUse(foreigner(), "theirs").status, 201);
        QVERIFY(served_->run(chainer_->chainAll()));
        QCOMPARE(served_->run(chainer_->sealAll()).value(), 2);
    }

    void cleanupTestCase()
    {
        chainer_.reset();
        served_.reset();
        postgres_.reset();
    }

    void theChainIsWholeAndKnowsItsTenant()
    {
        const AuditProof proof = prove();
        QVERIFY(proof.isWhole());
        QCOMPARE(proof.entries, std::int64_t(12));
        QCOMPARE(proof.seals, 1);
        QCOMPARE(served_->run(proveAudit(served_->database, *key_, 2))->entries, std::int64_t(1));
        const Answered answer = served_->call(ada(), Method::post, "audit/verify");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.member("ok"), std::string("true"));
        QCOMPARE(answer.member("head"), proof.head);
    }

    void nobodyMayAlterIt_data()
    {
        QTest::addColumn<QString>("sql");
        for (const char* table : {"app.audit_entry", "app.audit_chain", "app.audit_seal"}) {
            for (const char* sql : {"UPDATE %1 SET tenant_id = 1", "DELETE FROM %1", "TRUNCATE %1"})
                QTest::newRow(qPrintable(QString::fromUtf8(sql).arg(QString::fromUtf8(table))))
                    << QString::fromUtf8(sql).arg(QString::fromUtf8(table));
        }
    }

    void nobodyMayAlterIt()
    {
        QFETCH(QString, sql);
        std::string words;
        try {
            postgres_->asAdmin(sql.toStdString()); // Even who may do everything is stopped.
        } catch (const std::runtime_error& error) {
            words = error.what();
        }
        QVERIFY2(words.find("append_only") != std::string::npos, words.c_str());
        Tenancy tenancy;
        tenancy.tenant = 1;
        std::vector<Statement> one(1);
        one[0].sql = sql.toStdString();
        QVERIFY(!served_->run(served_->database.write(tenancy, std::move(one))));
    }

    void whatWasAlteredIsFound_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < tamperings.size(); ++i)
            QTest::newRow(tamperings[i].name) << static_cast<int>(i);
    }

    void whatWasAlteredIsFound()
    {
        QFETCH(int, index);
        const Tampering& one = tamperings[static_cast<std::size_t>(index)];
        const std::string table = one.table;
        const std::string seq = std::to_string(one.seq);
        const std::string where =
            table == "app.audit_chain"
                ? " WHERE tenant_id = 1 AND seq = " + seq
                : " WHERE id = (SELECT entry_id FROM app.audit_chain WHERE tenant_id = 1"
                  " AND seq = " +
                      seq + ")";
        keep(table);
        postgres_->asAdmin(unprotected(table, "UPDATE " + table + " SET " + one.sql + where));
        const AuditProof proof = prove();
        putBack(table);
        QVERIFY(!proof.isWhole());
        QCOMPARE(proof.flaws[0].reason, std::string(one.reason));
        QCOMPARE(proof.flaws[0].seq, one.seq);
        QVERIFY(prove().isWhole());
    }

    void whatIsGoneIsMissed()
    {
        const auto after = [this](const std::string& table, const std::string& sql) {
            keep(table);
            postgres_->asAdmin(unprotected(table, sql));
            const AuditProof proof = prove();
            putBack(table);
            return proof.isWhole() ? std::string() : proof.flaws[0].reason;
        };
        QCOMPARE(
            after(
                "app.audit_entry",
                "DELETE FROM app.audit_entry WHERE id = (SELECT entry_id FROM app.audit_chain"
                " WHERE tenant_id = 1 AND seq = 5)"
            ),
            std::string("missing")
        );
        QCOMPARE(
            after("app.audit_chain", "DELETE FROM app.audit_chain WHERE tenant_id = 1 AND seq = 6"),
            std::string("gap")
        );
        QCOMPARE(
            after("app.audit_chain", "DELETE FROM app.audit_chain WHERE tenant_id = 1 AND seq > 9"),
            std::string("cut_off")
        );
        QVERIFY(prove().isWhole());
    }

    void aChainThatWasMadeAnewIsNotSigned()
    {
        keep("app.audit_chain");
        keep("app.audit_entry");
        postgres_->asAdmin(unprotected(
            "app.audit_entry", "UPDATE app.audit_entry SET actor = 'Nobody' WHERE tenant_id = 1"
        ));
        postgres_->asAdmin(unprotected("app.audit_chain", R"(DO $$
            DECLARE c record; head bytea := decode(repeat('00', 32), 'hex');
            BEGIN
                FOR c IN SELECT a.seq, e FROM app.audit_chain a JOIN app.audit_entry e
                    ON e.tenant_id = a.tenant_id AND e.id = a.entry_id WHERE a.tenant_id = 1
                    ORDER BY a.seq LOOP
                    head := sha256(head || convert_to(app.audit_text(1, c.seq, c.e), 'UTF8'));
                    UPDATE app.audit_chain SET hash = head WHERE tenant_id = 1 AND seq = c.seq;
                END LOOP;
            END $$)"));
        const AuditProof proof = prove();
        putBack("app.audit_chain");
        putBack("app.audit_entry");
        QCOMPARE(proof.flaws.size(), std::size_t(1));
        QCOMPARE(proof.flaws[0].reason, std::string("bad_seal"));
    }

    void anEntryBesideTheChainIsFound()
    {
        keep("app.audit_entry");
        postgres_->asAdmin("ALTER TABLE app.audit_entry DISABLE TRIGGER await_chain;"
                           "INSERT INTO app.audit_entry SELECT * FROM app.audit_entry LIMIT 0;"
                           "INSERT INTO app.audit_entry (tenant_id, id, at, actor, action, entity,"
                           " before, after, request_id, address, created_at) VALUES (1,"
                           " gen_random_uuid(), now(), '', '', '', 'null', 'null', '', '',"
                           " now() - interval '2 minutes');"
                           "ALTER TABLE app.audit_entry ENABLE TRIGGER await_chain");
        const AuditProof proof = prove();
        putBack("app.audit_entry");
        QCOMPARE(proof.flaws.size(), std::size_t(1));
        QCOMPARE(proof.flaws[0].reason, std::string("not_chained"));
    }

    void anExportProvesItself()
    {
        const Answered answer = served_->call(ada(), Method::get, "audit/export");
        QCOMPARE(answer.status, 200);
        const AuditProof proof = check(answer.text);
        QVERIFY2(proof.isWhole(), proof.isWhole() ? "" : proof.flaws[0].cause.c_str());
        QVERIFY(proof.entries >= 13); // The export itself is an entry.
        // The same chain, computed by another implementation.
        QByteArray head(32, '\0');
        for (const QByteArray& line : QByteArray::fromStdString(answer.text).split('\n')) {
            const auto at = line.indexOf("\"entry\":{");
            if (at < 0)
                continue;
            const QByteArray entry = line.mid(at + 8, line.size() - at - 9);
            head = QCryptographicHash::hash(head + entry, QCryptographicHash::Sha256);
        }
        QCOMPARE(head.toHex().toStdString(), proof.head);
    }

    void anAlteredExportIsRefused()
    {
        const std::string good = served_->call(ada(), Method::get, "audit/export").text;
        for (std::size_t at = 0; at < good.size(); at += 13) {
            std::string bad = good;
            bad[at] = static_cast<char>(bad[at] ^ 1);
            const std::size_t end = good.rfind("{\"f\":\"end\"");
            const std::size_t sum = good.find("\"sha256\"", end);
            const bool isNoMatter = at > end && (at < sum || good.find("keyId", sum) < at);
            if (!isNoMatter)
                QVERIFY2(!check(bad).isWhole(), std::to_string(at).c_str());
        }
        QVERIFY(!check(good.substr(0, good.rfind("{\"f\":\"end\""))).isWhole());
        std::istringstream lines(good);
        const AuditKey other{Secret(std::string(32, 'x'))};
        QVERIFY(!proveExport(lines, other.publicKey()).isWhole());
    }

    void aRangeIsExportedAlone()
    {
        const Answered none =
            served_->call(ada(), Method::get, "audit/export?to=2020-01-01T00:00:00Z");
        QCOMPARE(check(none.text).entries, std::int64_t(0));
        QCOMPARE(served_->call(ada(), Method::get, "audit/export?from=yesterday").status, 400);
    }

    void changesAreToldByName()
    {
        const Answered user =
            served_->call(ada(), Method::get, std::string("users/") + known::olga);
        const ServedPlatform::Headers headers = {{"If-Match", user.member("rv")}};
        const std::string body =
            std::string("{\"organizationId\":\"") + known::demoFuels + "\",\"title\":\"Moved\"}";
        const Answered moved =
            served_->call(ada(), Method::patch, std::string("users/") + known::olga, body, headers);
        QCOMPARE(moved.status, 200);
        const std::string id = postgres_->asAdmin(
            "SELECT id FROM app.audit_entry WHERE action = 'user.update' ORDER BY at DESC LIMIT 1"
        );
        const Answered entry = served_->call(ada(), Method::get, "audit/entries/" + id);
        QCOMPARE(entry.status, 200);
        const auto changes = entry.json().at("changes").as_array();
        QCOMPARE(changes.size(), std::size_t(2));
        QVERIFY(changes[0].at("field").as_string() == "title");
        QVERIFY(changes[0].at("after").as_string() == "Moved");
        QVERIFY(changes[1].at("beforeName").as_string() == "Org OTHR");
        QVERIFY(changes[1].at("afterName").as_string() == "Org DEMO");
        // Of another tenant, an entry is as if it were not there.
        QCOMPARE(served_->call(foreigner(), Method::get, "audit/entries/" + id).status, 404);
        const std::string nothing = Uuid::make().toString();
        QCOMPARE(
            served_->call(foreigner(), Method::get, "audit/entries/" + id).text,
            served_->call(foreigner(), Method::get, "audit/entries/" + nothing).text
        );
    }

    void manyWritersAndTwoChainersMakeOneChain()
    {
        int running = 0;
        auto writer = [this, &running](int number) -> asio::awaitable<void> {
            for (int i = 0; i < 15; ++i) {
                const std::string name = std::to_string(number) + "/" + std::to_string(i);
                co_await served_->start(
                    ada(), Method::post, "end-uses", endUse(name), ServedPlatform::Headers()
                );
            }
            --running;
        };
        bool isChaining = true;
        auto chaining = [this, &running, &isChaining]() -> asio::awaitable<void> {
            while (running > 0)
                (void)co_await chainer_->chainAll();
            isChaining = false;
        };
        for (int number = 0; number < 8; ++number, ++running)
            asio::co_spawn(served_->io, writer(number), asio::detached);
        asio::co_spawn(served_->io, chaining, asio::detached);
        (void)served_->run([&]() -> asio::awaitable<std::optional<int>> {
            while (running > 0 || isChaining)
                (void)co_await chainer_->chainAll();
            co_return 0;
        }());
        QVERIFY(served_->run(chainer_->chainAll()));
        const AuditProof proof = prove();
        QVERIFY(proof.isWhole());
        QVERIFY(proof.entries >= 12 + 8 * 15);
        QCOMPARE(
            postgres_->asAdmin("SELECT count(*) FROM app.audit_entry WHERE tenant_id = 1"),
            std::to_string(proof.entries)
        );
    }

private:
    static std::string endUse(const std::string& name)
    {
        return "{\"name\":\"" + name + "\",\"intendedUse\":true}";
    }

    Answered createEndUse(ActorPointer actor, const std::string& name)
    {
        return served_->call(std::move(actor), Method::post, "end-uses", endUse(name));
    }

    AuditProof prove() { return *served_->run(proveAudit(served_->database, *key_, 1)); }

    AuditProof check(const std::string& text) const
    {
        std::istringstream lines(text);
        return proveExport(lines, key_->publicKey());
    }

    void keep(const std::string& table)
    {
        postgres_->asAdmin(
            "DROP TABLE IF EXISTS public.kept_" + table.substr(4) + "; CREATE TABLE public.kept_" +
            table.substr(4) + " AS TABLE " + table
        );
    }

    /// Every trigger is off while the rows come back, so that nothing is chained twice.
    void putBack(const std::string& table)
    {
        postgres_->asAdmin(
            "ALTER TABLE " + table + " DISABLE TRIGGER USER; DELETE FROM " + table +
            "; INSERT INTO " + table + " SELECT * FROM public.kept_" + table.substr(4) +
            "; ALTER TABLE " + table + " ENABLE TRIGGER USER"
        );
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> served_;
    std::unique_ptr<AuditKey> key_;
    std::unique_ptr<AuditChainer> chainer_;
};

QTEST_GUILESS_MAIN(AuditTest)
#include "audit_test.moc"
