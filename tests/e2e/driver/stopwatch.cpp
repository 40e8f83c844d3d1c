#include "tests/e2e/driver/stopwatch.hpp"

#include <QApplication>
#include <QEvent>
#include <QKeySequence>
#include <QTest>
#include <QTimer>

#include <boost/json.hpp>

#include <chrono>

namespace tidemark::e2e {
namespace {

constexpr int loadedRole = Qt::UserRole + 2; // RowWindowModel::LoadedRole

double nowMs()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double, std::milli>(now).count();
}

double sinceStart()
{
    return nowMs() - qEnvironmentVariable("TIDEMARK_STARTED_NS").toDouble() / 1e6;
}

/// Whether every row on screen has arrived.
bool showsRows(const QAbstractItemView* view)
{
    const auto* model = view->model();
    if (!model || model->rowCount() == 0)
        return false;
    const QModelIndex first = view->indexAt(QPoint(4, 4));
    const QModelIndex last = view->indexAt(QPoint(4, view->viewport()->height() - 4));
    const auto isLoaded = [](const QModelIndex& index) {
        const QVariant loaded = index.data(loadedRole);
        return !loaded.isValid() || loaded.toBool();
    };
    return first.isValid() && isLoaded(first) && (!last.isValid() || isLoaded(last));
}

} // namespace

Stopwatch::Stopwatch(QObject* parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool Stopwatch::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::Paint || !watched->isWidgetType())
        return false;
    if (firstPaint_ == 0 && static_cast<QWidget*>(watched)->isWindow()) {
        // After the paint: the next turn of the event loop.
        QTimer::singleShot(0, this, [this] {
            if (firstPaint_ == 0)
                firstPaint_ = sinceStart();
        });
    }
    auto* view = qobject_cast<QAbstractItemView*>(watched->parent());
    if (view && view->viewport() == watched)
        painted(view);
    return false;
}

void Stopwatch::painted(QAbstractItemView* view)
{
    if (firstRows_ == 0 && showsRows(view)) {
        QTimer::singleShot(0, this, [this] {
            if (firstRows_ == 0)
                firstRows_ = sinceStart();
        });
    }
    if (isWaiting_ && isReset_ && view == view_ && showsRows(view)) {
        isWaiting_ = false;
        QTimer::singleShot(0, this, [this] {
            delays_.push_back(nowMs() - sentAt_);
            if (left_ > 0)
                QTimer::singleShot(5, this, field_ ? &Stopwatch::typeNext : &Stopwatch::next);
        });
    }
}

void Stopwatch::measureKeys(QAbstractItemView* view, const QString& keys, int count)
{
    view_ = view;
    field_ = nullptr;
    keys_ = keys;
    left_ = count;
    isReset_ = true;
    delays_.clear();
    view->setFocus();
    QTimer::singleShot(0, this, &Stopwatch::next);
}

void Stopwatch::next()
{
    if (left_-- <= 0 || !view_)
        return;
    isWaiting_ = true;
    sentAt_ = nowMs();
    QTest::keySequence(view_, QKeySequence(keys_));
}

void Stopwatch::measureTyping(QLineEdit* field, QAbstractItemView* view, const QString& text)
{
    view_ = view;
    field_ = field;
    keys_ = text;
    left_ = static_cast<int>(text.size());
    delays_.clear();
    connect(
        view->model(),
        &QAbstractItemModel::modelReset,
        this,
        &Stopwatch::noteReset,
        Qt::UniqueConnection
    );
    field->setFocus();
    field->clear();
    // The whole list comes back first; what is typed is measured from there.
    QTimer::singleShot(300, this, &Stopwatch::typeNext);
}

void Stopwatch::typeNext()
{
    if (left_ <= 0 || !view_ || !field_)
        return;
    const QChar letter = keys_.at(keys_.size() - left_);
    --left_;
    isReset_ = false;
    isWaiting_ = true;
    sentAt_ = nowMs();
    QTest::keyClick(field_, letter.toLatin1());
}

void Stopwatch::noteReset()
{
    isReset_ = true;
}

boost::json::object Stopwatch::times() const
{
    return {{"ok", true}, {"firstPaint", firstPaint_}, {"firstRows", firstRows_}};
}

boost::json::object Stopwatch::keyTimes() const
{
    boost::json::array delays;
    for (const double delay : delays_)
        delays.push_back(delay);
    return {{"ok", true}, {"left", left_}, {"delays", delays}};
}

} // namespace tidemark::e2e
