#include "ui/shell/shortcuts_dialog.hpp"

#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"

#include <QGridLayout>
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
    const auto heading = [&](const QString& text) {
        auto* label = new SectionLabel(text, this);
        grid->setRowMinimumHeight(row, tokens.px(row == 0 ? 16 : 28));
        grid->addWidget(label, row++, 0, 1, 2);
    };
    const auto line = [&](const QString& keys, const QString& text) {
        grid->addWidget(new Label(text, TextStyle::body, Tone::text, this), row, 0);
        grid->addWidget(new Label(keys, TextStyle::strong, Tone::muted, this), row++, 1);
    };
    heading(tr("Everywhere"));
    line(tr("Ctrl+K"), tr("Quick open: pages and reports by name"));
    line(tr("Ctrl+1 … Ctrl+9"), tr("Pages in the order of the rail"));
    line(tr("Alt+Left"), tr("Back"));
    line(tr("F6"), tr("Next area: rail, page, top bar"));
    line(tr("Ctrl+,"), tr("Settings"));
    line(tr("Ctrl+L"), tr("Lock"));
    line(tr("F1"), tr("This sheet"));
    heading(tr("Tables"));
    line(tr("Enter"), tr("Open the row"));
    line(tr("F2"), tr("Edit the cell"));
    line(tr("F8"), tr("Next problem"));
    line(tr("Ctrl+Z, Ctrl+Y"), tr("Undo, redo"));
    line(tr("Ctrl+C, Ctrl+V"), tr("Copy, paste from Excel"));

    auto* close = new Button(ButtonKind::normal, tr("Close"), {}, this);
    close->setDefault(true);
    connect(close, &Button::clicked, this, &QDialog::accept);
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(20);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(tokens.px(12));
    column->addWidget(new Label(tr("Keyboard shortcuts"), TextStyle::title, Tone::text, this));
    column->addLayout(grid);
    column->addWidget(close, 0, Qt::AlignTrailing);
}

} // namespace tidemark::ui
