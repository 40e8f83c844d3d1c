// What the command line asks for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tidemark::ctl {

enum class Verb {
    status,
    sync,
    pendingList,
    pendingRetry,
    pendingDiscard,
    quarantineList,
    quarantineExport,
    quarantineHandOver,
    quarantineDiscard,
    notices,
    noticeDismiss,
    conflicts,
    doctor,
    supportBundle,
    recover,
    rotateKeys,
    recoveryKey,
    filingList,
    filingKeep,
    filingVerify,
    filingEnd,
    scopeList,
    scopeLeave,
    scopeNeed,
    scopePin,
    scopeUnpin,
    completion,
};

/// How a run ends, for scripts. Values are documented in docs/user-guide.md: never renumber.
enum ExitCode : int {
    exitDone = 0,
    exitFault = 1,     ///< The agent answered with a fault.
    exitUsage = 2,     ///< The command line itself is wrong.
    exitNoAgent = 3,   ///< No agent runs for this user.
    exitAttention = 4, ///< It worked, and what it found needs a person.
    exitTimeUp = 5,    ///< `sync` did not get there in the time given.
};

struct Options {
    Verb verb = Verb::status;
    std::string home = {}; ///< Empty: TIDEMARK_HOME, else the system's folders.
    bool isJson = false;
    int waitSeconds = 60;
    std::int64_t mid = 0;
    std::int64_t qid = 0;    ///< A piece of work that was set aside.
    std::string notice = {}; ///< Its id.
    std::string file = {};   ///< Where the support bundle goes (empty: only its preview) or the
                             ///< export, or the recovery file to read.
    bool isWhole = false;    ///< The support bundle keeps names and addresses.
    std::string shell = {};  ///< bash, zsh or fish
    std::string report = {};
    std::string scope = {}; ///< Its number.
    int days = 14;
};

/// What was asked, or the code to end with when everything has been said already.
struct ParsedOptions {
    std::optional<Options> options = {};
    int exitCode = exitDone;
};

/// Reads the command line. Help and errors are printed here.
[[nodiscard]] ParsedOptions readOptions(int argc, char** argv);

} // namespace tidemark::ctl
