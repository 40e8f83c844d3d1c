// ID tokens: those that are good, and everything that only looks like one.
#include "platform/oidc/id_token.hpp"
#include "tests/platform/oidc/signing.hpp"

#include <QTest>

#include <boost/json/parse.hpp>

using namespace tidemark;
using namespace tidemark::platform;
using namespace tidemark::platform::test;

namespace {

constexpr std::int64_t now = 1'800'000'000;
constexpr const char* issuer = "https://id.example";

json::object goodClaims()
{
    return {
        {"iss", issuer},
        {"sub", "somebody"},
        {"aud", "tidemark"},
        {"exp", now + 300},
        {"iat", now},
        {"nonce", "n-1"}};
}

IdTokenExpectation expectation()
{
    IdTokenExpectation expected;
    expected.issuer = issuer;
    expected.clientId = "tidemark";
    expected.nonce = "n-1";
    expected.accessToken = "access";
    expected.now = now;
    return expected;
}

/// Why the token is refused; empty: it is not.
std::string judged(const std::string& token, const std::string& keys)
{
    const auto read = readIdToken(token);
    if (!read)
        return read.error().reason;
    const auto known = readJsonWebKeys(keys);
    if (!known)
        return known.error().reason;
    const auto claims = verifyIdToken(*read, *known, expectation());
    return claims ? std::string() : claims.error().reason;
}

json::object with(const std::vector<std::pair<std::string, json::value>>& changes)
{
    json::object claims = goodClaims();
    for (const auto& [key, value] : changes) {
        if (value.is_null())
            claims.erase(key);
        else
            claims[key] = value;
    }
    return claims;
}

std::string
hmacToken(const json::object& header, const json::object& claims, const std::string& key)
{
    const std::string text =
        toBase64Url(json::serialize(header)) + "." + toBase64Url(json::serialize(claims));
    return text + "." + toBase64Url(bytesOf(hmacSha256(key, text)));
}

} // namespace

class IdTokenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyAlgorithmOfOursIsTaken_data()
    {
        QTest::addColumn<QString>("algorithm");
        for (const char* name : {"RS256", "PS256", "ES256", "EdDSA"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void everyAlgorithmOfOursIsTaken()
    {
        QFETCH(QString, algorithm);
        const SigningKey key(algorithm.toStdString());
        const SigningKey other(algorithm.toStdString());
        const std::string token = key.token(goodClaims(), {{"typ", "JWT"}});
        QCOMPARE(judged(token, publish({key.published()})), std::string());
        QCOMPARE(judged(token, publish({other.published()})), std::string("oidc_token_forged"));
        // Each part matters: one changed letter in the middle of any of them breaks it.
        for (std::size_t at = 5; at < token.size() - 2; at += 17) {
            std::string broken = token;
            broken[at] = broken[at] == 'A' ? 'B' : 'A';
            if (broken != token)
                QVERIFY2(!judged(broken, publish({key.published()})).empty(), broken.c_str());
        }
        QVERIFY(!judged(token.substr(0, token.size() - 4), publish({key.published()})).empty());
    }

    void noHeaderChoosesAnotherWayToVerify()
    {
        const SigningKey rsa("RS256");
        const std::string keys = publish({rsa.published()});
        const std::string modulus(rsa.published().at("n").as_string());
        for (const std::string& secret : {modulus, *fromBase64Url(modulus), keys, std::string()}) {
            const auto token =
                hmacToken({{"alg", "HS256"}, {"kid", "key-1"}}, goodClaims(), secret);
            QCOMPARE(judged(token, keys), std::string("oidc_token_algorithm"));
        }
        for (const char* name : {"none", "None", "NONE", "", "rs256", "RS1", "HS512", "dir"})
            QCOMPARE(
                judged(rsa.token(goodClaims(), {{"alg", name}}), keys),
                std::string("oidc_token_algorithm")
            );
        const std::string token = rsa.token(goodClaims());
        const std::string unsigned_ = token.substr(0, token.rfind('.') + 1);
        QCOMPARE(judged(unsigned_, keys), std::string("oidc_token_malformed"));
        // Signed with RS256 and called PS256, ES256, EdDSA.
        for (const char* name : {"PS256", "ES256", "EdDSA"})
            QCOMPARE(
                judged(rsa.token(goodClaims(), {{"alg", name}}), keys),
                std::string("oidc_token_forged")
            );
        const SigningKey own("RS256", "own");
        const json::object header{
            {"jwk", own.published()}, {"jku", "https://evil.example/keys"}, {"kid", "key-1"}};
        QCOMPARE(judged(own.token(goodClaims(), header), keys), std::string("oidc_token_forged"));
        const json::object critical{{"crit", json::array{"b64"}}, {"b64", false}};
        QCOMPARE(
            judged(rsa.token(goodClaims(), critical), keys), std::string("oidc_token_malformed")
        );
        QCOMPARE(
            judged(rsa.token(goodClaims(), {{"typ", "at+jwt"}}), keys),
            std::string("oidc_token_malformed")
        );
    }

    void onlyKeysThatMaySignAreUsed()
    {
        const SigningKey key("RS256");
        const std::string token = key.token(goodClaims());
        json::object published = key.published();
        const auto published_ = [&](std::string_view member, json::value value) {
            json::object changed = published;
            changed[member] = std::move(value);
            return publish({changed});
        };
        const std::string none = "oidc_keys_malformed";
        QCOMPARE(judged(token, published_("use", "enc")), none);
        QCOMPARE(judged(token, published_("key_ops", json::array{"encrypt"})), none);
        QCOMPARE(judged(token, published_("d", "AQAB")), none);
        QCOMPARE(judged(token, published_("alg", "RSA-OAEP")), none);
        QCOMPARE(judged(token, published_("e", "AA")), none);
        QCOMPARE(judged(token, published_("kty", "oct")), none);
        QCOMPARE(judged(token, published_("alg", "PS256")), std::string("oidc_token_forged"));
        QCOMPARE(judged(token, published_("kid", "other")), std::string("oidc_token_forged"));
        QCOMPARE(judged(token, published_("key_ops", json::array{"verify"})), std::string());
        published.erase("use");
        published.erase("alg");
        QCOMPARE(judged(token, publish({published})), std::string());
        const SigningKey weak("RS256", "key-1", 1024);
        QCOMPARE(judged(weak.token(goodClaims()), publish({weak.published()})), none);
        QCOMPARE(judged(token, "[]"), none);
        QCOMPARE(judged(token, "{\"keys\":[]}"), none);
        QCOMPARE(judged(token, "{"), none);
        json::object point = SigningKey("ES256").published();
        point["x"] = point.at("y"); // On no curve.
        QCOMPARE(judged(token, publish({point})), none);
    }

    void everyClaimIsLookedAt_data()
    {
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, const json::object& claims, const char* reason) {
            QTest::newRow(name) << QByteArray::fromStdString(json::serialize(claims))
                                << QString::fromLatin1(reason);
        };
        const json::array both{"tidemark", "other"};
        row("good", goodClaims(), "");
        row("issuer with a slash", with({{"iss", "https://id.example/"}}), "oidc_token_issuer");
        row("no issuer", with({{"iss", nullptr}}), "oidc_token_issuer");
        row("another audience", with({{"aud", "other"}}), "oidc_token_audience");
        row("no audience", with({{"aud", nullptr}}), "oidc_token_audience");
        row("a list of one", with({{"aud", json::array{"tidemark"}}}), "");
        row("two, no azp", with({{"aud", both}}), "oidc_token_audience");
        row("two, our azp", with({{"aud", both}, {"azp", "tidemark"}}), "");
        row("two, their azp", with({{"aud", both}, {"azp", "other"}}), "oidc_token_audience");
        row("one, their azp", with({{"azp", "other"}}), "oidc_token_audience");
        row("an empty list", with({{"aud", json::array()}}), "oidc_token_audience");
        row("expired", with({{"exp", now - 60}}), "oidc_token_expired");
        row("within the leeway", with({{"exp", now - 59}}), "");
        row("no exp", with({{"exp", nullptr}}), "oidc_token_malformed");
        row("exp as a text", with({{"exp", "1900000000"}}), "oidc_token_malformed");
        row("exp far away", with({{"exp", 1e300}}), "oidc_token_malformed");
        row("no iat", with({{"iat", nullptr}}), "oidc_token_malformed");
        row("made long ago", with({{"iat", now - 700}}), "oidc_token_expired");
        row("made tomorrow", with({{"iat", now + 61}}), "oidc_token_not_yet_valid");
        row("not before", with({{"nbf", now + 61}}), "oidc_token_not_yet_valid");
        row("nbf as a text", with({{"nbf", "x"}}), "oidc_token_malformed");
        row("another nonce", with({{"nonce", "n-2"}}), "oidc_token_nonce");
        row("no nonce", with({{"nonce", nullptr}}), "oidc_token_nonce");
        row("no subject", with({{"sub", nullptr}}), "oidc_token_malformed");
        row("an empty subject", with({{"sub", ""}}), "oidc_token_malformed");
        row("a number", with({{"sub", 7}}), "oidc_token_malformed");
        row("a text that ends early",
            with({{"sub", json::string("some\0body", 9)}}),
            "oidc_token_malformed");
        row("a long subject", with({{"sub", json::string(256, 'x')}}), "oidc_token_malformed");
        const std::string hash = toBase64Url(bytesOf(sha256("access")).substr(0, 16));
        row("at_hash", with({{"at_hash", json::string(hash)}}), "");
        row("another at_hash", with({{"at_hash", "x"}}), "oidc_token_hash");
    }

    void everyClaimIsLookedAt()
    {
        static const SigningKey key("ES256");
        QFETCH(QByteArray, claims);
        QFETCH(QString, reason);
        const auto object = json::parse(claims.toStdString()).as_object();
        QCOMPARE(
            QString::fromStdString(judged(key.token(object), publish({key.published()}))), reason
        );
    }

    void whatIsNoTokenIsRefused()
    {
        const SigningKey key("EdDSA");
        const std::string keys = publish({key.published()});
        const std::string good = key.token(goodClaims());
        const std::string malformed = "oidc_token_malformed";
        for (const std::string& text :
             {std::string(),
              std::string("."),
              std::string(".."),
              std::string("..."),
              "." + good,
              good + ".",
              good + "=",
              " " + good,
              good.substr(0, good.rfind('.')),
              std::string(17 * 1024, 'A') + "." + good,
              toBase64Url("[]") + good.substr(good.find('.'))})
            QCOMPARE(judged(text, keys), malformed);
        json::object longOne = goodClaims();
        longOne["more"] = std::string(20'000, 'x');
        QCOMPARE(judged(key.token(longOne), keys), malformed);
    }
};

QTEST_GUILESS_MAIN(IdTokenTest)
#include "id_token_test.moc"
