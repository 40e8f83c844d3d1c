// What must hold when the program has no bug. Input from outside is never checked by this.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace tidemark {

/// Ends the program with `what` when `holds` is false: going on would write wrong figures.
inline void invariant(bool holds, const char* what)
{
    if (holds)
        return;
    std::fprintf(stderr, "invariant broken: %s\n", what);
    std::abort();
}

} // namespace tidemark
