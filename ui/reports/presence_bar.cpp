#include "ui/reports/presence_bar.hpp"

#include "ui/grid/sheet_view.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/format.hpp"
#include "ui/supply/supply_columns.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {

PresenceBar::PresenceBar(
    PresenceWatch& watch, SupplyGridModel& grid, SheetView& view, QWidget* parent
)
    : QWidget(parent)
    , watch_(watch)
    , grid_(grid)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    banner_ = new Banner(this);
    column->addWidget(banner_);
    connect(&view, &SheetView::typingMoved, this, &PresenceBar::onTyping);
    connect(&watch_, &PresenceWatch::changed, this, &PresenceBar::refresh);
    hide();
}

std::string PresenceBar::placeOf(const QModelIndex& cell) const
{
    if (!cell.isValid() || cell.row() >= grid_.realRowCount())
        return {}; // A row that is not there yet is nobody else's.
    const auto field = fieldOf(static_cast<SupplyColumn>(cell.column()));
    const Uuid& row = grid_.sheet().at(cell.row()).values.id.value;
    return field ? "fuelSupply/" + row.toString() + '/' + std::string(nameOf(*field))
                 : std::string();
}

void PresenceBar::onTyping(const QModelIndex& cell)
{
    typed_ = placeOf(cell);
    watch_.say(typed_);
    refresh();
}

void PresenceBar::refresh()
{
    const Colleague* other = watch_.at(typed_);
    setVisible(other != nullptr);
    if (other == nullptr)
        return banner_->clear();
    const QString who = other->isMe ? tr("You, on another device,") : other->name;
    banner_->say(
        Kind::warn,
        watch_.isLive() || !watch_.heardAt()
            ? tr("%1 is changing this cell too.").arg(who)
            : tr("%1 was changing this cell when the platform was last reached, %2.")
                  .arg(who, formatWhen(*watch_.heardAt())),
        tr("If you both save a value, you will be asked which one counts.")
    );
}

} // namespace tidemark::ui
