// A refresh token that came back: who it belongs to is told, and the audit too.
#pragma once

#include "platform/identity/sessions.hpp"
#include "platform/mail/mail_queue.hpp"

namespace tidemark::platform {

/// An audit entry and, to an account that is a mail address, a mail; for the transaction that ends
/// the session. `mails` must outlive what is returned.
[[nodiscard]] ReuseNotes reuseAlarm(const MailQueue& mails);

} // namespace tidemark::platform
