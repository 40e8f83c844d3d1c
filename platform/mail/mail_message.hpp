// One mail as it travels: RFC 5322 and MIME, of plain text.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/uuid.hpp"

#include <ctime>
#include <string>
#include <string_view>

namespace tidemark::platform {

struct MailMessage {
    Uuid id = {}; ///< The same for every attempt, so that a mail server can drop a second copy.
    std::string from = {};
    std::string to = {};
    std::string subject = {};
    std::string body = {}; ///< UTF-8.
};

/// Whether this is one address of plain ASCII, without anything that a header or an SMTP command
/// could take for more.
[[nodiscard]] bool isMailAddress(std::string_view text);

/// The mail with CRLF line ends. `invalid`/`bad_mail_address` or `bad_mail_subject` rather than a
/// header with a line of somebody else's in it.
[[nodiscard]] Result<std::string> composeMail(const MailMessage& message, std::time_t at);

} // namespace tidemark::platform
