#include "platform/feed/compression.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <cctype>
#include <zstd.h>

namespace tidemark::platform {
namespace {

/// Frames shrink to a tenth at level 1 already; higher ones cost the event loop more than they
/// save.
constexpr int level = 1;
constexpr std::size_t worthFrom = 1'024; ///< Bytes; a packet holds no less.

struct FreeContext {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

Fault compressionFailed(std::size_t code)
{
    return Fault{
        FaultCode::internal,
        "compression_failed",
        std::string("The answer cannot be compressed: ") + ZSTD_getErrorName(code),
        "Try again."};
}

/// One compressed stream, fed piece by piece.
class Compressor {
public:
    Compressor()
        : context_(ZSTD_createCCtx())
    {
        ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, level);
        ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
    }

    /// Appends what `text` gave, and with `isLast` the end of the stream, to `out`.
    Result<void> add(std::string& out, std::string_view text, bool isLast)
    {
        ZSTD_inBuffer in{text.data(), text.size(), 0};
        for (bool isDone = false; !isDone;) {
            const std::size_t begin = out.size();
            out.resize(begin + ZSTD_CStreamOutSize());
            ZSTD_outBuffer made{out.data() + begin, out.size() - begin, 0};
            const auto mode = isLast ? ZSTD_e_end : ZSTD_e_continue;
            const std::size_t left = ZSTD_compressStream2(context_.get(), &made, &in, mode);
            out.resize(begin + made.pos);
            if (ZSTD_isError(left))
                return compressionFailed(left);
            isDone = isLast ? left == 0 : in.pos == in.size;
        }
        return {};
    }

private:
    std::unique_ptr<ZSTD_CCtx, FreeContext> context_;
};

/// `zstd` stands in the list, and not with the weight 0.
bool acceptsZstd(const Request& request)
{
    std::string list(request.header("Accept-Encoding").value_or(""));
    std::erase_if(list, [](char c) { return c == ' ' || c == '\t'; });
    std::transform(list.begin(), list.end(), list.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    std::string_view rest = list;
    while (!rest.empty()) {
        const std::string_view one = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(rest.size(), one.size() + 1));
        const std::string_view weight = one.substr(std::min(one.find(";q="), one.size()));
        const bool isRefused = weight.find_first_of("123456789") == weight.npos && !weight.empty();
        if (one.substr(0, one.find(';')) == "zstd" && !isRefused)
            return true;
    }
    return false;
}

/// Nothing is saved on the way to a client on this very machine; one behind a proxy is none.
bool isOnThisMachine(const Request& request)
{
    if (request.header("Forwarded") || request.header("X-Forwarded-For"))
        return false;
    boost::system::error_code error;
    const auto address = asio::ip::make_address(request.remoteAddress, error);
    return !error && address.is_loopback();
}

BodyProducer compressing(BodyProducer source)
{
    auto compressor = std::make_shared<Compressor>();
    return [source = std::move(source), compressor, isDone = false](
           ) mutable -> asio::awaitable<Result<std::string>> {
        std::string out;
        while (out.empty() && !isDone) { // An empty piece would end the stream.
            auto piece = co_await source();
            if (!piece)
                co_return piece.error();
            isDone = piece->empty();
            auto added = compressor->add(out, *piece, isDone);
            if (!added)
                co_return added.error();
        }
        co_return out;
    };
}

} // namespace

Response compressedFor(const Request& request, Response response)
{
    if (!acceptsZstd(request) || isOnThisMachine(request))
        return response;
    if (auto* text = std::get_if<std::string>(&response.body)) {
        std::string packed;
        Compressor compressor;
        if (text->size() < worthFrom || !compressor.add(packed, *text, true))
            return response;
        *text = std::move(packed);
    } else if (auto* producer = std::get_if<BodyProducer>(&response.body)) {
        *producer = compressing(std::move(*producer));
    } else {
        return response;
    }
    response.headers.emplace_back("Content-Encoding", "zstd");
    return response;
}

} // namespace tidemark::platform
