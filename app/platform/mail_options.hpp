// How mail is sent, on the command line. The password is never on it.
#pragma once

#include "models/core/fault.hpp"
#include "platform/mail/mail_transport.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace CLI {
class App;
} // namespace CLI

namespace tidemark::platform {

struct MailOptions {
    std::string url = {}; ///< Empty: mail is written into a folder.
    std::string from = "tidemark@localhost";
    std::string user = {};
    std::string passwordFile = {}; ///< Empty: the environment's TIDEMARK_SMTP_PASSWORD.
    std::string caFile = {};
    std::string tls = "required";
};

void addMailOptions(CLI::App& app, MailOptions& options);

/// Reads the password. Faults say which option is wrong.
[[nodiscard]] Result<std::shared_ptr<MailTransport>>
makeMailTransport(const MailOptions& options, const std::filesystem::path& data);

} // namespace tidemark::platform
