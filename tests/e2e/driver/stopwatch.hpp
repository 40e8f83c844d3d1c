// When the desk painted first, when it had rows, and how long a key takes to reach the screen.
#pragma once

#include <QAbstractItemView>
#include <QObject>
#include <QPointer>

#include <boost/json/object.hpp>

#include <vector>

namespace tidemark::e2e {

/// Watches paint events. Times are milliseconds since TIDEMARK_STARTED_NS (monotonic clock), which
/// the benchmark sets right before it starts the desk.
class Stopwatch : public QObject {
    Q_OBJECT

public:
    explicit Stopwatch(QObject* parent);

    [[nodiscard]] boost::json::object times() const;
    /// Sends `keys` `count` times to the view and measures until its rows are painted.
    void measureKeys(QAbstractItemView* view, const QString& keys, int count);
    [[nodiscard]] boost::json::object keyTimes() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void next();
    void painted(QAbstractItemView* view);

    double firstPaint_ = 0;
    double firstRows_ = 0;
    QPointer<QAbstractItemView> view_;
    QString keys_;
    int left_ = 0;
    double sentAt_ = 0;
    bool isWaiting_ = false;
    std::vector<double> delays_;
};

} // namespace tidemark::e2e
