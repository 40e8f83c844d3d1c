// The row codec over every entity: what it refuses, and that its canonical form is stable.
#include "models/core/decimal.hpp"
#include "models/core/timestamp.hpp"
#include "models/core/uuid.hpp"
#include "models/entities/entities.hpp"
#include "models/entity/row_codec.hpp"
#include "tests/models/property.hpp"

#include <boost/json.hpp>

#include <limits>
#include <set>

using namespace tidemark;
using tidemark::test::holds;

namespace json = boost::json;

namespace {

const EntityInfo& entity(const char* name)
{
    const EntityInfo* found = findEntity(name);
    Q_ASSERT(found != nullptr);
    return *found;
}

QString reasonOf(const char* entityName, const char* field, const json::value& value)
{
    const auto checked = checkedValue(*entity(entityName).field(field), value);
    return checked ? QStringLiteral("ok") : QString::fromStdString(checked.error().reason);
}

QStringList reasonsOf(const CheckedRow& checked)
{
    QStringList reasons;
    for (const FieldProblem& problem : checked.problems)
        reasons << QString::fromStdString(problem.field + ":" + problem.reason);
    return reasons;
}

/// Any value that a field takes.
json::value anyValue(const FieldInfo& field)
{
    if (field.nullable && *rc::gen::inRange(0, 4) == 0)
        return nullptr;
    switch (field.kind) {
    case FieldKind::text: {
        const auto least = field.least.value_or(0);
        const auto size = *rc::gen::inRange<std::int64_t>(least, least + 5);
        return json::value(
            std::string(static_cast<std::size_t>(std::min(size, field.most.value_or(size))), 'x')
        );
    }
    case FieldKind::integer:
        return *rc::gen::inRange<std::int64_t>(
            field.least.value_or(-1000), field.most.value_or(1000) + 1
        );
    case FieldKind::decimal: {
        const auto digits = *rc::gen::inRange<std::int64_t>(-999'999'999, 1'000'000'000);
        return json::value(Decimal::fromScaled(digits, field.scale).toString());
    }
    case FieldKind::boolean:
        return *rc::gen::arbitrary<bool>();
    case FieldKind::timestamp:
        return json::value(
            Timestamp{*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000'000)}.toString()
        );
    case FieldKind::date:
        return json::value(Date{*rc::gen::inRange(0, 40'000)}.toString());
    case FieldKind::uuid:
        return json::value(Uuid::make().toString());
    case FieldKind::enumeration:
        return json::value(*rc::gen::elementOf(field.choices));
    case FieldKind::json:
        return json::array{"a", 1, nullptr};
    }
    return nullptr;
}

} // namespace

class RowCodecTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valuesGetOneForm();
    void valuesAreRefusedByReason_data();
    void valuesAreRefusedByReason();
    void refusesWhatIsNoFiniteNumber();
    void refusesBrokenText_data();
    void refusesBrokenText();
    void newRowsGetFallbacks();
    void newRowsNeedWhatHasNoFallback();
    void clientsSetNeitherPlatformNorUnknownFields();
    void patchesLeaveFixedFieldsAlone();
    void faultNamesTheFirstProblem();
    void everyEntityRoundTrips();
};

void RowCodecTest::valuesGetOneForm()
{
    const auto canonical = [](const char* name, const char* field, const json::value& value) {
        return QString::fromStdString(
            json::serialize(checkedValue(*entity(name).field(field), value).value())
        );
    };
    QCOMPARE(canonical("fuelSupply", "energyDensity", "36.5"), QStringLiteral("\"36.50\""));
    QCOMPARE(canonical("fuelSupply", "energyDensity", "36.5000"), QStringLiteral("\"36.50\""));
    QCOMPARE(canonical("fuelSupply", "quantity", 5), QStringLiteral("\"5\""));
    QCOMPARE(canonical("fuelSupply", "quantity", "-0.0"), QStringLiteral("\"0\""));
    QCOMPARE(
        canonical("fuelSupply", "reportId", "0192A4B0-1111-7ABC-8DEF-0123456789AB"),
        QStringLiteral("\"0192a4b0-1111-7abc-8def-0123456789ab\"")
    );
    QCOMPARE(
        canonical("connector", "testedAt", "2026-03-31T16:59:59-07:00"),
        QStringLiteral("\"2026-03-31T23:59:59.000000Z\"")
    );
    QCOMPARE(canonical("connector", "port", 5432.0), QStringLiteral("5432"));
    QCOMPARE(canonical("fuelSupply", "fuelType", nullptr), QStringLiteral("null"));
}

void RowCodecTest::valuesAreRefusedByReason_data()
{
    QTest::addColumn<QString>("entity");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("reason");
    const auto add = [](const char* name, const char* field, const char* value, const char* reason
                     ) {
        QTest::addRow("%s.%s %s", name, field, value)
            << name << field << QByteArray(value) << reason;
    };
    add("fuelSupply", "energyDensity", "\"36.555\"", "too_many_digits");
    add("fuelSupply", "energyDensity", "36.5", "wrong_kind");
    add("fuelSupply", "energyDensity", "\"1e3\"", "malformed_decimal");
    add("fuelSupply", "complianceUnits", "\"99999999999999999999\"", "too_large");
    add("fuelSupply", "isQ1Supplied", "1", "wrong_kind");
    add("fuelSupply", "isQ1Supplied", "null", "required");
    add("connector", "port", "0", "too_small");
    add("connector", "port", "65536", "too_large");
    add("connector", "port", "1.5", "wrong_kind");
    add("connector", "port", "18446744073709551615", "wrong_kind");
    add("connector", "name", "\"\"", "required");
    add("connector", "tlsMode", "\"maybe\"", "not_a_choice");
    add("connector", "testedAt", "\"yesterday\"", "malformed_time");
    add("compliancePeriod", "startsOn", "\"2026-02-30\"", "malformed_date");
    add("user", "organizationId", "\"42\"", "malformed_id");
    add("organization", "code", "\"ABC\"", "too_short");
    add("organization", "code", "\"ABCDE\"", "too_long");
}

void RowCodecTest::valuesAreRefusedByReason()
{
    QFETCH(QString, entity);
    QFETCH(QString, field);
    QFETCH(QByteArray, value);
    QFETCH(QString, reason);
    QCOMPARE(
        reasonOf(qPrintable(entity), qPrintable(field), json::parse(value.toStdString())), reason
    );
}

void RowCodecTest::refusesWhatIsNoFiniteNumber()
{
    const double infinite = std::numeric_limits<double>::infinity();
    QCOMPARE(reasonOf("connector", "port", infinite), QStringLiteral("wrong_kind"));
    QCOMPARE(
        reasonOf("role", "permissions", json::array{json::object{{"x", infinite}}}),
        QStringLiteral("not_storable")
    );
}

void RowCodecTest::refusesBrokenText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("lone continuation") << QByteArray("a\x80");
    QTest::newRow("cut off") << QByteArray("a\xc3");
    QTest::newRow("overlong") << QByteArray("\xc0\xaf");
    QTest::newRow("overlong of three") << QByteArray("\xe0\x80\xaf");
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80");
    QTest::newRow("above U+10FFFF") << QByteArray("\xf4\x90\x80\x80");
    QTest::newRow("no start byte") << QByteArray("\xff");
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
}

void RowCodecTest::refusesBrokenText()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(
        reasonOf("fuelSupply", "fuelTypeOther", json::value(bytes.toStdString())),
        QStringLiteral("not_utf8")
    );
    QCOMPARE(reasonOf("fuelSupply", "fuelTypeOther", "m³ 😀 €"), QStringLiteral("ok"));
}

void RowCodecTest::newRowsGetFallbacks()
{
    const auto checked = checkedCreate(
        entity("connector"),
        {{"name", "Ledger"}, {"host", "db"}, {"database", "gl"}, {"username", "reader"}}
    );
    QCOMPARE(reasonsOf(checked), QStringList());
    QCOMPARE(checked.values.at("port"), json::value(5432));
    QCOMPARE(checked.values.at("tlsMode"), json::value("prefer"));
    QVERIFY(checked.values.at("testedAt").is_null());
}

void RowCodecTest::newRowsNeedWhatHasNoFallback()
{
    const auto checked = checkedCreate(entity("fuelSupply"), {});
    QCOMPARE(reasonsOf(checked), (QStringList{"reportId:required", "position:required"}));
}

void RowCodecTest::clientsSetNeitherPlatformNorUnknownFields()
{
    const json::object row{
        {"organizationId", Uuid::make().toString()},
        {"rv", "7"},
        {"colour", "red"},
        {"reportId", Uuid::make().toString()},
        {"position", "a"}};
    const QStringList wanted{
        "colour:unknown_field", "organizationId:platform_set", "rv:platform_set"};
    QCOMPARE(reasonsOf(checkedCreate(entity("fuelSupply"), row)), wanted);
    QVERIFY(checkedStored(
                entity("fuelSupply"),
                {{"rv", 7},
                 {"organizationId", Uuid::make().toString()},
                 {"createdAt", "2026-01-01T00:00:00Z"}}
    ).isValid());
}

void RowCodecTest::patchesLeaveFixedFieldsAlone()
{
    const json::object patch{
        {"id", Uuid::make().toString()}, {"reportId", Uuid::make().toString()}, {"quantity", "12"}};
    const auto checked = checkedPatch(entity("fuelSupply"), patch);
    QCOMPARE(reasonsOf(checked), (QStringList{"id:fixed", "reportId:fixed"}));
    const auto clean = checkedPatch(entity("fuelSupply"), {{"quantity", "12"}});
    QVERIFY(clean.isValid());
    QCOMPARE(clean.values, (json::object{{"quantity", "12"}}));
}

void RowCodecTest::faultNamesTheFirstProblem()
{
    const auto checked = checkedCreate(entity("fuelSupply"), {});
    const Fault fault = faultOf(checked.problems);
    QCOMPARE(fault.reason, std::string("invalid_fields"));
    QVERIFY(fault.cause.find("reportId") != std::string::npos);
    QCOMPARE(toJson(checked.problems.front()).size(), 3U);
}

void RowCodecTest::everyEntityRoundTrips()
{
    for (const EntityInfo& info : allEntities()) {
        holds(info.name + ": the canonical form of a canonical row is itself", [&] {
            json::object row;
            for (const FieldInfo& field : info.fields)
                row[field.name] = anyValue(field);
            const auto once = checkedStored(info, row);
            RC_ASSERT(once.isValid());
            const auto twice = checkedStored(info, once.values);
            RC_ASSERT(twice.isValid());
            RC_ASSERT(twice.values == once.values);
            RC_ASSERT(once.values.size() == info.fields.size());
        });
    }
}

QTEST_GUILESS_MAIN(RowCodecTest)
#include "row_codec_test.moc"
