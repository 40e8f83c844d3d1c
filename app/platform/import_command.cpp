#include "app/platform/import_command.hpp"

#include "platform/userimport/user_import.hpp"

#include <boost/asio/co_spawn.hpp>

#include <cstdio>
#include <fstream>
#include <iostream>

namespace tidemark::platform {
namespace {

int tell(const std::vector<LineFault>& faults)
{
    for (const LineFault& fault : faults)
        std::fprintf(stderr, "line %d: %s\n", fault.line, fault.cause.c_str());
    std::fprintf(
        stderr,
        "tidemark-platform: %zu mistakes, so nobody was taken over. Correct the lines, then run it "
        "again.\n",
        faults.size()
    );
    return 1;
}

Result<ReadUsers> readFile(const std::string& name)
{
    if (name == "-")
        return readUsers(std::cin);
    std::ifstream lines(name, std::ios::binary);
    if (!lines)
        return Fault{
            FaultCode::notFound,
            "file_missing",
            "The file " + name + " cannot be read.",
            "Check its name and its rights."};
    return readUsers(lines);
}

Result<std::vector<LineFault>>
write(const Options& options, const DatabasePlace& place, const std::vector<ImportedUser>& users)
{
    boost::asio::io_context io{1};
    DatabaseSettings settings;
    settings.connection = place.app;
    settings.statementTimeout = std::chrono::minutes(5);
    Database database(io.get_executor(), settings);
    Result<std::vector<LineFault>> outcome = std::vector<LineFault>();
    auto done = [&](std::exception_ptr thrown, Result<std::vector<LineFault>> faults) {
        if (thrown)
            std::rethrow_exception(thrown);
        outcome = std::move(faults);
        database.close();
        io.stop();
    };
    boost::asio::co_spawn(
        io, importUsers(database, options.importTenant, users, options.isTrial), done
    );
    io.run();
    return outcome;
}

} // namespace

Result<int> importUsersFrom(const Options& options, const DatabasePlace& place)
{
    const auto read = readFile(options.importFile);
    if (!read)
        return read.error();
    if (!read->faults.empty())
        return tell(read->faults);
    const auto faults = write(options, place, read->users);
    if (!faults)
        return faults.error();
    if (!faults->empty())
        return tell(*faults);
    const char* const done = options.isTrial ? "could be" : "were";
    std::printf("%zu users %s taken over.\n", read->users.size(), done);
    return 0;
}

} // namespace tidemark::platform
