// The navigation at the leading edge of the window.
#pragma once

#include "ui/kit/page.hpp"

#include <QWidget>

#include <map>
#include <set>
#include <vector>

class QVBoxLayout;

namespace tidemark::ui {

class RailItem;

/// Sections of entries, each with icon, title and count. Up and down move between entries.
class Rail final : public QWidget {
    Q_OBJECT

public:
    explicit Rail(QWidget* parent = nullptr);

    /// Replaces the entries; hidden ones are left out. Those of `closed` say which permission is
    /// missing.
    void setEntries(const std::vector<PageEntry>& entries, const std::set<QString>& closed = {});
    void setCurrent(const QString& pageId);
    void setCount(const QString& pageId, const RailCount& count);
    /// The ids of the entries, in the order of the rail: Ctrl+1 is the first.
    [[nodiscard]] const std::vector<QString>& order() const { return order_; }
    [[nodiscard]] QSize sizeHint() const override;
    /// Icons alone, so that a narrow window has room for the work; titles are in the tool tips.
    void setNarrow(bool isNarrow);
    void focusCurrent();

Q_SIGNALS:
    void placeWanted(const tidemark::ui::Place& place);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void addSection(RailSection section, const QString& title, const std::vector<PageEntry>& all);
    void moveFocus(int step);

    QWidget* content_ = nullptr;
    QVBoxLayout* column_ = nullptr;
    std::map<QString, RailItem*> items_ = {};
    std::vector<QString> order_ = {};
    std::vector<QWidget*> headings_ = {};
    std::set<QString> closed_ = {};
    QString current_ = {};
    bool isNarrow_ = false;
};

} // namespace tidemark::ui
