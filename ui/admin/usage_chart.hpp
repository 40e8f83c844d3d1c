// Requests by day, as bars.
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

namespace tidemark::ui {

/// One bar: how many of a day's requests went through, and how many were refused.
struct UsageDay {
    QString day = {};
    qint64 served = 0;
    qint64 refused = 0;
};

/// Bars of equal width. What they say is also its accessible description, and each bar's tool tip.
class UsageChart final : public QWidget {
    Q_OBJECT

public:
    explicit UsageChart(QWidget* parent = nullptr);

    void setDays(std::vector<UsageDay> days);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRectF barOf(std::size_t day, qint64 from, qint64 to) const;
    [[nodiscard]] static QString wordsOf(const UsageDay& day);

    std::vector<UsageDay> days_ = {};
    qint64 most_ = 0;
};

} // namespace tidemark::ui
