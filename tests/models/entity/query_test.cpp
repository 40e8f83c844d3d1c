// Filters and orders of lists.
#include "models/entities/entities.hpp"
#include "models/entity/query.hpp"

#include <QtTest>

#include <boost/json.hpp>

using namespace tidemark;

namespace json = boost::json;

namespace {

const EntityInfo& supply()
{
    return *findEntity("fuelSupply");
}

} // namespace

class QueryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsConditions();
    void operandsAreCanonical();
    void refuses_data();
    void refuses();
    void nothingMeansNoCondition();
    void readsOrders();
    void refusesOrders();
};

void QueryTest::readsConditions()
{
    const auto filter =
        parseFilter(supply(), R"([{"field":"fuelType","op":"contains","value":"die"},
            {"field":"quantity","op":"ge","value":"100"},
            {"field":"fuelCode","op":"isNull"},
            {"field":"updatedAt","op":"lt","value":"2026-01-01T00:00:00+01:00"},
            {"field":"fuelCategory","op":"in","value":["Diesel","Gasoline"]}])")
            .value();
    QCOMPARE(filter.all.size(), 5U);
    QCOMPARE(filter.all[0].op, FilterOp::contains);
    QCOMPARE(filter.all[2].value, json::value(true));
    QCOMPARE(filter.all[3].field->column, std::string("updated_at"));
    QCOMPARE(filter.all[3].value, json::value("2025-12-31T23:00:00.000000Z"));
    QCOMPARE(filter.all[4].value.as_array().size(), 2U);
}

void QueryTest::operandsAreCanonical()
{
    const auto filter =
        parseFilter(supply(), R"([{"field":"complianceUnits","op":"eq","value":"1.5"},
            {"field":"complianceUnits","op":"lt","value":"0.1234567"},
            {"field":"rv","op":"gt","value":"41"},
            {"field":"fuelType","op":"ne","value":null}])")
            .value();
    QCOMPARE(filter.all[0].value, json::value("1.50000"));
    QCOMPARE(filter.all[1].value, json::value("0.123456700000"));
    QCOMPARE(filter.all[2].value, json::value(41));
    QVERIFY(filter.all[3].value.is_null());
}

void QueryTest::refuses_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("reason");
    const auto add = [](const char* filter, const char* reason) {
        QTest::newRow(filter) << filter << reason;
    };
    add("{", "malformed_filter");
    add("{}", "malformed_filter");
    add("[7]", "malformed_filter");
    add(R"([{"op":"eq","value":1}])", "malformed_filter");
    add(R"([{"field":"colour","op":"eq","value":1}])", "unknown_field");
    add(R"([{"field":"quantity","op":"like","value":"1"}])", "unknown_op");
    add(R"([{"field":"quantity","op":"contains","value":"1"}])", "op_not_for_kind");
    add(R"([{"field":"reportId","op":"lt","value":"x"}])", "op_not_for_kind");
    add(R"([{"field":"quantity","op":"eq","value":"many"}])", "malformed_decimal");
    add(R"([{"field":"quantity","op":"lt","value":null}])", "required");
    add(R"([{"field":"quantity","op":"in","value":[]}])", "malformed_filter");
    add(R"([{"field":"quantity","op":"isNull","value":"yes"}])", "malformed_filter");
}

void QueryTest::refuses()
{
    QFETCH(QString, filter);
    QFETCH(QString, reason);
    const auto parsed = parseFilter(supply(), filter.toStdString());
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, FaultCode::invalid);
    QCOMPARE(QString::fromStdString(parsed.error().reason), reason);
}

void QueryTest::nothingMeansNoCondition()
{
    QVERIFY(parseFilter(supply(), "")->all.empty());
    QVERIFY(parseFilter(supply(), "null")->all.empty());
    QVERIFY(parseFilter(supply(), "[]")->all.empty());
}

void QueryTest::readsOrders()
{
    const auto order = parseSort(supply(), "-quantity,fuelType,id").value();
    QCOMPARE(order.size(), 3U);
    QVERIFY(order[0].descending && order[0].field->name == "quantity");
    QVERIFY(!order[1].descending && order[2].field->column == "id");
    QVERIFY(parseSort(supply(), "")->empty());
}

void QueryTest::refusesOrders()
{
    QCOMPARE(parseSort(supply(), "colour").error().reason, std::string("unknown_field"));
    QCOMPARE(parseSort(supply(), "quantity,,id").error().reason, std::string("unknown_field"));
    QCOMPARE(
        parseSort(*findEntity("role"), "permissions").error().reason, std::string("malformed_sort")
    );
    QVERIFY(!parseSort(supply(), "id,id,id,id,id,id,id,id,id"));
}

QTEST_GUILESS_MAIN(QueryTest)
#include "query_test.moc"
