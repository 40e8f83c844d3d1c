// Access tokens that must be refused, and the one that must not.
#include "platform/identity/crypto.hpp"
#include "platform/identity/password.hpp"
#include "platform/identity/tokens.hpp"

#include <QTest>

#include <algorithm>
#include <random>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

constexpr std::int64_t now = 1'800'000'000;
const std::string keyText(32, 'k');

/// JSON written with single quotes, which moc can read.
std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

/// The key that Tokens derives; knowing it, a test can forge what a server never would sign.
std::string accessKey()
{
    return std::string(bytesOf(hmacSha256(keyText, "tidemark access token 1")));
}

std::string signedWith(const std::string& key, const std::string& header, const std::string& body)
{
    const std::string text = toBase64Url(header) + "." + toBase64Url(body);
    return text + "." + toBase64Url(bytesOf(hmacSha256(key, text)));
}

std::string bodyWith(const std::string& from, const std::string& to)
{
    std::string body = json("{'iss':'tidemark','aud':'tidemark-api',"
                            "'sub':'01890000-0000-7000-8000-000000000001','tid':7,"
                            "'sid':'01890000-0000-7000-8000-000000000002',"
                            "'iat':1799999900,'nbf':1799999900,'exp':1800000800}");
    if (!from.empty())
        body.replace(body.find(from), from.size(), to);
    return body;
}

const std::string header = json("{'alg':'HS256','typ':'at+jwt'}");

} // namespace

class TokensTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTokenSaysWhatWasSigned()
    {
        AccessClaims claims;
        claims.userId = Uuid::make();
        claims.sessionId = Uuid::make();
        claims.tenant = 7;
        claims.organizationId = Uuid::make();
        claims.issuedAt = now;
        claims.expiresAt = now + 900;
        const auto read = tokens_.verify(tokens_.sign(claims), now);
        QVERIFY(read);
        QVERIFY(read->userId == claims.userId && read->sessionId == claims.sessionId);
        QVERIFY(read->organizationId == claims.organizationId);
        QCOMPARE(read->tenant, 7);
        QVERIFY(tokens_.verify(tokens_.sign(claims), now + 899));
        QVERIFY(!tokens_.verify(tokens_.sign(claims), now + 900));
        QVERIFY(!tokens_.verify(tokens_.sign(claims), now - 6));
    }

    void aForgedTokenIsRefused_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<bool>("isGood");
        const auto row = [](const char* name, const std::string& token, bool isGood = false) {
            QTest::newRow(name) << QByteArray::fromStdString(token) << isGood;
        };
        const std::string key = accessKey();
        const std::string good = signedWith(key, header, bodyWith("", ""));
        row("good", good, true);
        row("empty", "");
        row("dots", "..");
        row("no signature", good.substr(0, good.rfind('.')));
        row("empty signature", good.substr(0, good.rfind('.') + 1));
        row("other key", signedWith("another", header, bodyWith("", "")));
        row("alg none",
            toBase64Url(json("{'alg':'none','typ':'at+jwt'}")) + "." +
                toBase64Url(bodyWith("", "")) + ".");
        const auto withHeader = [&key](const std::string& text) {
            return signedWith(key, text, bodyWith("", ""));
        };
        row("alg None", withHeader(json("{'alg':'None','typ':'at+jwt'}")));
        row("alg HS512", withHeader(json("{'alg':'HS512','typ':'at+jwt'}")));
        row("alg RS256", withHeader(json("{'alg':'RS256','typ':'at+jwt'}")));
        row("typ JWT", withHeader(json("{'alg':'HS256','typ':'JWT'}")));
        row("no typ", withHeader(json("{'alg':'HS256'}")));
        row("kid", withHeader(json("{'alg':'HS256','typ':'at+jwt','kid':'../../dev/null'}")));
        row("jku", withHeader(json("{'alg':'HS256','typ':'at+jwt','jku':'https://evil'}")));
        row("jwk", withHeader(json("{'alg':'HS256','typ':'at+jwt','jwk':{'kty':'oct','k':'AA'}}")));
        row("crit", withHeader(json("{'alg':'HS256','typ':'at+jwt','crit':['x']}")));
        const auto withBody = [&key](const char* from, const char* to) {
            return signedWith(key, header, bodyWith(from, to));
        };
        row("issuer", withBody("\"tidemark\"", "\"other\""));
        row("audience", withBody("tidemark-api", "tidemark-web"));
        row("no audience", withBody("\"aud\":\"tidemark-api\",", ""));
        row("audience list", withBody("\"tidemark-api\"", "[\"tidemark-api\"]"));
        row("expired", withBody("1800000800", "1800000000"));
        row("exp text", withBody("1800000800", "\"never\""));
        row("exp missing", withBody(",\"exp\":1800000800", ""));
        row("exp huge", withBody("1800000800", "1e400"));
        row("not yet", withBody("\"nbf\":1799999900", "\"nbf\":1800000006"));
        row("nbf in tolerance", withBody("\"nbf\":1799999900", "\"nbf\":1800000005"), true);
        row("sub no id", withBody("01890000-0000-7000-8000-000000000001", "root"));
        row("no session", withBody("\"sid\":\"01890000-0000-7000-8000-000000000002\",", ""));
        row("not an object", signedWith(key, header, "[]"));
        row("not JSON", signedWith(key, header, "{"));
        row("padding", good + "=");
        row("leading space", " " + good);
        row("trailing newline", good + "\n");
        row("four parts", good + ".x");
        row("1 MiB", std::string(1 << 20, 'A'));
        for (const char* alg :
             {"none",
              "NONE",
              "nOnE",
              "hs256",
              "HS256 ",
              "HS384",
              "ES256",
              "PS256",
              "EdDSA",
              "A128KW",
              "dir",
              ""})
            row((std::string("alg again ") + alg).c_str(),
                withHeader(json(std::string("{'alg':'") + alg + "','typ':'at+jwt'}")));
        for (const char* more :
             {"'x5u':'https://evil'",
              "'x5c':['AA']",
              "'b64':false",
              "'cty':'JWT'",
              "'zip':'DEF'",
              "'typ':'at+jwt'",
              "'alg':'none'",
              "'enc':'A256GCM'"})
            row((std::string("head with ") + more).c_str(),
                withHeader(json(std::string("{'alg':'HS256','typ':'at+jwt',") + more + "}")));
        row("typ of an ID token", withHeader(json("{'alg':'HS256','typ':'id+jwt'}")));
        row("typ in other letters", withHeader(json("{'alg':'HS256','typ':'AT+JWT'}")));
        row("spaces in the head", withHeader(json("{ 'alg':'HS256','typ':'at+jwt'}")));
        row("audience twice, the last wrong", withBody("\"tid\":7", "\"tid\":7,\"aud\":\"other\""));
        row("issuer in other letters", withBody("\"tidemark\"", "\"Tidemark\""));
        row("issuer list", withBody("\"tidemark\"", "[\"tidemark\"]"));
        row("audience null", withBody("\"tidemark-api\"", "null"));
        row("exp with a fraction", withBody("1800000800", "1800000800.5"));
        row("exp negative", withBody("1800000800", "-1"));
        row("exp list", withBody("1800000800", "[1800000800]"));
        row("nbf missing", withBody("\"nbf\":1799999900,", ""));
        row("nbf text", withBody("\"nbf\":1799999900", "\"nbf\":\"0\""));
        row("tenant text", withBody("\"tid\":7", "\"tid\":\"7\""));
        row("tenant missing", withBody("\"tid\":7,", ""));
        row("organization no id", withBody("\"tid\":7", "\"tid\":7,\"org\":\"all\""));
        row("sub null", withBody("\"01890000-0000-7000-8000-000000000001\"", "null"));
        row("zero byte", good.substr(0, 40) + std::string(1, '\0') + good.substr(40));
        row("signature of the other half", good + good.substr(good.rfind('.')));
        row("refresh token", Tokens::makeRefresh(7).toString());
        row("key of refresh tokens",
            signedWith(
                std::string(bytesOf(hmacSha256(keyText, "tidemark refresh token 1"))),
                header,
                bodyWith("", "")
            ));
        row("empty key", signedWith("", header, bodyWith("", "")));
        row("key as text", signedWith(keyText, header, bodyWith("", "")));
        // The last letter of 32 bytes carries two spare bits: another letter, the same bytes.
        std::string spare = good;
        const std::string letters =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        spare.back() = letters[letters.find(spare.back()) | 1];
        row("not canonical", spare);
        std::string standard = good;
        standard.back() = '+';
        row("other alphabet", standard);
    }

    void aForgedTokenIsRefused()
    {
        QFETCH(QByteArray, token);
        QFETCH(bool, isGood);
        const auto outcome = tokens_.verify(token.toStdString(), now);
        QCOMPARE(outcome.has_value(), isGood);
        if (!isGood)
            QVERIFY(outcome.error().code == FaultCode::unauthenticated);
    }

    void noChangedLetterIsAccepted()
    {
        const std::string good = signedWith(accessKey(), header, bodyWith("", ""));
        std::mt19937 random(1);
        for (int i = 0; i < 20000; ++i) {
            std::string bad = good;
            char& letter = bad[random() % bad.size()];
            const char before = letter;
            letter = static_cast<char>(random() % 256);
            if (letter != before)
                QVERIFY(!tokens_.verify(bad, now));
        }
    }

    void refreshTokensAreReadBackAndFollowedByOne()
    {
        const RefreshToken first = Tokens::makeRefresh(12);
        const auto read = Tokens::readRefresh(first.toString());
        QVERIFY(read);
        QCOMPARE(read->tenant, 12);
        QVERIFY(read->bytes == first.bytes);
        QCOMPARE(tokens_.successorOf(first).toString(), tokens_.successorOf(*read).toString());
        QVERIFY(tokens_.successorOf(first).toString() != first.toString());
        const Tokens other{Secret(std::string(32, 'o'))};
        QVERIFY(other.successorOf(first).toString() != tokens_.successorOf(first).toString());
    }

    void base64UrlRoundTrips()
    {
        for (std::size_t size = 0; size < 70; ++size) {
            const std::string bytes = randomBytes(size);
            const auto back = fromBase64Url(toBase64Url(bytes));
            QVERIFY(back);
            QVERIFY(*back == bytes);
        }
        QCOMPARE(toBase64Url("\xfb\xff"), std::string("-_8"));
    }

    void passwordsAreSaltedArgon2id()
    {
        const auto first = hashPassword(Secret("correct horse"));
        const auto second = hashPassword(Secret("correct horse"));
        QVERIFY(first && second);
        QVERIFY(first->starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        QVERIFY(*first != *second);
        QVERIFY(isPassword(Secret("correct horse"), *first));
        QVERIFY(!isPassword(Secret("correct horse "), *first));
        QVERIFY(!isPassword(Secret("correct horse"), "$argon2id$damaged"));
        QVERIFY(!hashPassword(Secret("short")));
        QVERIFY(!hashPassword(Secret(std::string(300, 'x'))));
    }

private:
    Tokens tokens_{Secret(keyText)};
};

QTEST_GUILESS_MAIN(TokensTest)
#include "access_tokens_test.moc"
