// Ids, times, permissions and JSON: the small readers that everything else leans on.
#include "models/core/json_reader.hpp"
#include "models/core/permission.hpp"

#include <QtTest>

#include <boost/json.hpp>

using namespace tidemark;

namespace json = boost::json;

class TextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void permissionsCover_data();
    void permissionsCover();
    void timesReadEveryZone();
    void datesAreDaysOfTheCalendar();
    void idsRiseWithTime();
    void textsAreEscaped();
    void firstProblemIsRemembered();
};

void TextTest::permissionsCover_data()
{
    QTest::addColumn<QString>("granted");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<bool>("covered");
    const auto add = [](const char* granted, const char* wanted, bool covered) {
        QTest::addRow("%s %s", granted, wanted) << granted << wanted << covered;
    };
    add("report:read", "report:read", true);
    add("report:*", "report:submit", true);
    add("*:read", "report:read", true);
    add("*:*", "report:read", true);
    add("*", "report:read", true);
    add("report:read", "report:submit", false);
    add("*:read", "report:submit", false);
    add("report:*", "reporting:read", false);
    add("report", "report:read", false);
    add("", "report:read", false);
}

void TextTest::permissionsCover()
{
    QFETCH(QString, granted);
    QFETCH(QString, wanted);
    QFETCH(bool, covered);
    QCOMPARE(covers(granted.toStdString(), wanted.toStdString()), covered);
    const std::vector<std::string> all{"x:y", granted.toStdString()};
    QCOMPARE(permits(all, wanted.toStdString()), covered);
}

void TextTest::timesReadEveryZone()
{
    const auto utc = Timestamp::parse("2026-03-31T23:59:59.123456Z").value();
    for (const char* same :
         {"2026-04-01T01:59:59.123456+02:00",
          "2026-03-31 16:59:59.123456-07",
          "2026-03-31T23:59:59.1234567z"})
        QVERIFY2(Timestamp::parse(same).value() == utc, same);
    QCOMPARE(utc.toString(), std::string("2026-03-31T23:59:59.123456Z"));
    for (const char* bad :
         {"",
          "2026-03-31",
          "2026-03-31T23:59:59",
          "2026-13-01T00:00:00Z",
          "2026-03-31T24:00:00Z",
          "2026-03-31T23:59:59Zx"})
        QVERIFY2(!Timestamp::parse(bad), bad);
}

void TextTest::datesAreDaysOfTheCalendar()
{
    QCOMPARE(Date::parse("2024-02-29").value().toString(), std::string("2024-02-29"));
    QVERIFY(!Date::parse("2023-02-29"));
    QVERIFY(!Date::parse("2023-2-9"));
    QCOMPARE(Date::of(1970, 1, 2).days, 1);
}

void TextTest::idsRiseWithTime()
{
    const Uuid first = Uuid::make();
    QTest::qSleep(2);
    const Uuid second = Uuid::make();
    QVERIFY(first < second);
    QCOMPARE(first.toString().at(14), '7');
    QVERIFY(Uuid::parse(first.toString()).value() == first);
    QVERIFY(!Uuid::parse("0192a4b0-1111-7abc-8def-0123456789a"));
    QVERIFY(!Uuid::parse("0192a4b0-1111-7abc-8def_0123456789ab"));
}

void TextTest::textsAreEscaped()
{
    const std::string all = "plain \"quoted\" back\\slash \n\t\x01 äöü 😀";
    std::string written;
    appendJsonText(written, all);
    QCOMPARE(std::string(json::parse(written).as_string()), all);
}

void TextTest::firstProblemIsRemembered()
{
    const json::value value = json::object{{"a", 1}, {"b", "x"}};
    JsonReader in(value, "thing");
    QCOMPARE(in.integer("a"), 1);
    QVERIFY(!in.fault());
    QCOMPARE(in.counter("b"), 0);
    QVERIFY(in.text("c").empty());
    QVERIFY(in.fault()->cause.find("`b`") != std::string::npos);
    QVERIFY(!parseJson("[1e999]", 100));
    QVERIFY(!parseJson(std::string(40, '['), 100));
    QCOMPARE(parseJson("[1,2,3]", 3).error().code, FaultCode::tooLarge);
}

QTEST_GUILESS_MAIN(TextTest)
#include "text_test.moc"
