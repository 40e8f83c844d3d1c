// The user behind a named pipe.
#include "sync/localapi/peer_identity.hpp"

#include <memory>
#include <sddl.h>
#include <vector>
#include <windows.h>

namespace tidemark::sync {
namespace {

struct HandleCloser {
    void operator()(HANDLE handle) const { CloseHandle(handle); }
};
using Handle = std::unique_ptr<void, HandleCloser>;

std::string userOfToken(HANDLE token)
{
    DWORD size = 0;
    GetTokenInformation(token, TokenUser, nullptr, 0, &size);
    std::vector<unsigned char> buffer(size);
    if (size == 0 || !GetTokenInformation(token, TokenUser, buffer.data(), size, &size))
        return {};
    LPSTR text = nullptr;
    const auto* user = reinterpret_cast<const TOKEN_USER*>(buffer.data());
    if (!ConvertSidToStringSidA(user->User.Sid, &text))
        return {};
    std::string sid(text);
    LocalFree(text);
    return sid;
}

std::string userOfProcess(HANDLE process)
{
    HANDLE raw = nullptr;
    if (!OpenProcessToken(process, TOKEN_QUERY, &raw))
        return {};
    const Handle token(raw);
    return userOfToken(token.get());
}

} // namespace

PeerIdentity ownIdentity()
{
    return {userOfProcess(GetCurrentProcess())};
}

Result<PeerIdentity> peerIdentity(qintptr socket)
{
    ULONG pid = 0;
    if (GetNamedPipeClientProcessId(reinterpret_cast<HANDLE>(socket), &pid)) {
        const Handle process(OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid));
        std::string user = process ? userOfProcess(process.get()) : std::string();
        if (!user.empty())
            return PeerIdentity{std::move(user)};
    }
    return Fault{
        FaultCode::forbidden,
        "peer_unknown",
        "The system does not say who is at the other end of a connection.",
        "Restart Tidemark."};
}

} // namespace tidemark::sync
