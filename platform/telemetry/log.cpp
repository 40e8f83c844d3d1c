#include "platform/telemetry/log.hpp"

#include "models/core/log_text.hpp"
#include "models/core/masking.hpp"
#include "models/core/timestamp.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <memory>
#include <mutex>
#include <unistd.h>

namespace tidemark::platform {
namespace {

constexpr std::size_t bufferLimit = 64 * 1024;
constexpr std::string_view requestLogger = "request";

void append(spdlog::memory_buf_t& out, std::string_view text)
{
    out.append(text.data(), text.data() + text.size());
}

/// `{"at":…,"level":…,"message":…}`. Lines of the request logger bring their members themselves.
class JsonLines final : public spdlog::formatter {
public:
    void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override
    {
        const auto since = message.time.time_since_epoch();
        const Timestamp at{std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
        append(out, R"({"at":")");
        append(out, at.toString());
        append(out, R"(","level":")");
        const auto level = spdlog::level::to_string_view(message.level);
        append(out, {level.data(), level.size()});
        append(out, R"(",)");
        const std::string_view words(message.payload.data(), message.payload.size());
        const std::string_view logger(message.logger_name.data(), message.logger_name.size());
        if (logger == requestLogger) {
            append(out, words);
        } else {
            append(out, R"("message":")");
            append(out, logText(maskPersonal(words)));
            append(out, "\"");
        }
        append(out, "}\n");
    }

    [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override
    {
        return std::make_unique<JsonLines>();
    }
};

/// Gathers lines, so that a busy server does not make one system call for each.
class BufferedStandardError final : public spdlog::sinks::base_sink<std::mutex> {
protected:
    void sink_it_(const spdlog::details::log_msg& message) override
    {
        spdlog::memory_buf_t line;
        formatter_->format(message, line);
        buffer_.append(line.data(), line.size());
        if (buffer_.size() >= bufferLimit)
            flush_();
    }

    void flush_() override
    {
        std::string_view left = buffer_;
        while (!left.empty()) {
            const ssize_t written = write(STDERR_FILENO, left.data(), left.size());
            if (written <= 0)
                break; // Nobody reads the log; that is no reason to stop serving.
            left.remove_prefix(static_cast<std::size_t>(written));
        }
        buffer_.clear();
    }

private:
    std::string buffer_;
};

} // namespace

Result<void> startLog(std::string_view level)
{
    const auto wanted = spdlog::level::from_str(std::string(level));
    if (wanted == spdlog::level::off && level != "off")
        return Fault{
            FaultCode::invalid,
            "unknown_log_level",
            "There is no log level " + std::string(level) + ".",
            "Use trace, debug, info, warn, error or off."};
    const auto sink = std::make_shared<BufferedStandardError>();
    sink->set_formatter(std::make_unique<JsonLines>());
    const auto general = std::make_shared<spdlog::logger>("", sink);
    spdlog::set_default_logger(general);
    spdlog::drop(std::string(requestLogger));
    const auto requests = std::make_shared<spdlog::logger>(std::string(requestLogger), sink);
    spdlog::register_logger(requests);
    spdlog::set_level(wanted);
    general->flush_on(spdlog::level::info);
    requests->flush_on(spdlog::level::err);
    spdlog::flush_every(std::chrono::seconds(1));
    return {};
}

void flushLog()
{
    spdlog::default_logger()->flush();
}

void logRequest(const RequestEntry& entry)
{
    // Looked up once: the registry takes a lock.
    static const std::shared_ptr<spdlog::logger> logger = spdlog::get(std::string(requestLogger));
    if (!logger || !logger->should_log(spdlog::level::info))
        return;
    spdlog::memory_buf_t line;
    const std::string address = maskAddress(entry.address);
    append(line, R"("event":"request","requestId":")");
    append(line, entry.requestId);
    append(line, R"(","method":")");
    append(line, entry.method);
    append(line, R"(","path":")");
    append(line, logText(maskPersonal(entry.path)));
    char rest[192];
    const int size = std::snprintf(
        rest,
        sizeof rest,
        R"(","status":%d,"ms":%.3f,"bytes":%zu,"tenant":%d,"user":"%.*s","address":"%.*s")",
        entry.status,
        static_cast<double>(entry.time.count()) / 1000.0,
        entry.bytes,
        entry.tenant,
        static_cast<int>(entry.user.size()),
        entry.user.data(),
        static_cast<int>(address.size()),
        address.data()
    );
    append(line, {rest, static_cast<std::size_t>(size)});
    logger->log(spdlog::level::info, std::string_view(line.data(), line.size()));
}

} // namespace tidemark::platform
