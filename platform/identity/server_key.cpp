#include "platform/identity/server_key.hpp"

#include "platform/identity/crypto.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tidemark::platform {
namespace {

constexpr std::size_t keyBytes = 32;

Fault cannot(const std::string& what, const std::filesystem::path& file)
{
    if (errno == ENOSPC)
        return Fault{
            FaultCode::full,
            "disk_full",
            "The disk is full.",
            "Free some space, then start again."};
    return Fault{
        FaultCode::unavailable,
        "key_file_failed",
        "The key file " + file.string() + " cannot be " + what + ": " + std::strerror(errno) + ".",
        "Check the folder's rights, or choose another with --data."};
}

/// Written beside and linked into place, so that two programs that start at once share one key.
Result<void> makeKey(const std::filesystem::path& file)
{
    const std::filesystem::path fresh = file.string() + "." + std::to_string(getpid());
    const int out = open(fresh.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (out < 0)
        return cannot("made", file);
    const std::string key = randomBytes(keyBytes);
    const bool isWritten =
        write(out, key.data(), key.size()) == static_cast<ssize_t>(key.size()) && fsync(out) == 0;
    const int error = errno;
    close(out);
    const bool isLinked = isWritten && (link(fresh.c_str(), file.c_str()) == 0 || errno == EEXIST);
    errno = isWritten ? errno : error;
    Result<void> outcome;
    if (!isLinked)
        outcome = cannot("written", file);
    unlink(fresh.c_str());
    return outcome;
}

} // namespace

Result<Secret> loadServerKey(const std::filesystem::path& file)
{
    int in = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (in < 0 && errno == ENOENT) {
        if (auto made = makeKey(file); !made)
            return made.error();
        in = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    }
    if (in < 0)
        return cannot("read", file);
    struct stat facts = {};
    char bytes[keyBytes + 1] = {};
    const bool isKnown = fstat(in, &facts) == 0;
    const ssize_t count = read(in, bytes, sizeof bytes);
    close(in);
    if (!isKnown || (facts.st_mode & 077) != 0)
        return Fault{
            FaultCode::insecure,
            "key_file_open",
            "Others may read the key file " + file.string() + ".",
            "Run chmod 600 on it if nobody has read it; else delete it, which signs everybody "
            "out."};
    if (count != static_cast<ssize_t>(keyBytes))
        return Fault{
            FaultCode::corrupt,
            "key_file_damaged",
            "The key file " + file.string() + " does not have 32 bytes.",
            "Restore it, or delete it, which signs everybody out."};
    Secret key(std::string_view(bytes, keyBytes));
    explicit_bzero(bytes, sizeof bytes);
    return key;
}

} // namespace tidemark::platform
