#include "ui/shell/page_host.hpp"

#include "ui/kit/unsaved.hpp"

#include <QAbstractItemView>
#include <QApplication>

#include <algorithm>

namespace tidemark::ui {
namespace {

constexpr std::size_t historyMost = 50;

QAbstractItemView* firstView(const Page& page)
{
    for (auto* view : page.findChildren<QAbstractItemView*>()) {
        // Not the lists that drop-downs keep.
        if (view->isVisibleTo(&page) && view->window() == page.window())
            return view;
    }
    return nullptr;
}

bool isUnsaved(Page* page)
{
    auto* holder = dynamic_cast<HoldsUnsaved*>(page);
    return holder != nullptr && holder->hasUnsaved();
}

/// The keyboard goes where the work is: to `target`, which had it before, else to the first view.
void focusPage(Page& page, QWidget* target)
{
    if (target == nullptr || !target->isVisibleTo(&page))
        target = firstView(page);
    if (target == nullptr) {
        page.setFocusPolicy(Qt::ClickFocus);
        target = &page;
    }
    target->setFocus(Qt::OtherFocusReason);
}

} // namespace

PageHost::PageHost(QWidget* parent)
    : QStackedWidget(parent)
{
}

const PageEntry* PageHost::entry(const QString& pageId) const
{
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const PageEntry& e) {
        return e.id == pageId;
    });
    return found == entries_.end() ? nullptr : &*found;
}

bool PageHost::open(const Place& place, const PageContext& context)
{
    if (!show(place, context))
        return false;
    if (history_.empty() || !(history_.back() == place))
        history_.push_back(place);
    if (history_.size() > historyMost)
        history_.erase(history_.begin());
    return true;
}

void PageHost::back(const PageContext& context)
{
    if (!canGoBack())
        return;
    history_.pop_back();
    show(history_.back(), context);
}

bool PageHost::show(const Place& place, const PageContext& context)
{
    const PageEntry* known = entry(place.page);
    if (known == nullptr)
        return false;
    if (Page* old = current(); old != nullptr && !(place_ == place))
        old->left();
    auto kept = std::find_if(kept_.begin(), kept_.end(), [&place](const Kept& k) {
        return k.place == place;
    });
    if (kept == kept_.end()) {
        Page* page = known->make(context, place.item, this);
        addWidget(page);
        connect(page, &Page::headChanged, this, &PageHost::placeChanged);
        kept = kept_.insert(kept_.end(), Kept{place, page, 0});
    }
    kept->usedAt = ++useCount_;
    place_ = place;
    Page* page = kept->page;
    QWidget* had = page->focusWidget();
    setCurrentWidget(page);
    // Qt has given the focus to the first control there; the page may know better.
    const QWidget* given = QApplication::focusWidget();
    page->entered();
    if (QApplication::focusWidget() == given)
        focusPage(*page, had);
    dropOld();
    Q_EMIT placeChanged();
    return true;
}

Page* PageHost::current() const
{
    return qobject_cast<Page*>(currentWidget());
}

void PageHost::rebuild(const PageContext& context)
{
    for (auto kept = kept_.begin(); kept != kept_.end();) {
        if (kept->page->isBusy()) {
            ++kept;
            continue;
        }
        removeWidget(kept->page);
        kept->page->deleteLater();
        kept = kept_.erase(kept);
    }
    if (!place_.page.isEmpty())
        show(place_, context);
}

void PageHost::clear()
{
    for (const Kept& kept : kept_) {
        removeWidget(kept.page);
        kept.page->deleteLater();
    }
    kept_.clear();
    history_.clear();
    place_ = {};
}

bool PageHost::hasUnsaved() const
{
    return std::any_of(kept_.begin(), kept_.end(), [](const Kept& kept) {
        return isUnsaved(kept.page);
    });
}

void PageHost::clearSaved()
{
    if (!hasUnsaved())
        return clear();
    std::erase_if(kept_, [this](const Kept& kept) {
        if (isUnsaved(kept.page))
            return false;
        removeWidget(kept.page);
        kept.page->deleteLater();
        return true;
    });
}

void PageHost::dropOld()
{
    while (kept_.size() > pagesMost) {
        auto oldest = kept_.end();
        for (auto it = kept_.begin(); it != kept_.end(); ++it) {
            const bool canGo = it->page != currentWidget() && !it->page->isBusy();
            if (canGo && (oldest == kept_.end() || it->usedAt < oldest->usedAt))
                oldest = it;
        }
        if (oldest == kept_.end())
            return;
        removeWidget(oldest->page);
        oldest->page->deleteLater();
        kept_.erase(oldest);
    }
}

} // namespace tidemark::ui
