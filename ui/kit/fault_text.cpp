#include "ui/kit/fault_text.hpp"

#include <QCoreApplication>

#include <array>
#include <string_view>

namespace tidemark::ui {
namespace {

struct Words {
    std::string_view reason;
    const char* cause;
    const char* nextStep;
};

QString translated(const char* source)
{
    return QCoreApplication::translate("FaultText", source);
}

/// Faults that people meet, in words that can be translated. Everything else says what the other
/// program said.
constexpr std::array knownReasons{
    Words{
        "executable_file",
        QT_TRANSLATE_NOOP("FaultText", "Programs and scripts cannot be attached."),
        QT_TRANSLATE_NOOP(
            "FaultText", "Attach a document, a table, a picture or an archive of such files."
        )},
    Words{
        "empty_file",
        QT_TRANSLATE_NOOP("FaultText", "The file is empty."),
        QT_TRANSLATE_NOOP("FaultText", "Attach a file with content.")},
    Words{
        "not_a_file",
        QT_TRANSLATE_NOOP("FaultText", "There is no such file, or it is a folder."),
        QT_TRANSLATE_NOOP("FaultText", "Choose a file, or an archive of the folder.")},
    Words{
        "disk_almost_full",
        QT_TRANSLATE_NOOP("FaultText", "There is too little room on this device for the file."),
        QT_TRANSLATE_NOOP("FaultText", "Make room on the disk, then try again.")},
    Words{
        "bad_file_name",
        QT_TRANSLATE_NOOP("FaultText", "The name has a character that a file name cannot have."),
        QT_TRANSLATE_NOOP("FaultText", "Give the file another name.")},
    Words{
        "not_on_device",
        QT_TRANSLATE_NOOP("FaultText", "The file is not on this device."),
        QT_TRANSLATE_NOOP("FaultText", "Fetch it; that needs the platform.")},
    Words{
        "not_on_platform",
        QT_TRANSLATE_NOOP("FaultText", "The platform does not have the file yet."),
        QT_TRANSLATE_NOOP("FaultText", "Wait until the device that attached it is online.")},
    Words{
        "blob_missing",
        QT_TRANSLATE_NOOP("FaultText", "The content of the file is not on the platform."),
        QT_TRANSLATE_NOOP(
            "FaultText", "Try again: a device that has the file then sends it once more."
        )},
    Words{
        "wrong_credentials",
        QT_TRANSLATE_NOOP("FaultText", "Login, password or tenant is wrong."),
        QT_TRANSLATE_NOOP(
            "FaultText", "Check all three. The password tells capitals from small letters."
        )},
    Words{
        "wrong_code",
        QT_TRANSLATE_NOOP("FaultText", "The code is not right, or was used already."),
        QT_TRANSLATE_NOOP("FaultText", "Wait for the next code of your app, then type that one.")},
    Words{
        "challenge_expired",
        QT_TRANSLATE_NOOP(
            "FaultText", "This sign-in took too long, or its codes were wrong too often."
        ),
        QT_TRANSLATE_NOOP("FaultText", "Sign in with your password again.")},
    Words{
        "refresh_reused",
        QT_TRANSLATE_NOOP("FaultText", "A copy of this sign-in was used elsewhere, so it ended."),
        QT_TRANSLATE_NOOP(
            "FaultText", "Sign in again; unsent changes are kept. Then change your password."
        )},
    Words{
        "locked_out",
        QT_TRANSLATE_NOOP("FaultText", "There were too many failed attempts."),
        QT_TRANSLATE_NOOP("FaultText", "Wait a quarter of an hour, or ask an administrator.")},
    Words{
        "too_many_attempts",
        QT_TRANSLATE_NOOP("FaultText", "There were too many attempts within a minute."),
        QT_TRANSLATE_NOOP("FaultText", "Wait a minute, then try again.")},
    Words{
        "host_left_alone",
        QT_TRANSLATE_NOOP(
            "FaultText", "The platform failed again and again and is left alone for a while."
        ),
        QT_TRANSLATE_NOOP("FaultText", "It is asked every 30 seconds; Sync now asks at once.")},
    Words{
        "wrong_password",
        QT_TRANSLATE_NOOP("FaultText", "The password is not right."),
        QT_TRANSLATE_NOOP("FaultText", "Type the password that you sign in with.")},
    Words{
        "same_person",
        QT_TRANSLATE_NOOP("FaultText", "This takes a second person: you made it, or it is yours."),
        QT_TRANSLATE_NOOP("FaultText", "Ask a colleague who may do it.")},
    Words{
        "password_weak",
        QT_TRANSLATE_NOOP(
            "FaultText", "This password is used too often, or is too close to your login."
        ),
        QT_TRANSLATE_NOOP(
            "FaultText", "Choose one that nobody would guess; several words are good."
        )},
    Words{
        "reset_code_invalid",
        QT_TRANSLATE_NOOP(
            "FaultText", "The code is not known, was used already or is older than half an hour."
        ),
        QT_TRANSLATE_NOOP(
            "FaultText", "Copy the whole code from the newest mail, or ask for another one."
        )},
    Words{
        "agent_unreachable",
        QT_TRANSLATE_NOOP("FaultText", "The background program of Tidemark does not answer."),
        QT_TRANSLATE_NOOP(
            "FaultText", "It is started again by itself. What you saved on this device is safe."
        )},
    Words{
        "form_journal_damaged",
        QT_TRANSLATE_NOOP(
            "FaultText",
            "Not all of what was typed while the sync service was away can be read."
        ),
        QT_TRANSLATE_NOOP(
            "FaultText", "Compare the reports that you worked on with what you did."
        )},
    Words{
        "form_journal_full",
        QT_TRANSLATE_NOOP("FaultText", "More cannot be kept while the sync service is away."),
        QT_TRANSLATE_NOOP(
            "FaultText", "Leave Tidemark open until the sync service is back."
        )},
    Words{
        "form_journal_taken",
        QT_TRANSLATE_NOOP(
            "FaultText", "Another window of Tidemark keeps what is typed at the moment."
        ),
        QT_TRANSLATE_NOOP("FaultText", "Close one of them.")},
    Words{
        "agent_lost",
        QT_TRANSLATE_NOOP(
            "FaultText", "The connection to the background program broke before it answered."
        ),
        QT_TRANSLATE_NOOP(
            "FaultText", "Check whether your last change is in the list, then repeat it if not."
        )},
    Words{
        "agent_timeout",
        QT_TRANSLATE_NOOP("FaultText", "The background program did not answer in time."),
        QT_TRANSLATE_NOOP("FaultText", "Try again in a moment.")},
    Words{
        "pending_changes",
        QT_TRANSLATE_NOOP(
            "FaultText", "There are changes on this device that the platform does not have yet."
        ),
        QT_TRANSLATE_NOOP(
            "FaultText", "Wait until they are sent, or discard them under Pending changes."
        )},
    Words{
        "work_set_aside",
        QT_TRANSLATE_NOOP(
            "FaultText", "Changes that you may no longer send are on this device only."
        ),
        QT_TRANSLATE_NOOP("FaultText", "Export or hand them over under Set aside, or lose them.")},
    Words{
        "wrong_passphrase",
        QT_TRANSLATE_NOOP("FaultText", "This is not the passphrase of this device."),
        QT_TRANSLATE_NOOP(
            "FaultText", "Try again. Without the passphrase the store cannot be opened."
        )},
    Words{
        "signed_out",
        QT_TRANSLATE_NOOP("FaultText", "You are signed out."),
        QT_TRANSLATE_NOOP("FaultText", "Sign in to send and receive changes.")},
    Words{
        "upgrade_required",
        QT_TRANSLATE_NOOP(
            "FaultText", "This Tidemark is too old for the platform to take your changes."
        ),
        QT_TRANSLATE_NOOP(
            "FaultText",
            "Update it on this computer. What you change is kept here, can be exported under "
            "Pending changes and is sent after the update."
        )},
    Words{
        "not_known_yet",
        QT_TRANSLATE_NOOP("FaultText", "The platform does not know these fields yet."),
        QT_TRANSLATE_NOOP(
            "FaultText", "They are kept here and sent as soon as the platform was updated."
        )},
    Words{
        "oidc_nobody_came",
        QT_TRANSLATE_NOOP("FaultText", "Nobody came back from the browser in time."),
        QT_TRANSLATE_NOOP("FaultText", "Begin the sign-in again.")},
    Words{
        "oidc_denied",
        QT_TRANSLATE_NOOP("FaultText", "The sign-in was declined at the identity provider."),
        QT_TRANSLATE_NOOP("FaultText", "Begin the sign-in again.")},
    Words{
        "oidc_unknown_person",
        QT_TRANSLATE_NOOP(
            "FaultText", "The identity provider knows you, but there is no account for you here."
        ),
        QT_TRANSLATE_NOOP("FaultText", "Ask an administrator of your organization's Tidemark.")},
    Words{
        "oidc_login_taken",
        QT_TRANSLATE_NOOP(
            "FaultText", "This login or e-mail address belongs to somebody else here already."
        ),
        QT_TRANSLATE_NOOP(
            "FaultText",
            "If that is you, ask an administrator to join the two; it is never done by an address."
        )},
    Words{
        "oidc_flow_ended",
        QT_TRANSLATE_NOOP("FaultText", "This sign-in has ended already."),
        QT_TRANSLATE_NOOP("FaultText", "Begin the sign-in again.")},
    Words{
        "oidc_mix_up",
        QT_TRANSLATE_NOOP(
            "FaultText", "The answer in the browser came from another identity provider."
        ),
        QT_TRANSLATE_NOOP("FaultText", "Begin again; if this stays, tell your administrator.")},
    Words{
        "oidc_unreachable",
        QT_TRANSLATE_NOOP("FaultText", "The identity provider does not answer."),
        QT_TRANSLATE_NOOP(
            "FaultText", "Try again in a moment; sign in with a password if you have one."
        )},
    Words{
        "oidc_code_expired",
        QT_TRANSLATE_NOOP("FaultText", "The code has expired."),
        QT_TRANSLATE_NOOP("FaultText", "Ask for a new code and enter that one.")},
};

/// By code, where the reason is not known and the fault has no words of its own.
constexpr std::array byCode{
    std::pair{
        FaultCode::invalid,
        Words{
            "",
            QT_TRANSLATE_NOOP("FaultText", "The input is not valid."),
            QT_TRANSLATE_NOOP("FaultText", "Correct it and try again.")}},
    std::pair{
        FaultCode::notFound,
        Words{
            "",
            QT_TRANSLATE_NOOP("FaultText", "This is not there any more."),
            QT_TRANSLATE_NOOP("FaultText", "Open the list again.")}},
    std::pair{
        FaultCode::forbidden,
        Words{
            "",
            QT_TRANSLATE_NOOP("FaultText", "Your role does not allow this."),
            QT_TRANSLATE_NOOP("FaultText", "Ask an administrator of your tenant.")}},
    std::pair{
        FaultCode::conflict,
        Words{
            "",
            QT_TRANSLATE_NOOP("FaultText", "Somebody else changed this meanwhile."),
            QT_TRANSLATE_NOOP("FaultText", "Look at the newest state and try again.")}},
    std::pair{
        FaultCode::offline,
        Words{
            "",
            QT_TRANSLATE_NOOP("FaultText", "The platform cannot be reached."),
            QT_TRANSLATE_NOOP("FaultText", "Check the network. Your work stays on this device.")}},
    std::pair{
        FaultCode::corrupt,
        Words{
            "",
            QT_TRANSLATE_NOOP("FaultText", "Stored data is damaged."),
            QT_TRANSLATE_NOOP("FaultText", "Open Sync details to see what can be repaired.")}},
    std::pair{
        FaultCode::full,
        Words{
            "",
            QT_TRANSLATE_NOOP("FaultText", "A limit is reached for now."),
            QT_TRANSLATE_NOOP("FaultText", "Try again in a minute.")}},
    std::pair{
        FaultCode::unauthenticated,
        Words{
            "",
            QT_TRANSLATE_NOOP("FaultText", "Your sign-in has ended."),
            QT_TRANSLATE_NOOP("FaultText", "Sign in again. Nothing is lost.")}},
    std::pair{
        FaultCode::locked,
        Words{
            "",
            QT_TRANSLATE_NOOP("FaultText", "The key of the store on this device is not available."),
            QT_TRANSLATE_NOOP("FaultText", "Unlock the keyring of your system, then try again.")}},
    std::pair{
        FaultCode::tooLarge,
        Words{
            "",
            QT_TRANSLATE_NOOP("FaultText", "This is too large."),
            QT_TRANSLATE_NOOP("FaultText", "Split it into smaller parts.")}},
    std::pair{
        FaultCode::timedOut,
        Words{
            "",
            QT_TRANSLATE_NOOP("FaultText", "The platform did not answer in time."),
            QT_TRANSLATE_NOOP("FaultText", "Try again in a moment.")}},
    std::pair{
        FaultCode::insecure,
        Words{
            "",
            QT_TRANSLATE_NOOP("FaultText", "The identity of the server could not be verified."),
            QT_TRANSLATE_NOOP(
                "FaultText", "Check the address. Do not go on if you did not expect this."
            )}},
    std::pair{
        FaultCode::unsupported,
        Words{
            "",
            QT_TRANSLATE_NOOP("FaultText", "The two programs speak different versions."),
            QT_TRANSLATE_NOOP("FaultText", "Update Tidemark on this device.")}},
    std::pair{
        FaultCode::unavailable,
        Words{
            "",
            QT_TRANSLATE_NOOP("FaultText", "The platform cannot serve now."),
            QT_TRANSLATE_NOOP("FaultText", "It is tried again by itself.")}},
    std::pair{
        FaultCode::internal,
        Words{
            "",
            QT_TRANSLATE_NOOP("FaultText", "Something failed inside Tidemark."),
            QT_TRANSLATE_NOOP(
                "FaultText", "Try again. If it stays, send the log to your administrator."
            )}},
};

const Words* wordsFor(const Fault& fault)
{
    for (const Words& words : knownReasons) {
        if (words.reason == fault.reason)
            return &words;
    }
    return nullptr;
}

const Words& wordsByCode(FaultCode code)
{
    for (const auto& [known, words] : byCode) {
        if (known == code)
            return words;
    }
    return byCode.back().second;
}

} // namespace

QString faultCause(const Fault& fault)
{
    if (const Words* words = wordsFor(fault))
        return translated(words->cause);
    if (!fault.cause.empty())
        return QString::fromStdString(fault.cause);
    return translated(wordsByCode(fault.code).cause);
}

QString faultNextStep(const Fault& fault)
{
    if (const Words* words = wordsFor(fault))
        return translated(words->nextStep);
    if (!fault.nextStep.empty())
        return QString::fromStdString(fault.nextStep);
    return translated(wordsByCode(fault.code).nextStep);
}

QString faultText(const Fault& fault)
{
    return faultCause(fault) + QLatin1Char(' ') + faultNextStep(fault);
}

} // namespace tidemark::ui
