// When the desk painted first, when it had rows, and how long a key takes to reach the screen.
#pragma once

#include <QAbstractItemView>
#include <QLineEdit>
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
    /// Types `text` into an emptied field, letter by letter, and measures each until the view shows
    /// the rows that its model got for it.
    void measureTyping(QLineEdit* field, QAbstractItemView* view, const QString& text);
    [[nodiscard]] boost::json::object keyTimes() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void next();
    void typeNext();
    void noteReset();
    void painted(QAbstractItemView* view);

    double firstPaint_ = 0;
    double firstRows_ = 0;
    QPointer<QAbstractItemView> view_;
    QPointer<QLineEdit> field_;
    QString keys_;
    int left_ = 0;
    double sentAt_ = 0;
    bool isWaiting_ = false;
    bool isReset_ = true; ///< The model has the rows that are waited for.
    std::vector<double> delays_;
};

} // namespace tidemark::e2e
