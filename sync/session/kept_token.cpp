#include "sync/session/kept_token.hpp"

#include <string>

namespace tidemark::sync {
namespace {

constexpr char separator = ' '; // In no token and in no nonce.

} // namespace

KeptToken KeptToken::read(const Secret& text)
{
    const auto all = text.reveal();
    const auto end = all.find(separator);
    KeptToken token;
    token.refresh = Secret(all.substr(0, end));
    if (end != std::string_view::npos)
        token.nonce = Secret(all.substr(end + 1));
    return token;
}

Secret KeptToken::toText() const
{
    if (nonce.isEmpty())
        return refresh.clone();
    std::string text;
    text.reserve(refresh.reveal().size() + 1 + nonce.reveal().size()); // No copy left behind.
    text.append(refresh.reveal()).append(1, separator).append(nonce.reveal());
    Secret kept(text);
    text.assign(text.size(), '\0');
    return kept;
}

} // namespace tidemark::sync
