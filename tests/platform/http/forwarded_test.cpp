// Who a request is from: a proxy of ours is believed, and nobody else.
#include "platform/http/forwarded.hpp"
#include "tests/platform/http/running_server.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
using namespace tidemark::platform::test;

namespace {

std::vector<AddressRange> ranges(const std::vector<std::string>& texts)
{
    std::vector<AddressRange> all;
    for (const std::string& text : texts)
        all.push_back(AddressRange::parse(text).value());
    return all;
}

/// Answers with the address that it takes a request to be from.
void addWhere(Router& router)
{
    router.add(
        Method::get,
        "where",
        Access::anyone(),
        [](Request& request) -> asio::awaitable<Response> {
            co_return jsonText(200, "\"" + request.remoteAddress + "\"");
        }
    );
}

std::string askedFrom(const RunningServer& running, const std::string& headers)
{
    RawClient client(running.port);
    client.send(
        "GET /api/v1/where HTTP/1.1\r\nHost: t\r\nConnection: close\r\n" + headers + "\r\n"
    );
    const std::string answer = client.read();
    const std::size_t begin = answer.find("\r\n\r\n\"");
    return begin == answer.npos ? answer : answer.substr(begin + 5, answer.rfind('"') - begin - 5);
}

} // namespace

class ForwardedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNearestStrangerCounts_data()
    {
        QTest::addColumn<QStringList>("lists");
        QTest::addColumn<QString>("client");
        const auto row = [](const char* name, const QStringList& lists, const char* client) {
            QTest::newRow(name) << lists << QString::fromUtf8(client);
        };
        row("nothing", {}, "10.0.0.1");
        row("one", {"203.0.113.7"}, "203.0.113.7");
        row("forged before it", {"1.1.1.1, 203.0.113.7"}, "203.0.113.7");
        row("two proxies", {"203.0.113.7, 10.0.0.2"}, "203.0.113.7");
        row("two headers", {"1.1.1.1", "203.0.113.7,10.0.0.2"}, "203.0.113.7");
        row("forged proxy", {"1.1.1.1, 10.0.0.9, 203.0.113.7"}, "203.0.113.7");
        row("only proxies", {"10.0.0.3, 10.0.0.2"}, "10.0.0.3");
        row("IPv6", {"2001:DB8:0::7"}, "2001:db8::7");
        row("IPv4 in IPv6", {"203.0.113.7, ::ffff:10.0.0.2"}, "203.0.113.7");
        row("no address", {"unknown"}, "10.0.0.1");
        row("behind no address", {"203.0.113.7, what, 10.0.0.2"}, "10.0.0.2");
        row("a port", {"203.0.113.7:80"}, "10.0.0.1");
        row("a card", {"fe80::1%eth0"}, "10.0.0.1");
        row("empty", {""}, "10.0.0.1");
        row("commas", {",,,"}, "10.0.0.1");
    }

    void theNearestStrangerCounts()
    {
        QFETCH(QStringList, lists);
        QFETCH(QString, client);
        std::vector<std::string> kept;
        for (const QString& list : lists)
            kept.push_back(list.toStdString());
        const std::vector<std::string_view> forwarded(kept.begin(), kept.end());
        const auto ours = ranges({"10.0.0.0/24"});
        QCOMPARE(clientAddress("10.0.0.1", forwarded, ours), client.toStdString());
        // Whoever comes by themselves says nothing by that header.
        QCOMPARE(clientAddress("198.51.100.3", forwarded, ours), std::string("198.51.100.3"));
        QCOMPARE(clientAddress("10.0.0.1", forwarded, {}), std::string("10.0.0.1"));
    }

    void aServerBelievesTheProxiesThatItWasTold()
    {
        ServerSettings settings = shortSettings();
        {
            const RunningServer alone(settings, addWhere);
            QCOMPARE(
                askedFrom(alone, "X-Forwarded-For: 203.0.113.7\r\n"), std::string("127.0.0.1")
            );
        }
        settings.trustedProxies = ranges({"127.0.0.1"});
        const RunningServer behind(settings, addWhere);
        QCOMPARE(askedFrom(behind, ""), std::string("127.0.0.1"));
        QCOMPARE(
            askedFrom(behind, "X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 203.0.113.7\r\n"),
            std::string("203.0.113.7")
        );
    }
};

QTEST_GUILESS_MAIN(ForwardedTest)
#include "forwarded_test.moc"
