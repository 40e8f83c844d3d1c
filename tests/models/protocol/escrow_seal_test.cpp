// Work sealed for the holders of a scope: only their key opens it, and only as that piece of work.
#include "models/core/key_text.hpp"
#include "models/protocol/escrow_seal.hpp"

#include <QtTest>

using namespace tidemark;

namespace {

constexpr std::string_view work = R"({"name":"fuelSupply.edit","ops":[]})";

KeyHalf hiddenHalf(std::uint8_t number)
{
    KeyHalf half{};
    half.fill(number);
    return half;
}

} // namespace

class EscrowSealTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opens_with_its_key_and_as_what_it_is()
    {
        const KeyHalf mine = hiddenHalf(7);
        const KeyHalf others = hiddenHalf(8);
        const EscrowPlace place{"client", 1002, 41};
        const auto sealed = sealWork(publicKeyOf(mine).value(), place, work);
        QVERIFY(sealed);
        QVERIFY(sealed->find("fuelSupply") == std::string::npos);

        const auto opened = openWork(mine, place, *sealed);
        QVERIFY(opened);
        QCOMPARE(opened->reveal(), work);
        QVERIFY(!openWork(others, place, *sealed));
        QVERIFY(!openWork(mine, {"client", 1002, 42}, *sealed));
        QVERIFY(!openWork(mine, {"client", 1001, 41}, *sealed));
        QVERIFY(!openWork(mine, {"clienT", 1002, 41}, *sealed));
        QVERIFY(!openWork(mine, place, ""));
        QVERIFY(!openWork(mine, place, "AAAA"));
        QVERIFY(!openWork(mine, place, "no base64"));
    }
};

QTEST_GUILESS_MAIN(EscrowSealTest)
#include "escrow_seal_test.moc"
