// The project's own source files, for tests that read them as text.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace tidemark::house {

/// One file, with its path from the top of the checkout.
struct SourceFile {
    std::string path = {};
    std::vector<std::string> lines = {};
};

/// Every file of the layers whose name ends in one of `endings`.
inline std::vector<SourceFile> sourceFiles(const std::vector<std::string>& endings)
{
    const std::filesystem::path root = TIDEMARK_SOURCE_DIR;
    std::vector<SourceFile> files;
    for (const auto* layer : {"app", "ui", "models", "sync", "platform", "tests"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / layer)) {
            const auto ending = entry.path().extension().string();
            if (std::find(endings.begin(), endings.end(), ending) == endings.end())
                continue;
            SourceFile file{.path = std::filesystem::relative(entry.path(), root).generic_string()};
            std::ifstream stream(entry.path());
            for (std::string line; std::getline(stream, line);)
                file.lines.push_back(line);
            files.push_back(std::move(file));
        }
    }
    return files;
}

} // namespace tidemark::house
