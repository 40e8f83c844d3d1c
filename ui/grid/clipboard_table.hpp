// A table as the clipboard brings it: from Excel, LibreOffice, a web page or a text file.
#pragma once

#include <QString>
#include <QStringView>

#include <cstddef>
#include <vector>

class QMimeData;

namespace tidemark::ui {

/// One cell of a foreign table.
struct ClipboardCell {
    QString text = {};
    /// The exact value in C notation, where the source states it beside the shown text.
    QString number = {};

    friend bool operator==(const ClipboardCell&, const ClipboardCell&) = default;
};

/// Rows may differ in length.
struct ClipboardTable {
    std::vector<std::vector<ClipboardCell>> rows = {};
    /// Rows beyond `clipboardRowLimit`, which were not read.
    std::size_t rowsLeftOut = 0;

    [[nodiscard]] bool isEmpty() const { return rows.empty(); }
    [[nodiscard]] std::size_t width() const;
    [[nodiscard]] std::size_t cellCount() const;
};

/// More rows than a schedule may have are not even read.
inline constexpr std::size_t clipboardRowLimit = 50'000;

/// Reads the clipboard: a table in `text/html` when there is one, else `text/plain`.
[[nodiscard]] ClipboardTable readClipboard(const QMimeData& data);

/// Reads tab-separated text. A cell in double quotes may hold tabs, newlines and doubled quotes; a
/// quote that is never closed is an ordinary character.
[[nodiscard]] ClipboardTable readTabSeparated(QStringView text);

/// Reads the first table of an HTML fragment. Merged cells repeat as empty ones. Nothing is run or
/// fetched: only rows, cells and their text are looked at.
[[nodiscard]] ClipboardTable readHtmlTable(QStringView html);

/// What goes to the clipboard for other programs.
[[nodiscard]] QString writeTabSeparated(const std::vector<std::vector<QString>>& rows);
[[nodiscard]] QString writeHtmlTable(const std::vector<std::vector<QString>>& rows);

} // namespace tidemark::ui
