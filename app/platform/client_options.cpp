#include "app/platform/client_options.hpp"

#include <CLI/CLI.hpp>

namespace tidemark::platform {
namespace {

/// An error text, or empty.
std::string isVersion(const std::string& text)
{
    const bool isMade = text.find_first_not_of("0123456789.") == std::string::npos;
    return isMade && !text.empty() && text.size() <= 32 ? "" : "a version is numbers, as 1.4.2";
}

/// A day begins at midnight UTC.
std::optional<Timestamp> timeOf(const std::string& text)
{
    const auto day = Date::parse(text);
    const auto time = Timestamp::parse(day ? text + "T00:00:00Z" : text);
    return time ? std::optional(*time) : std::nullopt;
}

} // namespace

void addClientOptions(CLI::App& app, LeastClient& least)
{
    auto* version = app.add_option(
                           "--least-client",
                           least.version,
                           "Take changes from this version of Tidemark on; older ones keep theirs"
    )
                        ->envname("TIDEMARK_LEAST_CLIENT")
                        ->check(isVersion);
    const auto until = [&least](const std::string& text) {
        least.graceUntil = timeOf(text);
        if (!least.graceUntil)
            throw CLI::ValidationError("--least-client-grace", "give a day, as 2027-03-31");
    };
    app.add_option_function<std::string>(
           "--least-client-grace",
           until,
           "Until this day older ones still receive changes; without an end unless given"
    )
        ->envname("TIDEMARK_LEAST_CLIENT_GRACE")
        ->needs(version);
}

} // namespace tidemark::platform
