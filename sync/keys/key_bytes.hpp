// The 32 bytes of a key.
#pragma once

#include "models/core/fault.hpp"

#include <cstdint>
#include <span>
#include <utility>

namespace tidemark::sync {

/// A 256-bit key in locked memory. Move-only, wiped on destruction, impossible to print.
class KeyBytes {
public:
    static constexpr std::size_t size = 32;
    using View = std::span<const std::uint8_t, size>;

    KeyBytes() = default;
    KeyBytes(const KeyBytes&) = delete;
    KeyBytes& operator=(const KeyBytes&) = delete;
    KeyBytes(KeyBytes&& other) noexcept
        : bytes_(std::exchange(other.bytes_, nullptr))
    {
    }
    KeyBytes& operator=(KeyBytes&& other) noexcept;
    ~KeyBytes();

    /// A new key from the system's random source.
    [[nodiscard]] static Result<KeyBytes> random();
    /// Takes a copy of `bytes`; the caller wipes the original.
    [[nodiscard]] static Result<KeyBytes> from(std::span<const std::uint8_t> bytes);

    [[nodiscard]] bool isEmpty() const { return bytes_ == nullptr; }
    /// The bytes. Only for a key that is not empty.
    [[nodiscard]] View view() const { return View(bytes_, size); }

private:
    std::uint8_t* bytes_ = nullptr; // From allocateLocked, or null.
};

} // namespace tidemark::sync
