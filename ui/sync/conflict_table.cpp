#include "ui/sync/conflict_table.hpp"

#include "ui/kit/labels.hpp"

#include <QGridLayout>
#include <QPainter>

namespace tidemark::ui {
namespace {

/// A cell on a tint, with the lines of the table.
class TintCell final : public Label {
public:
    TintCell(const QString& text, TextStyle style, Tone tone, Kind ground, QWidget* parent)
        : Label(text, style, tone, parent)
        , ground_(ground)
    {
        const Tokens& tokens = Tokens::current();
        setWordWrap(true);
        setTextInteractionFlags(Qt::TextSelectableByMouse);
        setMargin(tokens.px(length::grid + 1));
    }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        const Tokens& tokens = Tokens::current();
        QPainter painter(this);
        if (ground_ != Kind::neutral)
            painter.fillRect(rect(), tokens.tintOf(ground_));
        painter.setPen(tokens.line);
        painter.drawLine(0, height() - 1, width(), height() - 1);
        painter.end();
        Label::paintEvent(event);
    }

private:
    Kind ground_;
};

} // namespace

ConflictTable::ConflictTable(QWidget* parent)
    : Card(parent)
    , grid_(new QGridLayout(this))
{
    grid_->setContentsMargins(1, 1, 1, 1);
    grid_->setSpacing(0);
    for (int column = 0; column < 4; ++column)
        grid_->setColumnStretch(column, 1);
}

void ConflictTable::setConflicts(const std::vector<FieldConflict>& conflicts)
{
    while (QLayoutItem* item = grid_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto add = [this](int row, int column, TintCell* cell) {
        grid_->addWidget(cell, row, column);
    };
    const auto head = [this](const QString& text, Tone tone) {
        return new TintCell(text, TextStyle::secondary, tone, Kind::neutral, this);
    };
    add(0, 0, head(tr("Field"), Tone::muted));
    add(0, 1, head(tr("Before"), Tone::muted));
    add(0, 2, head(tr("Yours, this device"), Tone::accent));
    add(0, 3, head(tr("Theirs, on the platform"), Tone::info));
    int row = 1;
    for (const FieldConflict& c : conflicts) {
        add(row,
            0,
            new TintCell(fieldTitle(c.field), TextStyle::body, Tone::text, Kind::neutral, this));
        add(row, 1, new TintCell(c.base, TextStyle::body, Tone::muted, Kind::neutral, this));
        add(row, 2, new TintCell(c.mine, TextStyle::strong, Tone::text, Kind::accent, this));
        add(row, 3, new TintCell(c.theirs, TextStyle::strong, Tone::text, Kind::info, this));
        ++row;
    }
}

} // namespace tidemark::ui
