// A small HTTP server for faults that a real one cannot show.
#pragma once

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <functional>
#include <memory>

namespace tidemark::test {

/// What came in.
struct FakeRequest {
    QByteArray method = {};
    QByteArray path = {};
    QByteArray head = {};
    QByteArray body = {};
};

/// Says what goes out, byte for byte; empty: nothing ever.
using FakeAnswer = std::function<QByteArray(const FakeRequest&)>;

/// An HTTP answer with a body of a type.
inline QByteArray httpAnswer(
    int status,
    const QByteArray& body,
    const QByteArray& type = "application/json",
    const QByteArray& moreHead = {}
)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: " + type +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + moreHead +
           "Connection: close\r\n\r\n" + body;
}

/// A self-signed certificate for `host`, valid from and to so many seconds from now.
struct FakeCertificate {
    QSslCertificate certificate;
    QSslKey key;

    FakeCertificate(const QByteArray& host, long validFrom, long validTo)
    {
        const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> pair(
            EVP_EC_gen("P-256"), &EVP_PKEY_free
        );
        const std::unique_ptr<X509, decltype(&X509_free)> made(X509_new(), &X509_free);
        X509_set_version(made.get(), 2);
        ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
        X509_gmtime_adj(X509_getm_notBefore(made.get()), validFrom);
        X509_gmtime_adj(X509_getm_notAfter(made.get()), validTo);
        X509_set_pubkey(made.get(), pair.get());
        auto* name = X509_get_subject_name(made.get());
        X509_NAME_add_entry_by_txt(
            name,
            "CN",
            MBSTRING_ASC,
            reinterpret_cast<const unsigned char*>(host.constData()),
            -1,
            -1,
            0
        );
        X509_set_issuer_name(made.get(), name);
        const QByteArray names = "DNS:" + host;
        auto* extension =
            X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.constData());
        X509_add_ext(made.get(), extension, -1);
        X509_EXTENSION_free(extension);
        X509_sign(made.get(), pair.get(), EVP_sha256());
        certificate = QSslCertificate(pem([&](BIO* out) { PEM_write_bio_X509(out, made.get()); }));
        key = QSslKey(
            pem([&](BIO* out) {
                PEM_write_bio_PrivateKey(out, pair.get(), nullptr, nullptr, 0, nullptr, nullptr);
            }),
            QSsl::Ec
        );
    }

private:
    static QByteArray pem(const std::function<void(BIO*)>& write)
    {
        const std::unique_ptr<BIO, decltype(&BIO_free)> memory(BIO_new(BIO_s_mem()), &BIO_free);
        write(memory.get());
        char* data = nullptr;
        const long size = BIO_get_mem_data(memory.get(), &data);
        return QByteArray(data, size);
    }
};

/// Listens on a free port of this computer.
class FakeServer {
public:
    explicit FakeServer(FakeAnswer answer, const FakeCertificate* certificate = nullptr)
        : answer_(std::move(answer))
    {
        if (certificate) {
            auto secure = std::make_unique<QSslServer>();
            auto configuration = QSslConfiguration::defaultConfiguration();
            configuration.setLocalCertificate(certificate->certificate);
            configuration.setPrivateKey(certificate->key);
            secure->setSslConfiguration(configuration);
            server_ = std::move(secure);
            scheme_ = "https";
        } else {
            server_ = std::make_unique<QTcpServer>();
        }
        server_->listen(QHostAddress::LocalHost);
        QObject::connect(
            server_.get(),
            &QTcpServer::pendingConnectionAvailable,
            server_.get(),
            [this] { accept(); }
        );
    }

    [[nodiscard]] std::string address(const QByteArray& host = "127.0.0.1") const
    {
        return (scheme_ + "://" + host + ":" + QByteArray::number(server_->serverPort()))
            .toStdString();
    }
    [[nodiscard]] int requests() const { return requests_; }

private:
    void accept()
    {
        while (QTcpSocket* socket = server_->nextPendingConnection()) {
            auto seen = std::make_shared<QByteArray>();
            const auto take = [this, socket, seen] {
                *seen += socket->readAll();
                answerWhole(socket, *seen);
            };
            QObject::connect(socket, &QTcpSocket::readyRead, socket, take);
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            take();
        }
    }

    void answerWhole(QTcpSocket* socket, QByteArray& seen)
    {
        const auto end = seen.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        FakeRequest request;
        request.head = seen.left(end);
        const auto at = request.head.toLower().indexOf("content-length:");
        const qsizetype length =
            at < 0 ? 0 : request.head.mid(at + 15).split('\r').first().trimmed().toLongLong();
        if (seen.size() < end + 4 + length)
            return;
        request.body = seen.mid(end + 4, length);
        const auto words = request.head.split('\r').first().split(' ');
        request.method = words.value(0);
        request.path = words.value(1);
        seen.clear();
        ++requests_;
        const QByteArray bytes = answer_(request);
        if (bytes.isEmpty())
            return;
        socket->write(bytes);
        socket->disconnectFromHost();
    }

    FakeAnswer answer_;
    QByteArray scheme_ = "http";
    std::unique_ptr<QTcpServer> server_;
    int requests_ = 0;
};

} // namespace tidemark::test
