// What is left of a folder when the power goes: the log of power_recorder.c played onto what was
// there before, where that which nobody synced may be there, not there, or there in parts.
#pragma once

#include <QByteArray>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRandomGenerator>
#include <QString>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <sys/stat.h>
#include <vector>

namespace tidemark::test {

/// A folder on a disk that loses power. Load it before a program starts with the recorder, cut it
/// after the program was killed.
class PowerLoss {
public:
    PowerLoss(QString folder, QString log, quint32 seed)
        : folder_(std::move(folder))
        , log_(std::move(log))
        , dice_(seed)
    {
    }

    /// Takes what is in the folder for safely stored, and begins a new log.
    void load()
    {
        names_.clear();
        files_.clear();
        moves_.clear();
        current_.clear();
        QFile::remove(log_);
        QDirIterator all(folder_, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QString path = all.next();
            struct stat facts {};
            if (stat(path.toUtf8().constData(), &facts) != 0)
                continue;
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const std::size_t key = begin(facts.st_ino);
            files_[key].bytes = file.readAll();
            names_[path] = key;
        }
    }

    /// Leaves in the folder what a power cut at the end of the log leaves there.
    [[nodiscard]] bool cut()
    {
        if (!readLog())
            return false;
        auto names = names_;
        // Names change in order: some of the last changes have not reached the disk.
        const std::size_t kept =
            moves_.empty() ? 0 : dice_.bounded(static_cast<quint32>(moves_.size() + 1));
        for (std::size_t i = 0; i < kept; ++i)
            moves_[i].applyTo(names);
        QDir(folder_).removeRecursively();
        for (const auto& [path, key] : names) {
            // Shared memory of SQLite is made anew; it is no part of what a disk holds.
            if (!path.endsWith(QStringLiteral("-shm")) && !write(path, remains(files_[key])))
                return false;
        }
        return QDir().mkpath(folder_);
    }

    [[nodiscard]] int unsynced() const { return unsynced_; }

private:
    struct Change {
        std::uint64_t offset = 0;
        QByteArray bytes = {};
        bool isLength = false; ///< `offset` is the new length.
    };
    struct File {
        QByteArray bytes = {};
        std::vector<Change> open = {}; ///< Since it was synced last.
    };
    struct Move {
        char what = 0;
        QString from = {};
        QString to = {};
        std::size_t key = 0;

        void applyTo(std::map<QString, std::size_t>& names) const
        {
            if (what == 'C') {
                names[from] = key;
            } else if (what == 'U') {
                names.erase(from);
            } else if (const auto at = names.find(from); at != names.end()) {
                names[to] = at->second;
                names.erase(from);
            }
        }
    };
    struct Entry {
        char what;
        char pad[3];
        std::uint32_t pathLength;
        std::uint64_t inode;
        std::uint64_t offset;
        std::uint64_t length;
    };

    std::size_t begin(std::uint64_t inode)
    {
        files_.emplace_back();
        return current_[inode] = files_.size() - 1;
    }

    static void put(QByteArray& bytes, const Change& change, qsizetype from, qsizetype to)
    {
        const auto at = static_cast<qsizetype>(change.offset);
        if (bytes.size() < at + to)
            bytes.append(at + to - bytes.size(), '\0');
        std::copy(
            change.bytes.begin() + from, change.bytes.begin() + to, bytes.begin() + at + from
        );
    }

    static void apply(QByteArray& bytes, const Change& change)
    {
        if (!change.isLength)
            return put(bytes, change, 0, change.bytes.size());
        const auto length = static_cast<qsizetype>(change.offset);
        if (length < bytes.size())
            bytes.truncate(length);
        else
            bytes.append(length - bytes.size(), '\0');
    }

    /// A sector is written whole or not at all; which of them were is chance.
    QByteArray remains(const File& file)
    {
        constexpr qsizetype sector = 512;
        QByteArray bytes = file.bytes;
        for (const Change& change : file.open) {
            ++unsynced_;
            const auto fate = dice_.bounded(3);
            if (fate == 0)
                continue;
            if (fate == 1 || change.isLength) {
                apply(bytes, change);
                continue;
            }
            for (qsizetype from = 0; from < change.bytes.size(); from += sector)
                if (dice_.bounded(2) == 0)
                    put(bytes, change, from, std::min(from + sector, change.bytes.size()));
        }
        return bytes;
    }

    static bool write(const QString& path, const QByteArray& bytes)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return false;
        return file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }

    File& fileOf(std::uint64_t inode)
    {
        const auto at = current_.find(inode);
        return files_[at == current_.end() ? begin(inode) : at->second];
    }

    void take(const Entry& entry, const QString& path, const QByteArray& bytes)
    {
        switch (entry.what) {
        case 'W':
            return fileOf(entry.inode).open.push_back({entry.offset, bytes, false});
        case 'T':
            return fileOf(entry.inode).open.push_back({entry.length, {}, true});
        case 'S': {
            File& file = fileOf(entry.inode);
            for (const Change& change : file.open)
                apply(file.bytes, change);
            return file.open.clear();
        }
        case 'C':
            return moves_.push_back({'C', path, {}, begin(entry.inode)});
        case 'L':
            (void)fileOf(entry.inode);
            return moves_.push_back({'C', path, {}, current_[entry.inode]});
        case 'U':
        case 'R':
            return moves_.push_back({entry.what, path, QString::fromUtf8(bytes), 0});
        default: // The folder was synced: its names are on the disk.
            for (const Move& move : moves_)
                move.applyTo(names_);
            moves_.clear();
        }
    }

    bool readLog()
    {
        QFile log(log_);
        if (!log.open(QIODevice::ReadOnly))
            return false;
        const QByteArray all = log.readAll();
        for (qsizetype at = 0; at + qsizetype(sizeof(Entry)) <= all.size();) {
            Entry entry{};
            std::memcpy(&entry, all.constData() + at, sizeof entry);
            at += sizeof entry;
            const bool hasBytes = entry.what == 'W' || entry.what == 'R';
            const auto length = hasBytes ? static_cast<qsizetype>(entry.length) : 0;
            if (at + entry.pathLength + length > all.size())
                break; // Killed while it wrote this down.
            const QString path = QString::fromUtf8(all.mid(at, entry.pathLength));
            at += entry.pathLength;
            take(entry, path, all.mid(at, length));
            at += length;
        }
        return true;
    }

    QString folder_;
    QString log_;
    QRandomGenerator dice_;
    std::map<QString, std::size_t> names_ = {};
    std::map<std::uint64_t, std::size_t> current_ = {};
    std::vector<File> files_ = {};
    std::vector<Move> moves_ = {}; ///< Since the folder was synced last.
    int unsynced_ = 0;
};

} // namespace tidemark::test
