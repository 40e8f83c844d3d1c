// Access tokens of all kinds, checked by us and by a second implementation: they always agree.
// TIDEMARK_JWT_CASES=100000 is the long form.
#include "platform/identity/crypto.hpp"
#include "platform/identity/tokens.hpp"

#include <QProcess>
#include <QTest>

#include <algorithm>
#include <array>
#include <random>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

constexpr std::int64_t now = 1'800'000'000;
const std::string keyText(32, 'k');
const std::string ourHead = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}";

/// Tokens that are right, nearly right, and not at all.
class TokenMaker {
public:
    std::string next()
    {
        switch (random_() % 8) {
        case 0:
            return signedToken(ourHead, body());
        case 1:
            return mutated(signedToken(ourHead, body()));
        case 2:
            return signedToken(ourHead, mutated(body()));
        case 3:
            return signedToken(head(), body());
        case 4:
            return signedToken(mutated(ourHead), body());
        case 5:
            return withParts(signedToken(ourHead, body()));
        case 6:
            return signedToken(ourHead, body(), "another key");
        default:
            return signedToken(ourHead, oddBody());
        }
    }

private:
    std::size_t below(std::size_t most) { return random_() % most; }

    std::string choice(std::initializer_list<const char*> some)
    {
        return some.begin()[below(some.size())];
    }

    static std::string key()
    {
        return std::string(bytesOf(hmacSha256(keyText, "tidemark access token 1")));
    }

    static std::string
    signedToken(const std::string& head, const std::string& body, const std::string& with = key())
    {
        const std::string text = toBase64Url(head) + "." + toBase64Url(body);
        return text + "." + toBase64Url(bytesOf(hmacSha256(with, text)));
    }

    std::string id()
    {
        std::string text = Uuid::make().toString();
        if (below(30) == 0)
            std::transform(text.begin(), text.end(), text.begin(), [](unsigned char letter) {
                return static_cast<char>(std::toupper(letter));
            });
        return '"' + text + '"';
    }

    std::string instant(std::int64_t around)
    {
        static constexpr std::array<std::int64_t, 9> shifts = {-900, -6, -5, -1, 0, 1, 5, 6, 900};
        return std::to_string(around + shifts[below(shifts.size())]);
    }

    std::string head()
    {
        return choice(
            {"{\"alg\":\"none\",\"typ\":\"at+jwt\"}",
             "{\"alg\":\"HS512\",\"typ\":\"at+jwt\"}",
             "{\"typ\":\"at+jwt\",\"alg\":\"HS256\"}",
             "{\"alg\":\"HS256\"}",
             "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
             "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"1\"}",
             "{\"alg\": \"HS256\",\"typ\":\"at+jwt\"}",
             "",
             "{}"}
        );
    }

    std::string body()
    {
        std::string text = "{\"iss\":\"tidemark\",\"aud\":\"tidemark-api\",\"sub\":" + id();
        text += ",\"tid\":" + std::to_string(below(100)) + ",\"sid\":" + id();
        if (below(2) == 0)
            text += ",\"org\":" + id();
        text += ",\"iat\":1799999000,\"nbf\":" + instant(now - 100);
        return text + ",\"exp\":" + instant(now + 100) + "}";
    }

    /// One claim is something else, or gone, or there twice.
    std::string oddBody()
    {
        std::string text = "{";
        const std::size_t odd = below(7);
        const std::array<const char*, 7> names = {"iss", "aud", "sub", "tid", "sid", "nbf", "exp"};
        const std::array<std::string, 7> values = {
            "\"tidemark\"", "\"tidemark-api\"", id(), "7", id(), instant(now), instant(now + 900)};
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (i == odd && below(4) == 0)
                continue;
            text += std::string(text.size() > 1 ? "," : "") + "\"" + names[i] + "\":";
            text += i == odd ? oddValue() : values[i];
            if (i == odd && below(4) == 0)
                text += std::string(",\"") + names[i] + "\":" + values[i];
        }
        return text + "}";
    }

    std::string oddValue()
    {
        return choice(
            {"null",
             "true",
             "[]",
             "{}",
             "\"\"",
             "\"tidemark\"",
             "[\"tidemark-api\"]",
             "-1",
             "0",
             "1800000900",
             "\"1800000900\"",
             "1800000900.5",
             "1e400",
             "\"\\u0000\"",
             "[[[[]]]]",
             "\"tidemark-api \"",
             "\"TIDEMARK\""}
        );
    }

    std::string mutated(std::string text)
    {
        const std::size_t at = below(text.size());
        switch (random_() % 4) {
        case 0:
            text[at] = static_cast<char>(random_() % 256);
            break;
        case 1:
            text.erase(at, 1 + below(3));
            break;
        case 2:
            text.insert(at, 1, static_cast<char>(32 + random_() % 95));
            break;
        default:
            text.resize(at);
        }
        return text;
    }

    std::string withParts(const std::string& token)
    {
        const std::size_t last = token.rfind('.');
        switch (random_() % 7) {
        case 0:
            return token.substr(0, last);
        case 1:
            return token.substr(0, last + 1);
        case 2:
            return token + ".x";
        case 3:
            return token + "=";
        case 4:
            return token + "\n";
        case 5:
            return " " + token;
        default:
            return token.substr(last + 1) + "." + token.substr(0, last);
        }
    }

    std::mt19937 random_{20261122};
};

} // namespace

class JwtDifferentialTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothImplementationsAgree()
    {
        int cases = qEnvironmentVariableIntValue("TIDEMARK_JWT_CASES");
        if (cases <= 0)
            cases = 5000;
        TokenMaker maker;
        std::vector<std::string> tokens;
        QByteArray lines;
        for (int i = 0; i < cases; ++i) {
            tokens.push_back(maker.next());
            lines += QByteArray::fromStdString(tokens.back()).toBase64() + '\n';
        }
        const Digest key = hmacSha256(keyText, "tidemark access token 1");
        const QByteArray hex = QByteArray::fromStdString(std::string(bytesOf(key))).toHex();
        QProcess other;
        other.start(
            QStringLiteral("node"),
            {QStringLiteral(TIDEMARK_SOURCE_DIR "/tests/platform/identity/jwt_reference.mjs"),
             QString::fromLatin1(hex),
             QString::number(now)}
        );
        QVERIFY2(other.waitForStarted(), "node is needed: packaging/setup/setup installs it");
        other.write(lines);
        other.closeWriteChannel();
        QVERIFY2(other.waitForFinished(120'000), other.readAllStandardError().constData());
        const QList<QByteArray> answers = other.readAllStandardOutput().trimmed().split('\n');
        QCOMPARE(answers.size(), cases);
        const Tokens ours{Secret(keyText)};
        int good = 0;
        for (int i = 0; i < cases; ++i) {
            const bool isGood = ours.verify(tokens[static_cast<std::size_t>(i)], now).has_value();
            good += isGood ? 1 : 0;
            QVERIFY2(isGood == (answers[i] == "1"), tokens[static_cast<std::size_t>(i)].c_str());
        }
        qInfo("%d tokens, %d good", cases, good);
        QVERIFY(good > cases / 20 && good < cases / 2);
    }
};

QTEST_GUILESS_MAIN(JwtDifferentialTest)
#include "jwt_differential_test.moc"
