// What a spreadsheet grid needs from its data.
#pragma once

#include "ui/kit/tokens.hpp"

#include <QAbstractTableModel>
#include <QString>
#include <QStringList>

#include <span>
#include <vector>

namespace tidemark::ui {

/// How a cell is entered and what its canonical value looks like.
enum class CellKind {
    text,   ///< Any text.
    choice, ///< One of `choicesFor`; the value is `Choice::value`.
    number, ///< Exact decimal in C notation: `1250000.5`.
    check,  ///< `true` or `false`.
    mark,   ///< Icons only; never entered, copied or pasted.
};

/// One column of a sheet.
struct SheetColumn {
    QString key = {};         ///< Stable name, for settings.
    QString title = {};       ///< Over the column.
    QStringList aliases = {}; ///< Other heads under which foreign tables carry it.
    CellKind kind = CellKind::text;
    bool isDerived = false;   ///< Calculated: shown sunken, never entered.
    int width = 96;           ///< At scale 1.
    int leastWidth = 0;       ///< Shrinks and grows with the window when not 0.
    int decimals = 0;         ///< Digits after the point that a number may have.
    bool isShownFirst = true; ///< Shown until the reader chooses otherwise.
};

/// One entry of a drop-down.
struct Choice {
    QString value = {};  ///< What is stored.
    QString label = {};  ///< What is shown and typed.
    QString detail = {}; ///< Beside it, muted; may be empty.
};

/// A cell and its new canonical value; empty clears it. A row at or beyond `realRowCount` is made.
struct CellEdit {
    int row = 0;
    int column = 0;
    QString value = {};

    friend bool operator==(const CellEdit&, const CellEdit&) = default;
};

/// A table of rows that are typed, pasted and undone as in a spreadsheet. Below the real rows there
/// are always some empty ones that become real when something is entered.
class SheetModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Roles besides those of `ui/kit/table_view.hpp`.
    enum Role {
        ValueRole = Qt::UserRole + 200, ///< The canonical value, as in CellEdit.
        CopyRole,                       ///< What other programs get: locale text.
        SeenRole, ///< ValueRole as the person saw it: of the row being typed into, as it was then.
    };

    [[nodiscard]] virtual const std::vector<SheetColumn>& columns() const = 0;
    [[nodiscard]] virtual int realRowCount() const = 0;
    [[nodiscard]] virtual bool isReadOnly() const = 0;
    /// What the cell may hold now; depends on the cells before it.
    [[nodiscard]] virtual std::vector<Choice> choicesFor(const QModelIndex& index) const = 0;
    /// A person begins to type into a cell: until `endTyping`, what comes of it is an edit of the
    /// row as it is now, whatever others make of the row in between, and the row stays in place.
    virtual void beginTyping(const QModelIndex& index) = 0;
    virtual void endTyping() = 0;
    /// Writes cells as one undo step named `label`. Returns the row where the first edit landed.
    virtual int applyEdits(const QString& label, std::span<const CellEdit> edits) = 0;
    /// Real, empty rows above `row`; one undo step.
    virtual void insertEmptyRows(int row, int count) = 0;
    /// One undo step.
    virtual void removeSheetRows(const std::vector<int>& rows) = 0;
};

} // namespace tidemark::ui
