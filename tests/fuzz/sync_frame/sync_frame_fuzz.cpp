// A line of a pull or a snapshot. What was read is written and read alike.
#include "models/protocol/frame.hpp"
#include "tests/fuzz/target.hpp"

#include <string>

using namespace tidemark;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto frame = parseFrame(fuzz::textOf(data, size));
    if (!frame)
        return 0;
    std::string once;
    appendFrame(once, *frame);
    const auto again = parseFrame(once);
    fuzz::require(again.has_value(), "a frame that was written is read");
    std::string twice;
    appendFrame(twice, *again);
    fuzz::require(once == twice, "a frame is written alike twice");
    return 0;
}
