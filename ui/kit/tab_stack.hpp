// Parts of a page behind tabs.
#pragma once

#include <QWidget>

#include <functional>
#include <vector>

class QStackedWidget;
class QTabBar;

namespace tidemark::ui {

/// A row of tabs over the part that is shown. A part is made when it is first shown, so what is
/// never looked at asks for nothing. Ctrl+PageDown and Ctrl+PageUp go through them.
class TabStack final : public QWidget {
    Q_OBJECT

public:
    explicit TabStack(const QString& accessibleName, QWidget* parent = nullptr);

    using Maker = std::function<QWidget*(QWidget* parent)>;
    void addTab(const QString& title, Maker make);
    /// The number beside the title; below 0: none.
    void setCount(int tab, qint64 count);
    [[nodiscard]] int current() const;
    void setCurrent(int tab);
    /// Null while it was never shown.
    [[nodiscard]] QWidget* part(int tab) const;

Q_SIGNALS:
    /// Another part came to the front.
    void shown(int tab);

private:
    void step(int by);
    void show(int tab);

    QTabBar* tabs_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    std::vector<Maker> makers_ = {};
    std::vector<QWidget*> parts_ = {};
};

} // namespace tidemark::ui
