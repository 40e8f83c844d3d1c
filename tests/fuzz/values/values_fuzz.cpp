// Decimals, times, days and ids as text. What was read is written and read as the same value.
#include "models/core/decimal.hpp"
#include "models/core/timestamp.hpp"
#include "models/core/uuid.hpp"
#include "tests/fuzz/target.hpp"

using namespace tidemark;

namespace {

template <class Value>
void check(std::string_view text)
{
    const auto once = Value::parse(text);
    if (!once)
        return;
    const auto again = Value::parse(once->toString());
    fuzz::require(again && *again == *once, "a value comes back");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::textOf(data, size);
    check<Decimal>(text);
    check<Timestamp>(text);
    check<Date>(text);
    check<Uuid>(text);
    return 0;
}
