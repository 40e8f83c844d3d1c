// What is typed while the agent is away: sealed, on the disk before it is said to be kept.
#pragma once

#include "models/core/fault.hpp"
#include "sync/keys/key_bytes.hpp"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace tidemark {
class SegmentCipher;
} // namespace tidemark

namespace tidemark::sync {

/// Its file in the data folder.
inline constexpr const char* formJournalFile = "form.jrnl";

/// What was found in a journal.
struct FormRecords {
    std::vector<std::string> records = {}; ///< In the order in which they were kept.
    /// The file, or what followed these records, is of another key or damaged: it was put aside
    /// under another name.
    bool isSetAside = false;
};

/// Records of one person, each sealed and bound to its place; the key says whose they are.
///
/// A record counts once `append` has returned. What a crash left half written at the end is cut
/// off. Anything else that does not open is not believed: what came before it is, since it is
/// sealed too, and the file is put aside. The file is closed between calls, so that whoever
/// removes everything of a person can remove it; one writer at a time.
class FormJournal {
public:
    static constexpr std::size_t recordBytesMost = 1024 * 1024;
    static constexpr std::size_t fileBytesMost = 64 * 1024 * 1024;

    FormJournal(QString path, KeyBytes key);

    /// Reads what is there and makes it ready to be continued. Fault `full`/`file_unwritable`,
    /// `forbidden`/`form_journal_unreadable`.
    [[nodiscard]] Result<FormRecords> open();
    /// On the disk when it returns; with a fault nothing was added. After `open`.
    [[nodiscard]] Result<void> append(std::string_view record);
    /// Nothing waits any more: the file goes.
    void clear();
    /// As `clear`, but somebody may still want to look at the file.
    void setAside();

    [[nodiscard]] bool isEmpty() const { return count_ == 0; }

private:
    [[nodiscard]] SegmentCipher cipher() const;
    [[nodiscard]] bool isOurs(std::string_view header) const;
    [[nodiscard]] std::string newHeader() const;
    [[nodiscard]] Result<FormRecords> readRecords(std::string_view bytes);
    [[nodiscard]] Result<void> keepOnly(std::string_view good);

    QString path_;
    KeyBytes key_;
    qint64 end_ = 0;
    std::int64_t count_ = 0;
};

/// What can be said of a folder's journal without its key.
struct FormsWaiting {
    std::int64_t records = 0;
    std::int64_t setAside = 0; ///< Files that were put aside.
};
[[nodiscard]] FormsWaiting formsIn(const QString& folder);

} // namespace tidemark::sync
