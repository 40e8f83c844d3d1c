#include "platform/live/frames.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

namespace tidemark::platform {
namespace {

constexpr int continuation = 0x0;
constexpr int text = 0x1;
constexpr int closing = 0x8;
constexpr int ping = 0x9;
constexpr int pong = 0xA;

Frame encode(int opcode, std::string_view payload)
{
    auto bytes = std::make_shared<std::string>();
    bytes->reserve(payload.size() + 10);
    bytes->push_back(static_cast<char>(0x80 | opcode));
    const auto length = payload.size();
    if (length < 126) {
        bytes->push_back(static_cast<char>(length));
    } else {
        const int lengthBytes = length <= 0xFFFF ? 2 : 8;
        bytes->push_back(static_cast<char>(lengthBytes == 2 ? 126 : 127));
        for (int i = lengthBytes - 1; i >= 0; --i)
            bytes->push_back(static_cast<char>(static_cast<std::uint64_t>(length) >> (8 * i)));
    }
    bytes->append(payload);
    return bytes;
}

Fault badFrame(std::string cause)
{
    return {FaultCode::invalid, "bad_frame", std::move(cause), "Use a current client."};
}

} // namespace

Frame textFrame(std::string_view payload)
{
    return encode(text, payload);
}

std::string_view payloadOf(std::string_view frame)
{
    const auto length = frame.size() > 1 ? static_cast<unsigned char>(frame[1]) : 0;
    const std::size_t headBytes = length < 126 ? 2 : (length == 126 ? 4 : 10);
    return frame.substr(std::min(headBytes, frame.size()));
}

Frame pongFrame(std::string_view payload)
{
    return encode(pong, payload.substr(0, 125));
}

Frame closeFrame(std::uint16_t status, std::string_view why)
{
    std::string payload = {static_cast<char>(status >> 8), static_cast<char>(status & 0xFF)};
    payload.append(why.substr(0, 123));
    return encode(closing, payload);
}

std::string acceptOf(std::string_view key)
{
    const std::string joined = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    std::array<unsigned char, 20> hash = {};
    unsigned int size = 0;
    EVP_Digest(joined.data(), joined.size(), hash.data(), &size, EVP_sha1(), nullptr);
    std::array<unsigned char, 32> encoded = {};
    const int length = EVP_EncodeBlock(encoded.data(), hash.data(), static_cast<int>(size));
    return {reinterpret_cast<const char*>(encoded.data()), static_cast<std::size_t>(length)};
}

Result<FrameReader::Head> FrameReader::readHead() const
{
    Head head;
    if (buffer_.size() < 2)
        return head; // headBytes 0: more is needed.
    const auto first = static_cast<unsigned char>(buffer_[0]);
    const auto second = static_cast<unsigned char>(buffer_[1]);
    head.last = (first & 0x80) != 0;
    head.opcode = first & 0x0F;
    if ((first & 0x70) != 0)
        return badFrame("A frame uses an extension that was not agreed.");
    if ((second & 0x80) == 0)
        return badFrame("A frame of the client is not masked.");
    head.length = second & 0x7F;
    std::size_t lengthBytes = 0;
    if (head.length >= 126)
        lengthBytes = head.length == 126 ? 2 : 8;
    if (buffer_.size() < 2 + lengthBytes)
        return head;
    if (lengthBytes > 0)
        head.length = 0;
    for (std::size_t i = 0; i < lengthBytes; ++i)
        head.length = (head.length << 8) | static_cast<unsigned char>(buffer_[2 + i]);
    const bool isControl = head.opcode >= closing;
    if (isControl && (!head.last || head.length > 125))
        return badFrame("A control frame is fragmented or too long.");
    if (head.length > mostBytes_ || message_.size() + head.length > mostBytes_)
        return Fault{
            FaultCode::tooLarge,
            "message_too_large",
            "A message is over " + std::to_string(mostBytes_ / 1024) + " KiB.",
            "Send smaller messages."};
    head.headBytes = 2 + lengthBytes + 4;
    return head;
}

Result<void> FrameReader::finish(const Head& head, std::vector<InboundMessage>& out)
{
    const std::size_t size = static_cast<std::size_t>(head.length);
    std::string payload = buffer_.substr(head.headBytes, size);
    const std::string mask = buffer_.substr(head.headBytes - 4, 4);
    for (std::size_t i = 0; i < size; ++i)
        payload[i] = static_cast<char>(payload[i] ^ mask[i % 4]);

    using Kind = InboundMessage::Kind;
    if (head.opcode == closing || head.opcode == ping || head.opcode == pong) {
        const auto kind = head.opcode == closing ? Kind::close
                          : head.opcode == ping  ? Kind::ping
                                                 : Kind::pong;
        out.push_back({kind, std::move(payload)});
        return {};
    }
    const bool starts = head.opcode == text;
    if ((!starts && head.opcode != continuation) || starts == inMessage_)
        return badFrame("A frame is neither text nor the rest of one.");
    message_ += payload;
    inMessage_ = !head.last;
    if (head.last)
        out.push_back({Kind::text, std::exchange(message_, {})});
    return {};
}

Result<std::vector<InboundMessage>> FrameReader::feed(std::string_view bytes)
{
    buffer_.append(bytes);
    std::vector<InboundMessage> messages;
    for (;;) {
        const auto head = readHead();
        if (!head)
            return head.error();
        if (head->headBytes == 0 || buffer_.size() < head->headBytes + head->length)
            return messages;
        if (auto done = finish(*head, messages); !done)
            return done.error();
        buffer_.erase(0, head->headBytes + static_cast<std::size_t>(head->length));
    }
}

} // namespace tidemark::platform
