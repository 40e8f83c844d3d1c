#include "sync/forms/form_journal.hpp"

#include "models/core/segment_cipher.hpp"
#include "models/core/timestamp.hpp"
#include "sync/forms/form_frames.hpp"
#include "sync/keys/durable_file.hpp"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace tidemark::sync {
namespace {

/// The first thing that is sealed: it opens only with the right key.
constexpr std::string_view sealedMark = "forms";
/// Numbers that a record of the largest size takes in the cipher; each record has its own.
constexpr std::int64_t numbersEach =
    static_cast<std::int64_t>(FormJournal::recordBytesMost / SegmentCipher::segmentBytes) + 1;

Fault cannotWrite(const QFile& file)
{
    return Fault{
        FaultCode::full,
        "file_unwritable",
        "The file " + file.fileName().toStdString() +
            " could not be written: " + file.errorString().toStdString() + ".",
        "Make room on the disk and check that you may write to the data folder."};
}

Fault cannotRead(const QFile& file)
{
    return Fault{
        FaultCode::forbidden,
        "form_journal_unreadable",
        "The file " + file.fileName().toStdString() +
            " could not be read: " + file.errorString().toStdString() + ".",
        "Check that you may read the data folder."};
}

/// As the stores name what they put aside, so that it goes after the same time.
QString asideName(const QString& path)
{
    QString at = QString::fromStdString(Timestamp::now().toString());
    at.replace(QLatin1Char(':'), QLatin1Char('-'));
    return path + QStringLiteral(".damaged-") + at;
}

std::string_view viewOf(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// The very first write was cut short: nothing in it was ever told as kept.
bool isTornHeader(std::string_view bytes)
{
    return bytes.size() < formHeaderBytes &&
           (formMagic.starts_with(bytes.substr(0, formMagic.size())) || isAllZero(bytes));
}

} // namespace

FormJournal::FormJournal(QString path, KeyBytes key)
    : path_(std::move(path))
    , key_(std::move(key))
{
}

SegmentCipher FormJournal::cipher() const
{
    const auto bytes = key_.view();
    return SegmentCipher(
        Secret(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()))
    );
}

std::string FormJournal::newHeader() const
{
    return std::string(formMagic) + cipher().seal(0, sealedMark);
}

bool FormJournal::isOurs(std::string_view header) const
{
    if (!header.starts_with(formMagic))
        return false;
    const auto mark = cipher().open(0, header.substr(formMagic.size()));
    return mark && *mark == sealedMark;
}

Result<FormRecords> FormJournal::open()
{
    end_ = 0;
    count_ = 0;
    QFile file(path_);
    if (!file.exists())
        return FormRecords{};
    if (!file.open(QIODevice::ReadOnly))
        return cannotRead(file);
    const QByteArray bytes = file.read(static_cast<qint64>(fileBytesMost) + 1);
    file.close();
    const std::string_view all = viewOf(bytes);
    if (isTornHeader(all)) {
        clear();
        return FormRecords{};
    }
    if (all.size() > fileBytesMost || !isOurs(all.substr(0, formHeaderBytes))) {
        setAside();
        return FormRecords{.isSetAside = true};
    }
    return readRecords(all);
}

Result<FormRecords> FormJournal::readRecords(std::string_view bytes)
{
    FormRecords found;
    const FormFrames frames = framesOf(bytes.substr(formHeaderBytes));
    std::size_t good = formHeaderBytes;
    bool isDamaged = frames.end == FormEnd::damaged;
    for (const std::string_view sealed : frames.sealed) {
        auto record = cipher().open((count_ + 1) * numbersEach, sealed);
        if (!record) {
            isDamaged = true;
            break;
        }
        found.records.push_back(std::move(*record));
        good += formHeadBytes + sealed.size();
        ++count_;
    }
    end_ = static_cast<qint64>(good);
    if (isDamaged) {
        found.isSetAside = true;
        QFile::copy(path_, asideName(path_));
    }
    if (good < bytes.size()) {
        if (auto kept = keepOnly(bytes.substr(0, good)); !kept)
            return kept.error();
    }
    return found;
}

/// As one step: a crash leaves the file as it was, or without what does not count.
Result<void> FormJournal::keepOnly(std::string_view good)
{
    if (count_ > 0)
        return writeDurably(path_, good);
    clear();
    return {};
}

Result<void> FormJournal::append(std::string_view record)
{
    QFile file(path_);
    const bool isNew = end_ == 0;
    const std::string sealed = cipher().seal((count_ + 1) * numbersEach, record);
    const std::string added = (isNew ? newHeader() : std::string()) + frameOf(sealed);
    const auto size = static_cast<qint64>(added.size());
    if (record.empty() || record.size() > recordBytesMost ||
        end_ + size > static_cast<qint64>(fileBytesMost))
        return Fault{
            FaultCode::full,
            "form_journal_full",
            "More cannot be kept while the sync service is away.",
            "Leave Tidemark open until the sync service is back."};
    if (!file.open(QIODevice::ReadWrite | QIODevice::Append))
        return cannotWrite(file);
    if (file.size() != end_)
        return Fault{
            FaultCode::conflict,
            "form_journal_taken",
            "Another window of Tidemark keeps what is typed at the moment.",
            "Close one of them."};
    const bool isWritten =
        (!isNew || file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)) &&
        file.write(added.data(), size) == size && syncFile(file);
    if (!isWritten) {
        const Fault fault = cannotWrite(file);
        file.resize(end_);
        static_cast<void>(syncFile(file));
        return fault;
    }
    if (isNew)
        syncFolder(QFileInfo(path_).absolutePath());
    end_ += size;
    ++count_;
    return {};
}

void FormJournal::clear()
{
    QFile::remove(path_);
    syncFolder(QFileInfo(path_).absolutePath());
    end_ = 0;
    count_ = 0;
}

void FormJournal::setAside()
{
    QFile::rename(path_, asideName(path_));
    clear();
}

FormsWaiting formsIn(const QString& folder)
{
    FormsWaiting found;
    const QString name = QString::fromLatin1(formJournalFile);
    const QDir data(folder);
    const auto aside =
        data.entryList({name + QStringLiteral(".damaged-*")}, QDir::Files | QDir::Hidden);
    found.setAside = aside.size();
    QFile file(data.filePath(name));
    if (!file.open(QIODevice::ReadOnly))
        return found;
    const QByteArray bytes = file.read(static_cast<qint64>(FormJournal::fileBytesMost));
    if (viewOf(bytes).size() > formHeaderBytes)
        found.records = static_cast<std::int64_t>(
            framesOf(viewOf(bytes).substr(formHeaderBytes)).sealed.size()
        );
    return found;
}

} // namespace tidemark::sync
