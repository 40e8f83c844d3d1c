// Runs a fuzz target over files, without a fuzzer: each whole, and cut off at several places.
#include "tests/fuzz/target.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::size_t runFile(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    const std::string text(
        (std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>()
    );
    constexpr std::size_t cuts = 16;
    for (std::size_t cut = 0; cut <= cuts; ++cut) {
        const std::size_t size = text.size() * cut / cuts;
        // A copy of its own, so that a sanitizer sees every step beyond it.
        const std::vector<std::uint8_t> bytes(
            text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size)
        );
        LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    }
    return 1;
}

} // namespace

int main(int argc, char** argv)
{
    std::size_t files = 0;
    for (int i = 1; i < argc; ++i) {
        if (!fs::is_directory(argv[i])) {
            files += runFile(argv[i]);
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(argv[i]))
            files += entry.is_regular_file() ? runFile(entry.path()) : 0;
    }
    std::printf("%zu files\n", files);
    return files == 0 ? 1 : 0; // A corpus that is not found proves nothing.
}
