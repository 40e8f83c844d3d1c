// Lists of entities: paging, order, filters, search, and what is refused.
#include "tests/platform/entities/sample_rows.hpp"
#include "tests/platform/served_platform.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
namespace json = boost::json;

class EntityListTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
    }
    void init() { platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection()); }
    void cleanup() { platform_.reset(); }

    void listsPageSortAndFilter()
    {
        for (int n = 0; n < 7; ++n) {
            json::object row = sampleOf(*findEntity("fuelCode"), 1);
            row["code"] = "L " + std::to_string(n);
            row["carbonIntensity"] = std::to_string(n) + ".50";
            row["company"] = n % 2 == 0 ? "100% _Real_ \\ Fuels" : "Other";
            QCOMPARE(call(Method::post, "fuel-codes", body(row)).status, 201);
        }
        const auto codes = [&](const std::string& query) {
            const Answered answer = call(Method::get, "fuel-codes?" + query);
            if (answer.status != 200)
                return answer.text;
            std::string text = answer.member("total") + ":";
            const json::object all = answer.json();
            for (const auto& item : all.at("items").as_array())
                text += std::string(std::string_view(item.at("code").as_string()).substr(2));
            return text;
        };
        const std::string like = "search=L ";
        QCOMPARE(codes(like + "&sort=code"), std::string("7:0123456"));
        QCOMPARE(codes(like + "&sort=-code&size=3"), std::string("7:654"));
        QCOMPARE(codes(like + "&sort=-code&size=3&page=3"), std::string("7:0"));
        QCOMPARE(codes(like + "&sort=-code&size=3&page=4"), std::string("7:"));
        const auto filter =
            [](const std::string& field, const std::string& op, const std::string& value) {
                return "&sort=code&filter=[{\"field\":\"" + field + "\",\"op\":\"" + op +
                       "\",\"value\":" + value + "}]";
            };
        QCOMPARE(codes(like + filter("carbonIntensity", "ge", "\"4.5\"")), std::string("3:456"));
        QCOMPARE(codes(like + filter("carbonIntensity", "lt", "\"1.5\"")), std::string("1:0"));
        QCOMPARE(codes(like + filter("code", "in", "[\"L 1\",\"L 3\"]")), std::string("2:13"));
        QCOMPARE(
            codes(like + filter("company", "contains", "\"% _real_ \\\\\"")), std::string("4:0246")
        );
        QCOMPARE(codes(like + filter("company", "startsWith", "\"0%\"")), std::string("0:"));
        QCOMPARE(codes(like + filter("expiresOn", "isNull", "true")), std::string("7:0123456"));
        QCOMPARE(codes(like + filter("expiresOn", "eq", "null")), std::string("7:0123456"));
        QCOMPARE(
            codes(like + filter("effectiveOn", "le", "\"2026-03-31\"")), std::string("7:0123456")
        );
    }

    void hostileTextStaysText_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto* text :
             {"'; DROP TABLE app.fuel_code; --",
              "$1",
              "\\', 1) --",
              "%",
              "_",
              "{}",
              "\"}",
              "NULL",
              "') OR true --",
              "\xc3\xa9\xf0\x9f\x9a\xa2"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }

    void hostileTextStaysText()
    {
        QFETCH(QString, text);
        const std::string value = json::serialize(json::value(text.toStdString()));
        for (const auto* op : {"eq", "ne", "lt", "contains", "startsWith"}) {
            const Answered answer = call(
                Method::get,
                std::string("fuel-codes?filter=[{\"field\":\"code\",\"op\":\"") + op +
                    "\",\"value\":" + value + "}]"
            );
            QVERIFY2(answer.status == 200, answer.text.c_str());
            if (std::string_view(op) == "eq")
                QCOMPARE(answer.member("total"), std::string("0"));
        }
        const Answered in = call(
            Method::get,
            "fuel-codes?filter=[{\"field\":\"code\",\"op\":\"in\",\"value\":[" + value + "]}]"
        );
        QCOMPARE(in.member("total"), std::string("0"));
        QCOMPARE(call(Method::get, "fuel-codes?search=" + text.toStdString()).status, 200);
        json::object row = sampleOf(*findEntity("endUse"), 1);
        row["name"] = text.toStdString();
        const Answered created = call(Method::post, "end-uses", body(row));
        QVERIFY2(created.status == 201, created.text.c_str());
        QCOMPARE(created.member("name"), text.toStdString());
    }

    void nonsenseIsRefusedWithWords_data()
    {
        QTest::addColumn<QString>("query");
        for (const auto* query :
             {"page=0",
              "page=x",
              "size=201",
              "size=-1",
              "page=10000000&size=200",
              "sort=colour",
              "sort=code;drop",
              "filter=x",
              "filter={}",
              "filter=[{\"field\":\"code\"}]",
              "filter=[{\"field\":\"tenant_id\",\"op\":\"eq\",\"value\":2}]",
              "filter=[{\"field\":\"code\",\"op\":\"like\",\"value\":\"x\"}]",
              "filter=[{\"field\":\"carbonIntensity\",\"op\":\"contains\",\"value\":\"1\"}]",
              "filter=[{\"field\":\"carbonIntensity\",\"op\":\"eq\",\"value\":\"one\"}]",
              "filter=[{\"field\":\"effectiveOn\",\"op\":\"eq\",\"value\":\"2026-13-01\"}]"})
            QTest::newRow(query) << QString::fromUtf8(query);
    }

    void nonsenseIsRefusedWithWords()
    {
        QFETCH(QString, query);
        const Answered answer = call(Method::get, "fuel-codes?" + query.toStdString());
        QVERIFY2(answer.status == 400, answer.text.c_str());
        QVERIFY(!answer.member("detail").empty());
        QVERIFY(!answer.member("nextStep").empty());
    }

private:
    Answered call(
        Method method,
        const std::string& target,
        const std::string& text = {},
        ServedPlatform::Headers headers = {}
    )
    {
        return platform_->call(ada(), method, target, text, std::move(headers));
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
};

QTEST_GUILESS_MAIN(EntityListTest)
#include "entity_list_test.moc"
