// Signatures of a device, and keys as text.
#include "models/core/key_text.hpp"
#include "models/core/signature.hpp"

#include <QtTest>

using namespace tidemark;

class SignatureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void only_the_owner_signs_and_only_what_was_signed()
    {
        const auto key = makeSigningKey();
        const auto other = makeSigningKey();
        QVERIFY(key && other && key->open != other->open);
        const auto signature = signatureOf(*key, "88 rows are gone");
        QVERIFY(signature);
        QVERIFY(isSignedBy(key->open, "88 rows are gone", *signature));
        QVERIFY(!isSignedBy(key->open, "89 rows are gone", *signature));
        QVERIFY(!isSignedBy(other->open, "88 rows are gone", *signature));
        QVERIFY(!isSignedBy(key->open, "88 rows are gone", ""));
        QVERIFY(!isSignedBy("no key", "88 rows are gone", *signature));
    }

    void a_kept_key_is_the_same_key()
    {
        const auto key = makeSigningKey();
        const auto again = signingKeyFrom(key->hidden.clone());
        QVERIFY(again);
        QCOMPARE(again->open, key->open);
        QVERIFY(!signingKeyFrom(Secret("too short")));
    }

    void bytes_come_back_from_their_text()
    {
        for (std::size_t size = 0; size < 70; ++size) {
            std::vector<std::uint8_t> bytes(size);
            for (std::size_t i = 0; i < size; ++i)
                bytes[i] = static_cast<std::uint8_t>(i * 37);
            const auto back = bytesFromBase64(base64Of(bytes));
            QVERIFY(back);
            QVERIFY(*back == bytes);
        }
        QVERIFY(!bytesFromBase64("abc"));
        QVERIFY(!bytesFromBase64("ab~="));
        KeyHalf half{};
        half[0] = 0x0f;
        half[31] = 0xa0;
        QCOMPARE(keyFromHex(hexOf(half)), std::optional(half));
        QVERIFY(!keyFromHex("0f"));
        QVERIFY(!keyFromHex(std::string(64, 'g')));
    }
};

QTEST_GUILESS_MAIN(SignatureTest)
#include "signature_test.moc"
