#include "sync/wire/frame.hpp"

namespace tidemark::sync {
namespace {

constexpr std::size_t headBytes = 4;

std::uint32_t lengthAt(std::string_view bytes)
{
    std::uint32_t length = 0;
    for (std::size_t i = headBytes; i-- > 0;)
        length = (length << 8U) | static_cast<unsigned char>(bytes[i]);
    return length;
}

Fault tooLarge(std::uint64_t length, std::uint32_t limit)
{
    return Fault{
        FaultCode::tooLarge,
        "frame_too_large",
        "A message of " + std::to_string(length) + " bytes is over the limit of " +
            std::to_string(limit) + ".",
        "Ask for fewer rows at a time."};
}

} // namespace

Result<std::string> encodeFrame(std::string_view body)
{
    if (body.size() > frameBytesMax)
        return tooLarge(body.size(), frameBytesMax);
    std::string frame;
    frame.reserve(headBytes + body.size());
    const auto length = static_cast<std::uint32_t>(body.size());
    for (unsigned i = 0; i < headBytes; ++i)
        frame.push_back(static_cast<char>((length >> (8U * i)) & 0xFFU));
    frame.append(body);
    return frame;
}

void FrameDecoder::feed(std::string_view bytes)
{
    if (faulted_)
        return;
    buffer_.append(bytes);
}

Result<std::optional<std::string>> FrameDecoder::next()
{
    const Fault broken{
        FaultCode::invalid,
        "frame_broken",
        "The other program sent something that is not a message.",
        "Close this program and start it again."};
    if (faulted_)
        return broken;
    const std::string_view rest = std::string_view(buffer_).substr(start_);
    if (rest.size() < headBytes)
        return std::optional<std::string>{};
    const std::uint32_t length = lengthAt(rest);
    if (length == 0 || length > bytesMax_) {
        faulted_ = true;
        buffer_.clear();
        start_ = 0;
        return length == 0 ? broken : tooLarge(length, bytesMax_);
    }
    if (rest.size() - headBytes < length)
        return std::optional<std::string>{};
    std::optional<std::string> body(std::in_place, rest.substr(headBytes, length));
    start_ += headBytes + length;
    // Moving the rest to the front once per large stretch keeps a burst of small frames linear.
    if (start_ == buffer_.size() || start_ > 1024U * 1024U) {
        buffer_.erase(0, start_);
        start_ = 0;
    }
    return body;
}

} // namespace tidemark::sync
