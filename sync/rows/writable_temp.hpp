// The reader's connection refuses writes; while this lives it may write, to temporary tables only.
#pragma once

#include "sync/sqlite/database.hpp"

namespace tidemark::sync {

class WritableTemp {
public:
    explicit WritableTemp(Database& db)
        : db_(db)
    {
        static_cast<void>(db_.execute("PRAGMA query_only=OFF"));
    }
    WritableTemp(const WritableTemp&) = delete;
    WritableTemp& operator=(const WritableTemp&) = delete;
    ~WritableTemp() { static_cast<void>(db_.execute("PRAGMA query_only=ON")); }

private:
    Database& db_;
};

} // namespace tidemark::sync
