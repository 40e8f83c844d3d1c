#include "tests/benchmarks/benchmarks.hpp"

#include <QFile>

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
    // The cluster's system user must be able to walk to its folder.
    QFile::setPermissions(folder_, QFile::permissions(folder_) | QFile::ExeOther);
    return platform_.start();
}

std::string Stage::database() const
{
    return "host=" + folder_.toStdString() +
           "/platform-home/platform/postgres/run port=5432 user=tidemark_cluster dbname=tidemark";
}

int longListRows()
{
    const int wished = qEnvironmentVariableIntValue("TIDEMARK_BENCH_ROWS");
    return wished > 0 ? wished : 1'000'000;
}

bool Stage::restartWith(const QStringList& more)
{
    platform_.stop();
    return platform_.start(more, 15 * 60 * 1000);
}

} // namespace tidemark::bench
