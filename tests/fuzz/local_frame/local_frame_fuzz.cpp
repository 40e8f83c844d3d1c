// Bytes on the agent's socket: frames, and the messages in them.
#include "sync/wire/frame.hpp"
#include "sync/wire/message.hpp"
#include "tests/fuzz/target.hpp"

using namespace tidemark;
using namespace tidemark::sync;

namespace {

std::string read(std::string_view bytes, std::size_t piece)
{
    FrameDecoder decoder(4096);
    std::string seen;
    while (!bytes.empty()) {
        decoder.feed(bytes.substr(0, piece));
        bytes.remove_prefix(std::min(piece, bytes.size()));
        for (;;) {
            const auto body = decoder.next();
            if (!body)
                return seen + "!" + body.error().reason;
            if (!*body)
                break;
            seen += **body + '\n';
            (void)parseMessage(**body);
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
    fuzz::require(read(bytes, bytes.size()) == read(bytes, 1 + data[0]), "pieces change nothing");
    (void)parseMessage(bytes);
    return 0;
}
