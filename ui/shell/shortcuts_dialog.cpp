#include "ui/shell/shortcuts_dialog.hpp"

#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tidemark::ui {

ShortcutsDialog::ShortcutsDialog(QWidget* parent)
    : QDialog(parent)
{
    const Tokens& tokens = Tokens::current();
    setWindowTitle(tr("Keyboard shortcuts"));
    setWindowModality(Qt::WindowModal);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(tokens.px(24));
    grid->setVerticalSpacing(tokens.px(6));
    int row = 0;
    int first = 0; // The column that lines are added to.
    const auto heading = [&](const QString& text) {
        grid->addWidget(new SectionLabel(text, this), row++, first, 1, 2);
    };
    const auto line = [&](const QString& keys, const QString& text) {
        grid->addWidget(new Label(text, TextStyle::body, Tone::text, this), row, first);
        grid->addWidget(new Label(keys, TextStyle::strong, Tone::muted, this), row++, first + 1);
    };
    const auto startColumn = [&] {
        row = 0;
        first = 3;
        grid->setColumnMinimumWidth(2, tokens.px(16));
    };
    heading(tr("Everywhere"));
    line(tr("Ctrl+K"), tr("Quick open: pages, reports, runs, commands"));
    line(tr("Ctrl+1 … Ctrl+9"), tr("Pages in the order of the rail"));
    line(tr("Alt+Left"), tr("Back"));
    line(tr("F6"), tr("Next area: rail, page, top bar"));
    line(tr("Ctrl+F"), tr("Find in the list"));
    line(tr("Ctrl+N"), tr("Start a run"));
    line(tr("Ctrl+,"), tr("Settings"));
    line(tr("Ctrl+L"), tr("Lock"));
    line(tr("F1"), tr("This sheet"));
    startColumn();
    heading(tr("Schedule of a report"));
    line(tr("F2 or typing"), tr("Edit the cell"));
    line(tr("Enter, Tab"), tr("Take what was typed; down, on"));
    line(tr("Escape"), tr("Keep what was there"));
    line(tr("Alt+Down"), tr("Choices of the cell"));
    line(tr("Ctrl+C, Ctrl+X, Ctrl+V"), tr("Copy, cut, paste from Excel"));
    line(tr("Ctrl+Shift+C"), tr("Copy with the heads"));
    line(tr("Ctrl+D"), tr("Fill down"));
    line(tr("Delete"), tr("Clear the cells"));
    line(tr("Ctrl++, Ctrl+−"), tr("Add a row, delete rows"));
    line(tr("Ctrl+Z, Ctrl+Y"), tr("Undo, redo"));
    line(tr("F8"), tr("Next problem"));

    auto* close = new Button(ButtonKind::normal, tr("Close"), {}, this);
    close->setDefault(true);
    connect(close, &Button::clicked, this, &QDialog::accept);
    // A small screen shows a part and scrolls.
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(windowTitle());
    auto* sheet = new QWidget(scroll);
    sheet->setLayout(grid);
    scroll->setWidget(sheet);
    scroll->setMinimumSize(
        (sheet->sizeHint() + QSize(tokens.px(16), 2))
            .boundedTo(parent->window()->size() - QSize(tokens.px(60), tokens.px(170)))
    );
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(20);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(tokens.px(12));
    column->addWidget(new Label(tr("Keyboard shortcuts"), TextStyle::title, Tone::text, this));
    column->addWidget(scroll, 1);
    column->addWidget(close, 0, Qt::AlignTrailing);
}

} // namespace tidemark::ui
