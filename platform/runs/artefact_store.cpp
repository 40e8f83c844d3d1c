#include "platform/runs/artefact_store.hpp"

#include "models/core/uuid.hpp"

#include <openssl/evp.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace tidemark::platform {
namespace {

Fault notWritten(const std::filesystem::path& path)
{
    return {
        FaultCode::unavailable,
        "artefact_not_written",
        "The file could not be written to " + path.parent_path().string() + ": " +
            std::strerror(errno) + ".",
        "Free space in the platform's data folder, or check its rights."};
}

std::string hex(const unsigned char* bytes, std::size_t size)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < size; ++i) {
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 15];
    }
    return text;
}

} // namespace

struct ArtefactWriter::State {
    std::filesystem::path folder;
    std::filesystem::path temporary;
    int file = -1;
    EVP_MD_CTX* digest = EVP_MD_CTX_new();
    std::int64_t bytes = 0;

    ~State()
    {
        if (file >= 0)
            ::close(file);
        std::error_code ignored;
        if (!temporary.empty())
            std::filesystem::remove(temporary, ignored);
        EVP_MD_CTX_free(digest);
    }
};

ArtefactWriter::ArtefactWriter(std::unique_ptr<State> state)
    : state_(std::move(state))
{
}
ArtefactWriter::ArtefactWriter(ArtefactWriter&&) noexcept = default;
ArtefactWriter::~ArtefactWriter() = default;

Result<void> ArtefactWriter::append(std::string_view bytes)
{
    EVP_DigestUpdate(state_->digest, bytes.data(), bytes.size());
    state_->bytes += static_cast<std::int64_t>(bytes.size());
    while (!bytes.empty()) {
        const auto written = ::write(state_->file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return notWritten(state_->temporary);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<StoredArtefact> ArtefactWriter::finish()
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash = {};
    unsigned int size = 0;
    EVP_DigestFinal_ex(state_->digest, hash.data(), &size);
    const StoredArtefact stored{hex(hash.data(), size), state_->bytes};

    const auto folder = state_->folder / stored.sha256.substr(0, 2);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error || ::fsync(state_->file) != 0)
        return notWritten(state_->temporary);
    std::filesystem::rename(state_->temporary, folder / stored.sha256, error);
    if (error)
        return notWritten(folder / stored.sha256);
    state_->temporary.clear();
    const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory >= 0) {
        ::fsync(directory); // The name must survive a power cut as the content does.
        ::close(directory);
    }
    return stored;
}

Result<ArtefactWriter> ArtefactStore::begin() const
{
    auto state = std::make_unique<ArtefactWriter::State>();
    state->folder = folder_;
    std::error_code error;
    std::filesystem::create_directories(folder_ / "new", error);
    const auto path = folder_ / "new" / Uuid::make().toString();
    state->file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (state->file < 0)
        return notWritten(path);
    state->temporary = path;
    EVP_DigestInit_ex(state->digest, EVP_sha256(), nullptr);
    return ArtefactWriter(std::move(state));
}

Result<std::filesystem::path> ArtefactStore::find(std::string_view sha256) const
{
    const bool isName = sha256.size() == 64 &&
                        sha256.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    std::error_code error;
    const auto path = folder_ / sha256.substr(0, 2) / sha256;
    if (!isName || !std::filesystem::is_regular_file(path, error))
        return Fault{
            FaultCode::notFound,
            "artefact_gone",
            "The file of this run is no longer in the store.",
            "Run the report again."};
    return path;
}

} // namespace tidemark::platform
