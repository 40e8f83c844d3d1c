// Files that runs produce, named by their content: `<folder>/ab/<sha256>`.
#pragma once

#include "models/core/fault.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace tidemark::platform {

struct StoredArtefact {
    std::string sha256 = {}; ///< Hexadecimal.
    std::int64_t bytes = 0;
};

/// A file being written. Nothing of it remains unless `finish` succeeds. Blocking.
class ArtefactWriter {
public:
    ArtefactWriter(ArtefactWriter&&) noexcept;
    ArtefactWriter& operator=(ArtefactWriter&&) = delete;
    ~ArtefactWriter();

    /// `unavailable`/`artefact_not_written` when the disk refuses.
    [[nodiscard]] Result<void> append(std::string_view bytes);

    /// Puts the file on the disk for good, under its content's name.
    [[nodiscard]] Result<StoredArtefact> finish();

private:
    friend class ArtefactStore;
    struct State;
    explicit ArtefactWriter(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

class ArtefactStore {
public:
    explicit ArtefactStore(std::filesystem::path folder)
        : folder_(std::move(folder))
    {
    }

    [[nodiscard]] Result<ArtefactWriter> begin() const;

    /// The file's path; `notFound` when it is not there (any more), `invalid` for a bad name.
    [[nodiscard]] Result<std::filesystem::path> find(std::string_view sha256) const;

private:
    std::filesystem::path folder_;
};

} // namespace tidemark::platform
