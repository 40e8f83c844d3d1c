#include "platform/signin/reuse_alarm.hpp"

#include "models/core/timestamp.hpp"
#include "platform/audit/audit_deed.hpp"
#include "platform/identity/recordable_text.hpp"
#include "platform/mail/mail_message.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace tidemark::platform {
namespace {

constexpr std::size_t longestAgent = 200;

Statement auditOf(const ReusedSession& reused)
{
    AuditOrigin origin; // Nobody's deed: who came with the token is not known.
    origin.requestId = reused.asker.requestId;
    origin.address = reused.asker.address;
    origin.agent = recordable(reused.asker.agent, longestAgent);
    boost::json::object after;
    after["userId"] = reused.userId.toString();
    after["device"] = reused.deviceName;
    after["reason"] = "refresh_reused";
    AuditDeed deed{"session.end", "session", reused.sessionId};
    deed.after = boost::json::serialize(after);
    return auditStatement(reused.tenant, origin, std::move(deed));
}

NewMail mailOf(const ReusedSession& reused)
{
    NewMail mail;
    mail.kind = "sessionReused";
    mail.to = reused.login;
    mail.subject = "A sign-in to Tidemark was ended";
    mail.body = "Hello " + reused.displayName + ",\n\n";
    mail.body += "your sign-in to " + reused.tenantName + " on the device \"" + reused.deviceName +
                 "\" was used from two places, so it was ended.\n\n";
    mail.body += "At " + Timestamp::now().toString() + ", a copy of it came from the address " +
                 reused.asker.address + ".\n\n";
    mail.body += "Sign in again on your device; unsent changes are kept. If you did not restore "
                 "that device from a\nbackup or a copy, somebody may have read its files: change "
                 "your password and tell your administrator.\n";
    return mail;
}

} // namespace

ReuseNotes reuseAlarm(const MailQueue& mails)
{
    return [&mails](const ReusedSession& reused) {
        std::vector<Statement> notes;
        notes.push_back(auditOf(reused));
        if (isMailAddress(reused.login))
            notes.push_back(mails.put(reused.tenant, mailOf(reused)));
        return notes;
    };
}

} // namespace tidemark::platform
