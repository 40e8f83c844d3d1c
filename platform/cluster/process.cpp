#include "platform/cluster/process.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tidemark::platform {
namespace {

constexpr std::size_t outputLimit = 64 * 1024;
constexpr int cannotEnterFolder = 125;
constexpr int cannotBecomeUser = 124;
constexpr int cannotExecute = 126;

Fault noProcess(const char* what)
{
    return Fault{
        FaultCode::internal,
        "process_failed",
        std::string("A helper program could not be started: ") + what + ": " +
            std::strerror(errno) + ".",
        "Check the limits on processes and memory, then try again."};
}

/// In the child, between fork and exec: only async-signal-safe calls, except for setgroups.
[[noreturn]] void
becomeProgram(int output, const char* folder, const SystemUser& user, char* const* arguments)
{
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    const int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, STDIN_FILENO);
    close_range(3, ~0U, 0);
    if (geteuid() == 0 && user.userId != 0) {
        if (setgroups(0, nullptr) != 0 || setgid(user.groupId) != 0 || setuid(user.userId) != 0)
            _exit(cannotBecomeUser);
    }
    if (chdir(folder) != 0)
        _exit(cannotEnterFolder);
    execv(arguments[0], arguments);
    _exit(cannotExecute);
}

std::string readAll(int from)
{
    std::string text;
    char block[4096];
    for (;;) {
        const ssize_t count = read(from, block, sizeof block);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return text;
        if (text.size() < outputLimit)
            text.append(block, static_cast<std::size_t>(count));
    }
}

} // namespace

SystemUser currentUser()
{
    const passwd* entry = getpwuid(geteuid());
    return {entry ? entry->pw_name : std::to_string(geteuid()), geteuid(), getegid()};
}

Result<SystemUser> userNamed(const std::string& name)
{
    const passwd* entry = getpwnam(name.c_str());
    if (!entry)
        return Fault{
            FaultCode::notFound,
            "no_system_user",
            "There is no system user " + name + ".",
            "Install the package postgresql."};
    return SystemUser{name, entry->pw_uid, entry->pw_gid};
}

Result<ProcessResult> runProcess(
    const std::vector<std::string>& arguments,
    const std::filesystem::path& folder,
    const SystemUser& user
)
{
    std::vector<char*> pointers;
    for (const std::string& argument : arguments)
        pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    int ends[2] = {-1, -1};
    if (pipe2(ends, O_CLOEXEC) != 0)
        return noProcess("pipe");
    const pid_t child = fork();
    if (child < 0) {
        close(ends[0]);
        close(ends[1]);
        return noProcess("fork");
    }
    if (child == 0)
        becomeProgram(ends[1], folder.c_str(), user, pointers.data());
    close(ends[1]);
    ProcessResult result;
    result.output = readAll(ends[0]);
    close(ends[0]);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    result.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (result.exitCode == cannotEnterFolder)
        return Fault{
            FaultCode::forbidden,
            "folder_unreachable",
            "The system user " + user.name + " cannot enter " + folder.string() + ".",
            "Choose a folder with --data whose parents that user may pass through."};
    if (result.exitCode == cannotExecute || result.exitCode == cannotBecomeUser)
        return noProcess(arguments[0].c_str());
    return result;
}

} // namespace tidemark::platform
