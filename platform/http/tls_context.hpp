// The certificate that the platform shows, and what it asks of a TLS connection.
#pragma once

#include "models/core/fault.hpp"

#include <chrono>
#include <filesystem>
#include <memory>

struct ssl_ctx_st;

namespace tidemark::platform {

/// Where certificate (with those between it and its authority) and key are, in PEM.
struct TlsFiles {
    std::filesystem::path certificate = {};
    std::filesystem::path key = {};
};

/// TLS 1.2 and 1.3 with forward secrecy only. Tickets are sealed by a key that lives and dies with
/// this object: a new one begins with each reload.
class TlsContext {
public:
    /// Faults `tls_certificate_unusable`, `tls_key_unusable`, `tls_key_mismatch`, `tls_expired`.
    [[nodiscard]] static Result<std::shared_ptr<TlsContext>> load(const TlsFiles& files);

    [[nodiscard]] ssl_ctx_st* handle() const { return context_.get(); }
    [[nodiscard]] std::chrono::system_clock::time_point endsAt() const { return endsAt_; }

private:
    TlsContext() = default;

    std::shared_ptr<ssl_ctx_st> context_;
    std::chrono::system_clock::time_point endsAt_ = {};
};

} // namespace tidemark::platform
