// Messages of the live channel, of both sides. What was read is written and read alike.
#include "models/protocol/live.hpp"
#include "tests/fuzz/target.hpp"

using namespace tidemark;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::textOf(data, size);
    if (const auto message = live::parseClientMessage(text)) {
        const std::string once = live::encode(*message);
        const auto again = live::parseClientMessage(once);
        fuzz::require(again && live::encode(*again) == once, "a client's message comes back");
    }
    if (const auto message = live::parseServerMessage(text)) {
        const std::string once = live::encode(*message);
        const auto again = live::parseServerMessage(once);
        fuzz::require(again && live::encode(*again) == once, "a server's message comes back");
    }
    return 0;
}
