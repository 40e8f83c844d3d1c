// Windows.
#include "sync/process/harden_process.hpp"

#include <windows.h>

namespace tidemark::sync {

void hardenProcess()
{
    // No crash dialog and no dump by the error reporting service.
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
}

} // namespace tidemark::sync
