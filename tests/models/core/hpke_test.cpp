// Sealing against the vectors of RFC 9180, appendix A.1 (X25519, HKDF-SHA256, AES-128-GCM, base).
#include "models/core/hpke.hpp"

#include <QtTest>

using namespace tidemark;

namespace {

std::vector<std::uint8_t> bytes(const char* hex)
{
    const QByteArray raw = QByteArray::fromHex(hex);
    return {raw.begin(), raw.end()};
}

/// A private half that lives as long as the expression around it.
struct HeldKey {
    std::vector<std::uint8_t> held = {};

    operator PrivateKey() const { return PrivateKey(held.data(), 32); }
};

HeldKey key(const char* hex)
{
    return {bytes(hex)};
}

PublicKey publicKey(const char* hex)
{
    PublicKey made{};
    const auto raw = bytes(hex);
    std::copy_n(raw.begin(), std::min(raw.size(), made.size()), made.begin());
    return made;
}

QByteArray hex(std::span<const std::uint8_t> raw)
{
    return QByteArray(reinterpret_cast<const char*>(raw.data()), static_cast<int>(raw.size()))
        .toHex();
}

constexpr const char* senderPrivate =
    "52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736";
constexpr const char* senderPublic =
    "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431";
constexpr const char* receiverPrivate =
    "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8";
constexpr const char* receiverPublic =
    "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d";

} // namespace

class HpkeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_vector_of_the_rfc_comes_out()
    {
        const auto own = publicKeyOf(key(senderPrivate));
        QVERIFY(own);
        QCOMPARE(hex(*own), QByteArray(senderPublic));
        const auto plain = bytes("4265617574792069732074727574682c20747275746820626561757479");
        const HpkeContext context{"Ode on a Grecian Urn", "Count-0", HpkeCipher::aes128};
        const auto sealed =
            hpkeSealWith(key(senderPrivate), publicKey(receiverPublic), plain, context);
        QVERIFY(sealed);
        QCOMPARE(hex(sealed->sender), QByteArray(senderPublic));
        QCOMPARE(
            hex(sealed->text),
            QByteArray("f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a9"
                       "6d8770ac83d07bea87e13c512a")
        );
    }

    void only_the_right_key_and_context_open()
    {
        const std::vector<std::uint8_t> secret(1'000, 7);
        const HpkeContext context{"tidemark/recovery/1", "year 1"};
        const auto sealed = hpkeSeal(publicKey(receiverPublic), secret, context);
        QVERIFY(sealed);
        const auto opened = hpkeOpen(key(receiverPrivate), *sealed, context);
        QVERIFY(opened);
        QCOMPARE(
            QByteArray(opened->reveal().data(), qsizetype(opened->reveal().size())),
            QByteArray(1'000, 7)
        );

        const auto other = hpkeOpen(key(senderPrivate), *sealed, context);
        QCOMPARE(QString::fromStdString(other.error().reason), QStringLiteral("wrong_key"));
        QVERIFY(!hpkeOpen(key(receiverPrivate), *sealed, {"tidemark/recovery/1", "year 2"}));
        for (std::size_t i = 0; i < sealed->text.size(); ++i) {
            auto altered = *sealed;
            altered.text[i] ^= 1;
            QVERIFY(!hpkeOpen(key(receiverPrivate), altered, context));
        }
        auto altered = *sealed;
        altered.sender = {}; // A point of small order gives a shared value of zeros.
        QVERIFY(!hpkeOpen(key(receiverPrivate), altered, context));
        altered = *sealed;
        altered.text.resize(7);
        QVERIFY(!hpkeOpen(key(receiverPrivate), altered, context));
    }

    void two_seals_of_one_key_differ()
    {
        const std::vector<std::uint8_t> secret(1'000, 7);
        const auto one = hpkeSeal(publicKey(receiverPublic), secret, {});
        const auto two = hpkeSeal(publicKey(receiverPublic), secret, {});
        QVERIFY(one && two);
        QVERIFY(one->sender != two->sender);
        QVERIFY(one->text != two->text);
    }
};

QTEST_GUILESS_MAIN(HpkeTest)
#include "hpke_test.moc"
