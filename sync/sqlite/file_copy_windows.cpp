#include "sync/sqlite/file_copy.hpp"

#include <windows.h>

namespace tidemark::sync {

void syncFile(const std::filesystem::path& file)
{
    const HANDLE handle = CreateFileW(
        file.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_EXISTING, 0, nullptr
    );
    if (handle == INVALID_HANDLE_VALUE)
        return;
    FlushFileBuffers(handle);
    CloseHandle(handle);
}

} // namespace tidemark::sync
