// The bytes of a request. It is the same request in whatever pieces they come, and a refused one
// leaves no part of it to be taken for another.
#include "platform/http/request_parser.hpp"
#include "platform/http/router.hpp"
#include "tests/fuzz/target.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/flat_buffer.hpp>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

struct Outcome {
    int status = 0; ///< 0: more bytes are needed, 200: whole.
    std::string path = {};
    std::string body = {};
    std::size_t headers = 0;
    std::size_t left = 0;

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

const Router& router()
{
    static Router table;
    static const bool isFilled = [] {
        const auto none = [](Request&) -> boost::asio::awaitable<Response> {
            co_return noContent();
        };
        table.add(Method::get, "things", Access::anyone(), none);
        table.add(Method::post, "things/{id}", Access::anyone(), none);
        table.add(Method::get, "things/{id}/parts/{part}", Access::anyone(), none);
        return true;
    }();
    (void)isFilled;
    return table;
}

void finish(const RequestParser& parser, Outcome& outcome)
{
    Request request;
    fillRequest(parser.get(), request);
    outcome.path = request.path;
    outcome.body = request.body;
    outcome.headers = request.headers.size();
    if (request.path.starts_with('/')) { // As a connection asks.
        const Router::Match match = router().match(request);
        const bool isOurs = request.path.starts_with("/api/v1/things");
        fuzz::require(!match.route || isOurs, "a route is its own");
    }
    (void)request.jsonBody();
    for (const auto& [name, value] : request.headers)
        fuzz::require(value.find('\n') == std::string_view::npos, "no header holds another");
}

/// As a connection reads.
Outcome read(std::string_view bytes, std::size_t piece)
{
    RequestParser parser;
    parser.eager(true);
    parser.header_limit(16 * 1024);
    parser.body_limit(64 * 1024);
    boost::beast::flat_buffer buffer;
    Outcome outcome;
    bool isHeadSeen = false;
    while (!bytes.empty()) {
        const std::size_t size = std::min(piece, bytes.size());
        buffer.commit(
            boost::asio::buffer_copy(buffer.prepare(size), boost::asio::buffer(bytes.data(), size))
        );
        bytes.remove_prefix(size);
        for (bool goesOn = true; goesOn;) {
            boost::system::error_code error;
            const std::size_t used = parser.put(buffer.data(), error);
            buffer.consume(used);
            if (error && error != boost::beast::http::error::need_more) {
                outcome.status = statusOf(error);
                return outcome;
            }
            if (parser.is_header_done() && !std::exchange(isHeadSeen, true)) {
                outcome.status = refusalOf(parser.get());
                if (outcome.status != 0)
                    return outcome;
            }
            if (parser.is_done()) {
                outcome.status = 200;
                outcome.left = buffer.size() + bytes.size();
                finish(parser, outcome);
                return outcome;
            }
            goesOn = used > 0 && buffer.size() > 0 && !error;
        }
    }
    return outcome;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::size_t piece = 1 + data[0];
    const std::string_view bytes = fuzz::textOf(data + 1, size - 1);
    const Outcome whole = read(bytes, bytes.size());
    const Outcome pieces = read(bytes, piece);
    // A mistake may be seen before the head is whole, or be found in two ways; what counts is that
    // nothing is taken in one case and not in the other.
    const bool isTaken = whole.status == 200 || pieces.status == 200;
    fuzz::require(!isTaken || whole == pieces, "pieces change nothing");
    return 0;
}
