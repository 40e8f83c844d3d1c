#include "ui/kit/tab_stack.hpp"

#include "ui/kit/format.hpp"
#include "ui/kit/symbol.hpp"

#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace tidemark::ui {

TabStack::TabStack(const QString& accessibleName, QWidget* parent)
    : QWidget(parent)
    , tabs_(new QTabBar(this))
    , stack_(new QStackedWidget(this))
{
    tabs_->setAccessibleName(accessibleName);
    tabs_->setExpanding(false);
    tabs_->setDrawBase(true);
    auto* row = new Pane(Pane::Ground::surface, Qt::BottomEdge, this);
    auto* inRow = new QHBoxLayout(row);
    inRow->setContentsMargins(Tokens::current().px(6), 0, 0, 0);
    inRow->addWidget(tabs_);
    inRow->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(row);
    column->addWidget(stack_, 1);
    connect(tabs_, &QTabBar::currentChanged, this, &TabStack::show);
    const auto onKeys = [this](int key, int by) {
        auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        connect(shortcut, &QShortcut::activated, this, [this, by] { step(by); });
    };
    onKeys(Qt::Key_PageDown, 1);
    onKeys(Qt::Key_PageUp, -1);
}

void TabStack::addTab(const QString& title, Maker make)
{
    // Adding the first tab shows it, so its part has to be known.
    makers_.push_back(std::move(make));
    parts_.push_back(nullptr);
    tabs_->addTab(title);
}

void TabStack::show(int tab)
{
    if (tab < 0)
        return;
    QWidget*& part = parts_[static_cast<std::size_t>(tab)];
    if (part == nullptr) {
        part = makers_[static_cast<std::size_t>(tab)](stack_);
        stack_->addWidget(part);
    }
    stack_->setCurrentWidget(part);
    Q_EMIT shown(tab);
}

void TabStack::setCount(int tab, qint64 count)
{
    tabs_->setTabData(tab, count < 0 ? QString() : formatNumber(count));
    tabs_->setTabText(tab, tabs_->tabText(tab)); // Measures the tab again.
}

int TabStack::current() const
{
    return tabs_->currentIndex();
}

void TabStack::setCurrent(int tab)
{
    tabs_->setCurrentIndex(tab);
}

QWidget* TabStack::part(int tab) const
{
    const auto at = static_cast<std::size_t>(tab);
    return tab >= 0 && at < parts_.size() ? parts_[at] : nullptr;
}

void TabStack::step(int by)
{
    const int count = tabs_->count();
    if (count > 0)
        tabs_->setCurrentIndex((tabs_->currentIndex() + by + count) % count);
}

} // namespace tidemark::ui
