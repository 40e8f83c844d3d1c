#include "platform/http/tls_context.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <spdlog/spdlog.h>

#include <ctime>

namespace tidemark::platform {
namespace {

constexpr char ciphers12[] = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr char curves[] = "X25519:P-256:P-384";
constexpr long ticketSeconds = 2 * 60 * 60;

Fault unusable(std::string reason, std::string cause, std::string nextStep)
{
    ERR_clear_error();
    return Fault{FaultCode::invalid, std::move(reason), std::move(cause), std::move(nextStep)};
}

std::string whyOpenSsl()
{
    const char* reason = ERR_reason_error_string(ERR_peek_last_error());
    return reason ? reason : "it cannot be read";
}

using Bytes = const unsigned char*;

/// HTTP/1.1 is all that is spoken here; who wants only something else is told so at once.
int chooseProtocol(SSL*, Bytes* chosen, unsigned char* length, Bytes offered, unsigned size, void*)
{
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char* match = nullptr;
    const int found = SSL_select_next_proto(&match, length, ours, sizeof ours - 1, offered, size);
    *chosen = match;
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

/// Nobody is there to type one in.
int noPassphrase(char*, int, int, void*)
{
    return 0;
}

void setRules(SSL_CTX* context)
{
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(
        context,
        SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
            SSL_OP_PRIORITIZE_CHACHA | SSL_OP_IGNORE_UNEXPECTED_EOF
    );
    SSL_CTX_set_mode(
        context,
        SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
            SSL_MODE_RELEASE_BUFFERS
    );
    SSL_CTX_set_cipher_list(context, ciphers12);
    SSL_CTX_set1_groups_list(context, curves);
    SSL_CTX_set_alpn_select_cb(context, chooseProtocol, nullptr);
    SSL_CTX_set_default_passwd_cb(context, noPassphrase);
    // Resumption by ticket alone: nothing is kept here for whoever once connected.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_timeout(context, ticketSeconds);
    SSL_CTX_set_num_tickets(context, 1);
    static constexpr unsigned char name[] = "tidemark";
    SSL_CTX_set_session_id_context(context, name, sizeof name - 1);
}

Result<void> loadFiles(SSL_CTX* context, const TlsFiles& files)
{
    const std::string certificate = files.certificate.string();
    if (SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) != 1)
        return unusable(
            "tls_certificate_unusable",
            "The certificate in " + certificate + " cannot be used: " + whyOpenSsl() + ".",
            "Name a readable PEM file with the certificate first with --tls-cert."
        );
    const std::string key = files.key.string();
    ERR_clear_error();
    if (SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) == 1)
        return {};
    const bool isOther = ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH;
    if (isOther)
        return unusable(
            "tls_key_mismatch",
            "The key in " + key + " does not belong to the certificate.",
            "Name the key that the certificate was made for with --tls-key."
        );
    return unusable(
        "tls_key_unusable",
        "The key in " + key + " cannot be used: " + whyOpenSsl() + ".",
        "Name a readable PEM file with an unencrypted private key with --tls-key."
    );
}

std::chrono::system_clock::time_point endOf(const SSL_CTX* context)
{
    std::tm parts = {};
    ASN1_TIME_to_tm(X509_get0_notAfter(SSL_CTX_get0_certificate(context)), &parts);
    return std::chrono::system_clock::from_time_t(timegm(&parts));
}

void warnOfOpenKey(const std::filesystem::path& key)
{
    using std::filesystem::perms;
    std::error_code ignored;
    const auto mode = std::filesystem::status(key, ignored).permissions();
    if ((mode & (perms::others_read | perms::others_write)) != perms::none)
        spdlog::warn("other users of this machine can read the key of the certificate: chmod 640");
}

} // namespace

Result<std::shared_ptr<TlsContext>> TlsContext::load(const TlsFiles& files)
{
    ERR_clear_error();
    const std::shared_ptr<TlsContext> made(new TlsContext);
    made->context_ = std::shared_ptr<SSL_CTX>(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (!made->context_)
        return Fault{FaultCode::internal, "tls_failed", "OpenSSL gave no context.", "Try again."};
    setRules(made->context_.get());
    if (auto loaded = loadFiles(made->context_.get(), files); !loaded)
        return loaded.error();
    made->endsAt_ = endOf(made->context_.get());
    if (made->endsAt_ < std::chrono::system_clock::now())
        return unusable(
            "tls_expired",
            "The certificate in " + files.certificate.string() + " has ended.",
            "Renew it, or correct the clock of this machine."
        );
    warnOfOpenKey(files.key);
    return made;
}

} // namespace tidemark::platform
