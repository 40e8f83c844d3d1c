#include "sync/session/random_text.hpp"

#include <QByteArray>
#include <QCryptographicHash>
#include <QRandomGenerator>

#include <array>

namespace tidemark::sync {
namespace {

std::string encoded(const QByteArray& bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
        .toStdString();
}

} // namespace

std::string randomText()
{
    std::array<quint32, 8> words = {};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return encoded(
        QByteArray(reinterpret_cast<const char*>(words.data()), sizeof(quint32) * words.size())
    );
}

std::string challengeOf(std::string_view verifier)
{
    return encoded(QCryptographicHash::hash(
        QByteArrayView(verifier.data(), static_cast<qsizetype>(verifier.size())),
        QCryptographicHash::Sha256
    ));
}

} // namespace tidemark::sync
