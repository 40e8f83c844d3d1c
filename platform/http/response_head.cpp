#include "platform/http/response_head.hpp"

#include <boost/beast/http/status.hpp>

#include <algorithm>
#include <charconv>
#include <ctime>
#include <random>

namespace tidemark::platform {
namespace {

void append(std::string& out, std::string_view text)
{
    out.append(text.data(), text.size());
}

void appendReason(std::string& out, int status)
{
    const auto known = boost::beast::http::int_to_status(static_cast<unsigned>(status));
    const auto words = boost::beast::http::obsolete_reason(known);
    out.append(words.data(), words.size());
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, made once a second.
const std::string& currentDate()
{
    static thread_local std::time_t madeAt = 0;
    static thread_local std::string text;
    const std::time_t now = std::time(nullptr);
    if (now != madeAt) {
        std::tm parts = {};
        gmtime_r(&now, &parts);
        char buffer[64];
        const std::size_t size =
            std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &parts);
        text.assign(buffer, size);
        madeAt = now;
    }
    return text;
}

/// A line break in a value would let it write headers of its own.
void appendValue(std::string& out, std::string_view value)
{
    for (const char letter : value)
        out += letter == '\r' || letter == '\n' || letter == '\0' ? ' ' : letter;
}

} // namespace

void appendHead(std::string& out, const Response& response, std::string_view requestId)
{
    append(out, "HTTP/1.1 ");
    out += std::to_string(response.status);
    out += ' ';
    appendReason(out, response.status);
    append(out, "\r\nDate: ");
    append(out, currentDate());
    if (!response.contentType.empty()) {
        append(out, "\r\nContent-Type: ");
        appendValue(out, response.contentType);
    }
    append(out, "\r\nX-Request-Id: ");
    append(out, requestId);
    append(out, "\r\nX-Content-Type-Options: nosniff\r\n");
    bool hasCacheControl = false;
    for (const auto& [name, value] : response.headers) {
        hasCacheControl = hasCacheControl || name == "Cache-Control";
        append(out, name);
        append(out, ": ");
        appendValue(out, value);
        append(out, "\r\n");
    }
    if (!hasCacheControl)
        append(out, "Cache-Control: no-store\r\n");
}

std::string chunkHead(std::size_t size)
{
    char digits[20];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, size, 16);
    std::string line(digits, error == std::errc{} ? end : digits);
    return line + "\r\n";
}

Fault malformedRequest(int status)
{
    if (status == 413)
        return Fault{
            FaultCode::tooLarge,
            "body_too_large",
            "The request's body is too large.",
            "Send less at once."};
    if (status == 431)
        return Fault{
            FaultCode::tooLarge,
            "head_too_large",
            "The request's head is too large.",
            "Send fewer or shorter headers."};
    if (status == 415)
        return Fault{
            FaultCode::invalid,
            "body_packed",
            "The request's body is packed, and only plain ones are taken.",
            "Send it without Content-Encoding."};
    if (status == 503)
        return Fault{
            FaultCode::unavailable,
            "bodies_full",
            "The platform is taking too many large requests at once.",
            "Wait a moment, then try again."};
    return Fault{
        FaultCode::invalid,
        "malformed_request",
        "This is not a request in HTTP/1.1.",
        "Check the address and the program that sent it."};
}

bool isRequestId(std::string_view text)
{
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '_' || c == '-';
    });
}

std::string makeRequestId()
{
    static thread_local std::mt19937_64 random{
        (static_cast<std::uint64_t>(std::random_device{}()) << 32) | std::random_device{}()};
    static constexpr char hex[] = "0123456789abcdef";
    std::uint64_t bits = random();
    std::string id(16, '0');
    for (char& digit : id) {
        digit = hex[bits & 15];
        bits >>= 4;
    }
    return id;
}

} // namespace tidemark::platform
