// SQLite's virtual file system over RAM disks.
#pragma once

#include <memory>
#include <string>

namespace tidemark::sim {

class RamDisk;
struct RamFile;

/// Registers the file system once and gives its name.
const char* registerRamVfs();

/// Makes a disk known under a number, and forgets it.
[[nodiscard]] int mountDisk(RamDisk& disk);
void unmountDisk(int number);

/// A file of a disk; null when it is not there and may not be made.
[[nodiscard]] std::shared_ptr<RamFile>
openFile(RamDisk& disk, const std::string& name, bool create);

} // namespace tidemark::sim
