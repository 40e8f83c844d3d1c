#include "app/platform/mail_options.hpp"

#include "platform/mail/mail_message.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fstream>

namespace tidemark::platform {
namespace {

constexpr std::size_t longestPassword = 1024;

Result<Secret> readPassword(const MailOptions& options)
{
    if (options.passwordFile.empty()) {
        const char* given = std::getenv("TIDEMARK_SMTP_PASSWORD");
        return Secret(given ? given : "");
    }
    std::ifstream file(options.passwordFile, std::ios::binary);
    std::string text(longestPassword, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    if (file.bad() || text.empty())
        return Fault{
            FaultCode::invalid,
            "smtp_password_file",
            "The file of --smtp-password-file cannot be read or is empty.",
            "Check its path, and that the platform's user may read it."};
    return Secret(std::string_view(text).substr(0, text.find_first_of("\r\n")));
}

} // namespace

void addMailOptions(CLI::App& app, MailOptions& options)
{
    app.add_option(
        "--smtp-url",
        options.url,
        "Mail server, as smtp://host:587 or smtps://host:465; without, mail becomes files in the "
        "data folder"
    );
    app.add_option("--mail-from", options.from, "Address that mail comes from")
        ->capture_default_str();
    app.add_option("--smtp-user", options.user, "User at the mail server");
    app.add_option(
        "--smtp-password-file",
        options.passwordFile,
        "File with that user's password; else TIDEMARK_SMTP_PASSWORD of the environment"
    );
    app.add_option("--smtp-ca", options.caFile, "Certificates that the mail server is checked by")
        ->check(CLI::ExistingFile);
    app.add_option("--smtp-tls", options.tls, "required, or none for a relay on this machine")
        ->check(CLI::IsMember({"required", "none"}))
        ->capture_default_str();
}

Result<std::shared_ptr<MailTransport>>
makeMailTransport(const MailOptions& options, const std::filesystem::path& data)
{
    if (!isMailAddress(options.from))
        return Fault{
            FaultCode::invalid,
            "bad_mail_from",
            "--mail-from is no address.",
            "Write it as tidemark@example.com."};
    if (options.url.empty())
        return std::shared_ptr<MailTransport>(std::make_shared<FolderTransport>(data / "outbox"));
    if (const auto checked = checkSmtpUrl(options.url); !checked)
        return checked.error();
    auto password = readPassword(options);
    if (!password)
        return password.error();
    SmtpSettings settings;
    settings.url = options.url;
    settings.user = options.user;
    settings.password = std::move(*password);
    settings.caFile = options.caFile;
    settings.needsTls = options.tls == "required";
    return std::shared_ptr<MailTransport>(std::make_shared<SmtpTransport>(std::move(settings)));
}

} // namespace tidemark::platform
