// Frames of a client of the live channel. The messages are the same in whatever pieces they come.
#include "platform/live/frames.hpp"
#include "tests/fuzz/target.hpp"

using namespace tidemark;
using namespace tidemark::platform;

namespace {

std::string read(std::string_view bytes, std::size_t piece)
{
    FrameReader reader(4096);
    std::string seen;
    while (!bytes.empty()) {
        const auto messages = reader.feed(bytes.substr(0, piece));
        bytes.remove_prefix(std::min(piece, bytes.size()));
        if (!messages)
            return seen + "!" + messages.error().reason;
        for (const InboundMessage& message : *messages) {
            fuzz::require(message.payload.size() <= 4096, "no message is above the limit");
            seen += std::to_string(static_cast<int>(message.kind)) + message.payload + '\n';
        }
    }
    return seen;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::string_view bytes = fuzz::textOf(data + 1, size - 1);
    const std::string pieces = read(bytes, 1 + data[0]);
    const std::string whole = read(bytes, bytes.size());
    // A fault takes with it what came in the same piece.
    const std::size_t fault = whole.find('!');
    fuzz::require(
        fault == std::string::npos ? whole == pieces
                                   : pieces.find(whole.substr(fault)) != std::string::npos,
        "pieces change nothing"
    );
    return 0;
}
