// How a mail leaves: over SMTP, or into a folder where none is configured.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <string>

namespace tidemark::platform {

/// Blocking; called on a thread of its own.
class MailTransport {
public:
    virtual ~MailTransport() = default;

    /// Hands over a composed mail. `invalid`/`mail_refused` is for good; `unavailable`, `timedOut`,
    /// `insecure` and `unauthenticated` may pass.
    [[nodiscard]] virtual Result<void>
    send(const std::string& from, const std::string& to, const std::string& text) = 0;

    /// What is under way ends soon; nothing is sent any more.
    virtual void stop() {}
};

struct SmtpSettings {
    std::string url = {}; ///< `smtp://host:587` (STARTTLS) or `smtps://host:465`.
    std::string user = {};
    Secret password = {};
    std::string caFile = {}; ///< Empty: the system's.
    bool needsTls = true;    ///< Without, a mail may travel in the clear: for a relay next door.
    std::chrono::seconds connectMost{15};
    std::chrono::seconds wholeMost{60};
};

/// `invalid`/`bad_smtp_url` for another scheme, or one with a user or password in it.
[[nodiscard]] Result<void> checkSmtpUrl(const std::string& url);

class SmtpTransport final : public MailTransport {
public:
    explicit SmtpTransport(SmtpSettings settings);

    [[nodiscard]] Result<void>
    send(const std::string& from, const std::string& to, const std::string& text) override;
    void stop() override { isStopping_ = true; }

private:
    SmtpSettings settings_;
    std::atomic<bool> isStopping_ = false;
};

/// Each mail becomes a file, for its owner alone.
class FolderTransport final : public MailTransport {
public:
    explicit FolderTransport(std::filesystem::path folder)
        : folder_(std::move(folder))
    {
    }

    [[nodiscard]] Result<void>
    send(const std::string& from, const std::string& to, const std::string& text) override;

private:
    std::filesystem::path folder_;
};

} // namespace tidemark::platform
