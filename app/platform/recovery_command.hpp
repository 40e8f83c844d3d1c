// `tidemark-platform recovery-key new`: makes a tenant's recovery key, without network or database.
#pragma once

namespace tidemark::platform {

/// True when the command line asks for it.
[[nodiscard]] bool asksForRecoveryKey(int argc, char** argv);

/// Makes the key and says what to do with both files. The exit code of the program.
[[nodiscard]] int runRecoveryCommand(int argc, char** argv);

} // namespace tidemark::platform
