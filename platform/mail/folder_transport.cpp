#include "models/core/uuid.hpp"
#include "platform/mail/mail_transport.hpp"

#include <fstream>

namespace tidemark::platform {

Result<void> FolderTransport::send(const std::string&, const std::string&, const std::string& text)
{
    namespace fs = std::filesystem;
    const Fault failed{
        FaultCode::unavailable,
        "mail_not_written",
        "The mail could not be written to " + folder_.string() + ".",
        "Make room there, or configure --smtp-url."};
    std::error_code error;
    fs::create_directories(folder_, error);
    fs::permissions(folder_, fs::perms::owner_all, error);
    if (error)
        return failed;
    const fs::path file = folder_ / (Uuid::make().toString() + ".eml");
    const fs::path begun = file.string() + ".part";
    {
        std::ofstream out(begun, std::ios::binary);
        out << text;
        if (!out.flush())
            return failed;
    }
    fs::rename(begun, file, error); // Whoever watches the folder sees whole mails.
    if (error)
        return failed;
    return {};
}

} // namespace tidemark::platform
