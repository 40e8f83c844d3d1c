// JSON lines through spdlog.
#include "app/agent/agent_log.hpp"

#include "models/core/log_text.hpp"
#include "models/core/masking.hpp"

#include <QDir>

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <mutex>

namespace tidemark::agent {
namespace {

constexpr std::size_t fileBytesMax = 5 * 1024 * 1024;
constexpr std::size_t filesMax = 3;

spdlog::level::level_enum levelOf(sync::LogLevel level)
{
    static constexpr std::array levels{
        spdlog::level::debug, spdlog::level::info, spdlog::level::warn, spdlog::level::err};
    return levels[static_cast<std::size_t>(level)];
}

std::string quoted(std::string_view text)
{
    return '"' + logText(maskPersonal(text)) + '"';
}

} // namespace

Result<sync::Log> openLog(const QString& folder, const QString& level, bool isForeground)
{
    const auto fault = [&folder](const std::string& why) {
        return Fault{
            FaultCode::forbidden,
            "log_unwritable",
            "The log in " + folder.toStdString() + " cannot be written: " + why + ".",
            "Check the owner and rights of the folder, and the room on the disk."};
    };
    if (!QDir().mkpath(folder))
        return fault("the folder cannot be made");
    try {
        std::vector<spdlog::sink_ptr> sinks;
        auto file = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
            (folder + QStringLiteral("/agent.log")).toStdString(), fileBytesMax, filesMax
        );
        file->set_formatter(std::make_unique<spdlog::pattern_formatter>(
            R"({"at":"%Y-%m-%dT%H:%M:%S.%fZ","level":"%l",%v})", spdlog::pattern_time_type::utc
        ));
        sinks.push_back(std::move(file));
        if (isForeground) {
            auto terminal = std::make_shared<spdlog::sinks::stderr_sink_mt>();
            terminal->set_pattern("%H:%M:%S.%e %l %v");
            sinks.push_back(std::move(terminal));
        }
        auto logger = std::make_shared<spdlog::logger>("agent", sinks.begin(), sinks.end());
        logger->set_level(spdlog::level::from_str(level.toStdString()));
        logger->flush_on(spdlog::level::info);
        return sync::Log{[logger](sync::LogLevel at, std::string_view area, std::string_view line) {
            logger->log(levelOf(at), "\"area\":{},\"line\":{}", quoted(area), quoted(line));
        }};
    } catch (const spdlog::spdlog_ex& failed) {
        return fault(failed.what());
    }
}

} // namespace tidemark::agent
