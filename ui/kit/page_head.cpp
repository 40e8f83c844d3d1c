#include "ui/kit/page_head.hpp"

#include "ui/kit/labels.hpp"
#include "ui/kit/symbol.hpp"

#include <QHBoxLayout>

namespace tidemark::ui {

PageHead::PageHead(const QString& title, QWidget* parent)
    : QWidget(parent)
{
    const Tokens& tokens = Tokens::current();
    title_ = new ElidedLabel(title, TextStyle::title, Tone::text, this);
    title_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    subtitle_ = new Label({}, TextStyle::body, Tone::muted, this);
    subtitle_->hide();
    noteIcon_ = new Symbol({}, Tone::muted, 14, this);
    noteIcon_->hide();
    note_ = new ElidedLabel({}, TextStyle::body, Tone::muted, this);
    note_->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    note_->hide();

    chipRow_ = new QHBoxLayout;
    chipRow_->setSpacing(tokens.px(length::grid));
    actionRow_ = new QHBoxLayout;
    actionRow_->setSpacing(tokens.px(length::grid + 2));

    auto* row = new QHBoxLayout(this);
    const int margin = tokens.px(length::pageMargin);
    row->setContentsMargins(margin, tokens.px(12), margin, tokens.px(12));
    row->setSpacing(tokens.px(10));
    row->addWidget(title_);
    row->addWidget(subtitle_);
    row->addLayout(chipRow_);
    row->addStretch(1);
    row->addWidget(noteIcon_);
    row->addSpacing(-tokens.px(6));
    row->addWidget(note_, 0);
    row->addLayout(actionRow_);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PageHead::setTitle(const QString& title)
{
    title_->setText(title);
}

void PageHead::setSubtitle(const QString& text)
{
    subtitle_->setText(text);
    subtitle_->setVisible(!text.isEmpty());
}

void PageHead::setChips(const std::vector<ChipText>& chips)
{
    // Chips are reused, so that a state that changes often does not build widgets.
    for (int i = chipRow_->count(); i < static_cast<int>(chips.size()); ++i)
        chipRow_->addWidget(new Chip({}, this));
    for (int i = 0; i < chipRow_->count(); ++i) {
        auto* chip = static_cast<Chip*>(chipRow_->itemAt(i)->widget());
        const bool isUsed = i < static_cast<int>(chips.size());
        if (isUsed)
            chip->setChip(chips[static_cast<std::size_t>(i)]);
        chip->setVisible(isUsed);
    }
}

void PageHead::setNote(const QString& text, const QString& iconName, Tone tone)
{
    note_->setText(text);
    note_->setTone(tone);
    note_->setVisible(!text.isEmpty());
    noteIcon_->setSymbol(iconName, tone);
    noteIcon_->setVisible(!text.isEmpty() && !iconName.isEmpty());
}

void PageHead::addAction(QWidget* action)
{
    actionRow_->addWidget(action);
}

} // namespace tidemark::ui
