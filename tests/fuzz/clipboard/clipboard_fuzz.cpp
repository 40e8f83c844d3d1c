// What is pasted into a grid: tab-separated text and HTML. What was written is read alike.
#include "tests/fuzz/target.hpp"
#include "ui/grid/clipboard_table.hpp"

using namespace tidemark;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QString text =
        QString::fromUtf8(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    (void)ui::readHtmlTable(text);
    const ui::ClipboardTable table = ui::readTabSeparated(text);
    std::vector<std::vector<QString>> cells;
    for (const auto& row : table.rows) {
        cells.emplace_back();
        for (const auto& cell : row)
            cells.back().push_back(cell.text);
    }
    const ui::ClipboardTable again = ui::readTabSeparated(ui::writeTabSeparated(cells));
    if (table.rowsLeftOut == 0 && !table.isEmpty())
        fuzz::require(again.cellCount() == table.cellCount(), "as many cells come back");
    return 0;
}
