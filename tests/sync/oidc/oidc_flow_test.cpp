// A sign-in by OpenID Connect as the agent runs it, against a platform that says what it is told.
#include "sync/oidc/oidc_flow.hpp"
#include "sync/session/random_text.hpp"
#include "tests/sync/session/fake_server.hpp"

#include <QCoroTask>
#include <QTest>

#include <boost/json.hpp>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;
using namespace std::chrono_literals;
namespace json = boost::json;

namespace {

QByteArray bytesOf(const json::object& object)
{
    return QByteArray::fromStdString(json::serialize(object));
}

std::string textOf(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

} // namespace

class OidcFlowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        asked_.clear();
        answers_.clear();
        takenOver_ = 0;
        url_ = "https://id.example/authorize?x=1";
        server_ = std::make_unique<FakeServer>([this](const FakeRequest& request) {
            return answer(request);
        });
        const auto takeOver = [this](QUrl, json::object) -> QCoro::Task<Result<User>> {
            ++takenOver_;
            User user;
            user.login = "erin@example.com";
            co_return user;
        };
        flow_ = std::make_unique<OidcFlow>(http_, takeOver, [] {
            return Result<json::object>(json::object{{"name", "Laptop"}});
        });
    }

    void cleanup()
    {
        flow_.reset();
        server_.reset();
    }

    void the_answer_of_the_browser_becomes_a_session()
    {
        const auto begun = QCoro::waitFor(flow_->begin(place()));
        QVERIFY2(begun, begun ? "" : begun.error().cause.c_str());
        QCOMPARE(textOf(*begun, "url"), url_);
        const json::object start = asked_.at("/api/v1/auth/oidc/start");
        QVERIFY(textOf(start, "redirectUri").starts_with("http://127.0.0.1:"));
        QVERIFY(!start.contains("codeVerifier"));
        knock(start, "&code=c0de");
        const auto told = QCoro::waitFor(flow_->wait(textOf(*begun, "flow"), 5s));
        QVERIFY2(told, told ? "" : told.error().cause.c_str());
        QCOMPARE(textOf(*told, "state"), std::string("signedIn"));
        const json::object end = asked_.at("/api/v1/auth/oidc/finish");
        QCOMPARE(challengeOf(textOf(end, "codeVerifier")), textOf(start, "codeChallenge"));
        QCOMPARE(textOf(end, "code"), std::string("c0de"));
        QCOMPARE(textOf(end, "flow"), std::string("flow-1"));
        QCOMPARE(textOf(end, "issuer"), std::string("https://id.example"));
        QCOMPARE(takenOver_, 1);
        const auto again = QCoro::waitFor(flow_->wait(textOf(*begun, "flow"), 1ms));
        QCOMPARE(again.error().reason, std::string("oidc_flow_ended"));
    }

    void only_a_web_address_goes_to_the_browser_data()
    {
        QTest::addColumn<QString>("url");
        for (const char* url :
             {"file:///etc/passwd",
              "javascript:alert(1)",
              "http://id.example/",
              "https://user@id.example/",
              "smb://id.example/",
              ""})
            QTest::newRow(url) << QString::fromLatin1(url);
    }

    void only_a_web_address_goes_to_the_browser()
    {
        QFETCH(QString, url);
        url_ = url.toStdString();
        const auto begun = QCoro::waitFor(flow_->begin(place()));
        QVERIFY(!begun);
        QCOMPARE(begun.error().reason, std::string("sign_in_malformed"));
    }

    void waiting_is_answered_while_nothing_happens_and_ended_by_a_cancel()
    {
        const auto begun = QCoro::waitFor(flow_->begin(place()));
        const std::string id = textOf(*begun, "flow");
        const auto waiting = QCoro::waitFor(flow_->wait(id, 20ms));
        QCOMPARE(textOf(*waiting, "state"), std::string("waiting"));
        flow_->cancel("another");
        QCOMPARE(textOf(*QCoro::waitFor(flow_->wait(id, 20ms)), "state"), std::string("waiting"));
        flow_->cancel(id);
        QCOMPARE(
            QCoro::waitFor(flow_->wait(id, 20ms)).error().reason, std::string("oidc_flow_ended")
        );
        QVERIFY(!asked_.contains("/api/v1/auth/oidc/finish"));
    }

    void a_new_sign_in_ends_the_one_before()
    {
        const auto first = QCoro::waitFor(flow_->begin(place()));
        const json::object start = asked_.at("/api/v1/auth/oidc/start");
        const auto second = QCoro::waitFor(flow_->begin(place()));
        QVERIFY(second);
        QCOMPARE(
            QCoro::waitFor(flow_->wait(textOf(*first, "flow"), 20ms)).error().reason,
            std::string("oidc_flow_ended")
        );
        knock(start, "&code=c0de");
        const auto still = QCoro::waitFor(flow_->wait(textOf(*second, "flow"), 50ms));
        QCOMPARE(textOf(*still, "state"), std::string("waiting"));
    }

    void what_the_platform_refuses_is_told()
    {
        answers_["/api/v1/auth/oidc/finish"] = httpAnswer(
            403,
            bytesOf(
                {{"code", "forbidden"},
                 {"reason", "oidc_unknown_person"},
                 {"detail", "Nobody."},
                 {"nextStep", "Ask."}}
            )
        );
        const auto begun = QCoro::waitFor(flow_->begin(place()));
        knock(asked_.at("/api/v1/auth/oidc/start"), "&code=c0de");
        const auto told = QCoro::waitFor(flow_->wait(textOf(*begun, "flow"), 5s));
        QCOMPARE(told.error().reason, std::string("oidc_unknown_person"));
        QCOMPARE(takenOver_, 0);
    }

    void a_second_factor_is_handed_on()
    {
        answers_["/api/v1/auth/oidc/finish"] = httpAnswer(
            401,
            bytesOf(
                {{"code", "unauthenticated"},
                 {"reason", "second_factor_required"},
                 {"detail", "A code."},
                 {"challenge", "challenge-1"},
                 {"expiresIn", 300}}
            )
        );
        const auto begun = QCoro::waitFor(flow_->begin(place()));
        knock(asked_.at("/api/v1/auth/oidc/start"), "&code=c0de");
        const auto told = QCoro::waitFor(flow_->wait(textOf(*begun, "flow"), 5s));
        QVERIFY(told);
        QCOMPARE(textOf(*told, "state"), std::string("secondFactor"));
        QCOMPARE(textOf(*told, "challenge"), std::string("challenge-1"));
    }

    void a_code_is_asked_after_until_it_was_entered()
    {
        answers_["/api/v1/auth/oidc/device/poll"] = httpAnswer(202, bytesOf({{"interval", 1}}));
        const auto begun = QCoro::waitFor(flow_->beginByCode(place()));
        QVERIFY2(begun, begun ? "" : begun.error().cause.c_str());
        QCOMPARE(textOf(*begun, "userCode"), std::string("ABCD-EFGH"));
        QVERIFY(begun->at("verificationUriComplete").is_null());
        const std::string id = textOf(*begun, "flow");
        QTRY_VERIFY(asked_.contains("/api/v1/auth/oidc/device/poll"));
        QCOMPARE(textOf(*QCoro::waitFor(flow_->wait(id, 1ms)), "state"), std::string("waiting"));
        answers_.clear();
        const auto told = QCoro::waitFor(flow_->wait(id, 5s));
        QCOMPARE(textOf(*told, "state"), std::string("signedIn"));
        const json::object end = asked_.at("/api/v1/auth/oidc/device/poll");
        QCOMPARE(
            challengeOf(textOf(end, "codeVerifier")),
            textOf(asked_.at("/api/v1/auth/oidc/device"), "codeChallenge")
        );
    }

    void a_platform_from_before_has_no_providers()
    {
        answers_["/api/v1/auth/oidc/providers"] =
            httpAnswer(404, bytesOf({{"code", "not_found"}, {"reason", "no_such_route"}}));
        const auto told = QCoro::waitFor(flow_->providers(address(), "demo"));
        QVERIFY(told && told->at("providers").as_array().empty());
    }

private:
    [[nodiscard]] QUrl address() const { return QUrl(QString::fromStdString(server_->address())); }

    [[nodiscard]] OidcPlace place() const { return {address(), "demo", "provider-1"}; }

    QByteArray answer(const FakeRequest& request)
    {
        const std::string path = request.path.split('?').front().toStdString();
        boost::system::error_code failed;
        const auto body = json::parse(request.body.toStdString(), failed);
        asked_[path] = body.is_object() ? body.get_object() : json::object();
        if (const auto given = answers_.find(path); given != answers_.end())
            return given->second;
        if (path.ends_with("/start"))
            return httpAnswer(
                200,
                bytesOf(
                    {{"flow", "flow-1"},
                     {"authorizationUrl", url_},
                     {"issuer", "https://id.example"},
                     {"issuerInResponse", true}}
                )
            );
        if (path.ends_with("/device"))
            return httpAnswer(
                200,
                bytesOf(
                    {{"flow", "flow-2"},
                     {"userCode", "ABCD-EFGH"},
                     {"verificationUri", "https://id.example/enter"},
                     {"verificationUriComplete", "file:///bin/sh"},
                     {"expiresIn", 600},
                     {"interval", 1}}
                )
            );
        return httpAnswer(200, bytesOf({{"accessToken", "a"}}));
    }

    /// The browser comes back, without waiting for the page.
    void knock(const json::object& start, const QByteArray& more)
    {
        const QUrl url(QString::fromStdString(textOf(start, "redirectUri")));
        auto* socket = new QTcpSocket(this);
        socket->connectToHost(url.host(), static_cast<quint16>(url.port()));
        socket->write(
            "GET /oidc/callback?iss=https://id.example&state=" +
            QByteArray::fromStdString(textOf(start, "state")) + more +
            " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(url.port()) + "\r\n\r\n"
        );
    }

    HttpClient http_;
    std::unique_ptr<FakeServer> server_;
    std::unique_ptr<OidcFlow> flow_;
    std::map<std::string, json::object> asked_;
    std::map<std::string, QByteArray> answers_;
    std::string url_;
    int takenOver_ = 0;
};

QTEST_GUILESS_MAIN(OidcFlowTest)
#include "oidc_flow_test.moc"
