// Keys, passwords and tokens.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace tidemark {

/// A key, password or token. Move-only, wiped on destruction and impossible to print: there is no
/// operator<<, no conversion and no description, so neither a log line nor a codec can take it.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string_view text)
        : bytes_(text.begin(), text.end())
    {
    }
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    Secret(Secret&& other) noexcept
        : bytes_(std::exchange(other.bytes_, {}))
    {
    }
    Secret& operator=(Secret&& other) noexcept
    {
        if (this != &other) {
            wipe();
            bytes_ = std::exchange(other.bytes_, {});
        }
        return *this;
    }
    ~Secret() { wipe(); }

    /// The bytes, for the one call that needs them. Do not keep a copy.
    [[nodiscard]] std::string_view reveal() const { return {bytes_.data(), bytes_.size()}; }
    [[nodiscard]] bool isEmpty() const { return bytes_.empty(); }

    /// An explicit second owner of the same secret.
    [[nodiscard]] Secret clone() const { return Secret(reveal()); }

private:
    void wipe() noexcept
    {
        volatile char* byte = bytes_.data(); // volatile: the writes may not be optimised away.
        for (std::size_t i = 0; i < bytes_.size(); ++i)
            byte[i] = 0;
        bytes_.clear();
    }

    std::vector<char> bytes_;
};

} // namespace tidemark
