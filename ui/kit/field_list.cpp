#include "ui/kit/field_list.hpp"

#include "ui/kit/labels.hpp"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace {

/// One line; its labels are changed in place when the values move.
class LineWidget final : public QWidget {
public:
    explicit LineWidget(QWidget* parent)
        : QWidget(parent)
        , name_(new Label({}, TextStyle::body, Tone::muted, this))
        , value_(new Label({}, TextStyle::body, Tone::text, this))
    {
        value_->setAlignment(Qt::AlignTrailing | Qt::AlignTop);
        value_->setWordWrap(true);
        value_->setTextInteractionFlags(Qt::TextSelectableByMouse);
        name_->setAlignment(Qt::AlignLeading | Qt::AlignTop);
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(name_, 0);
        row->addWidget(value_, 1);
    }

    void setLine(const FieldLine& line)
    {
        name_->setText(line.name);
        value_->setText(line.value);
        value_->setTone(line.tone);
        value_->setAccessibleName(line.name + QStringLiteral(": ") + line.value);
    }

private:
    Label* name_;
    Label* value_;
};

} // namespace

FieldList::FieldList(QWidget* parent)
    : QWidget(parent)
    , column_(new QVBoxLayout(this))
{
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(Tokens::current().px(6));
}

void FieldList::setLines(const std::vector<FieldLine>& lines)
{
    while (column_->count() > static_cast<int>(lines.size())) {
        QLayoutItem* last = column_->takeAt(column_->count() - 1);
        delete last->widget();
        delete last;
    }
    while (column_->count() < static_cast<int>(lines.size()))
        column_->addWidget(new LineWidget(this));
    for (int i = 0; i < column_->count(); ++i) {
        auto* line = static_cast<LineWidget*>(column_->itemAt(i)->widget());
        line->setLine(lines[static_cast<std::size_t>(i)]);
    }
}

} // namespace tidemark::ui
