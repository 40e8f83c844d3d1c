#include "tests/benchmarks/benchmarks.hpp"

#include <cstdio>

namespace tidemark::bench {

namespace {

constexpr int benchPort = 8465;

} // namespace

Stage::Stage(const QString& folder)
    : folder_(folder)
    , platform_(folder + u"/platform-home", benchPort)
{
}

bool Stage::open()
{
    return platform_.start();
}

bool Stage::addRows(const QString& entity, int count)
{
    e2e::Program adder(e2e::Program::folder() + u"/tidemark-platform", folder_ + u"/demo-rows.log");
    const bool started = adder.start(
        {QStringLiteral("demo-rows"),
         QStringLiteral("--data"),
         folder_ + u"/platform-home/platform",
         QStringLiteral("--entity"),
         entity,
         QString::number(count)}
    );
    const bool ended =
        started && e2e::waitUntil([&] { return !adder.isRunning(); }, 10 * 60 * 1000);
    if (!ended)
        std::fprintf(
            stderr,
            "demo-rows %s did not end; see %s/demo-rows.log\n",
            qPrintable(entity),
            qPrintable(folder_)
        );
    return ended;
}

} // namespace tidemark::bench
