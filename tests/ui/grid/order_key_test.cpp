// Order keys keep their order wherever rows are put, and stay short.
#include "tests/models/property.hpp"
#include "ui/grid/order_key.hpp"

#include <QtTest>

#include <set>

using namespace tidemark::ui;

class OrderKeyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keys_put_anywhere_stay_in_order();
    void a_run_lies_between_its_neighbours();
    void runs_of_two_devices_stay_apart();
    void ten_thousand_rows_at_the_end_keep_short_keys();
    void foreign_keys_are_followed();
};

void OrderKeyTest::keys_put_anywhere_stay_in_order()
{
    tidemark::test::holds(
        "each new key sorts where it was put",
        [](const std::vector<unsigned>& at) {
            std::vector<std::string> keys;
            for (const unsigned choice : at) {
                const std::size_t i = choice % (keys.size() + 1);
                const std::string before = i == 0 ? "" : keys[i - 1];
                const std::string after = i == keys.size() ? "" : keys[i];
                const std::string key = orderKeyBetween(before, after);
                RC_ASSERT(before < key);
                RC_ASSERT(after.empty() || key < after);
                keys.insert(keys.begin() + static_cast<std::ptrdiff_t>(i), key);
            }
            for (const std::string& key : keys)
                RC_ASSERT(key.size() <= 200);
        }
    );
}

void OrderKeyTest::a_run_lies_between_its_neighbours()
{
    tidemark::test::holds("runs rise and stay inside", [](const std::vector<unsigned char>& sizes) {
        std::vector<std::string> keys;
        for (const unsigned char size : sizes) {
            const std::size_t i = keys.size() / 2;
            const std::string before = i == 0 ? "" : keys[i - 1];
            const std::string after = i == keys.size() ? "" : keys[i];
            const auto run = orderKeysBetween(before, after, size, "k7");
            RC_ASSERT(run.size() == size);
            keys.insert(keys.begin() + static_cast<std::ptrdiff_t>(i), run.begin(), run.end());
        }
        RC_ASSERT(std::is_sorted(keys.begin(), keys.end()));
        RC_ASSERT(std::set<std::string>(keys.begin(), keys.end()).size() == keys.size());
    });
}

void OrderKeyTest::runs_of_two_devices_stay_apart()
{
    const auto one = orderKeysBetween("a5", {}, 300, "Qa");
    const auto other = orderKeysBetween("a5", {}, 300, "Zb");

    QVERIFY(one.back() < other.front() || other.back() < one.front());
}

void OrderKeyTest::ten_thousand_rows_at_the_end_keep_short_keys()
{
    std::string last;
    for (int i = 0; i < 10'000; ++i)
        last = orderKeyBetween(last, {});
    QVERIFY(last.size() <= 6);

    for (int i = 0; i < 200; ++i)
        last = orderKeysBetween(last, {}, 50, "Qa").back();
    QVERIFY2(last.size() <= 12, last.c_str());
}

void OrderKeyTest::foreign_keys_are_followed()
{
    for (const std::string key : {"000010", "n", "zzz", "~", "A", "m5", "é"}) {
        QVERIFY2(key < orderKeyBetween(key, {}), key.c_str());
        QVERIFY2(key < orderKeyBetween(key, key), key.c_str());
    }
    const std::string between = orderKeyBetween("000010", "000020");
    QVERIFY("000010" < between && between < "000020");
}

QTEST_APPLESS_MAIN(OrderKeyTest)
#include "order_key_test.moc"
