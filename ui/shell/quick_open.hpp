// Quick open: type a few letters, press Enter, be there.
#pragma once

#include "ui/kit/page.hpp"

#include <QFrame>

#include <vector>

class QLineEdit;
class QListWidget;

namespace tidemark::ui {

class Label;

/// A popup under the top bar. Pages answer at once, other sources as they come; late answers to
/// an older text are dropped.
class QuickOpen final : public QFrame {
    Q_OBJECT

public:
    explicit QuickOpen(QWidget* parent = nullptr);

    void setPages(std::vector<QuickOpenHit> pages) { pages_ = std::move(pages); }
    void setSources(std::vector<QuickOpenSource> sources) { sources_ = std::move(sources); }
    /// Opens it with an empty field, centred in the parent near its top.
    void popUp();

Q_SIGNALS:
    void placeWanted(const tidemark::ui::Place& place);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void search();
    void show(const std::vector<QuickOpenHit>& hits);
    void fitHeight();
    void openCurrent();

    std::vector<QuickOpenHit> pages_ = {};
    std::vector<QuickOpenSource> sources_ = {};
    std::vector<QuickOpenHit> hits_ = {};
    QLineEdit* field_ = nullptr;
    QListWidget* list_ = nullptr;
    Label* none_ = nullptr;
    quint64 generation_ = 0;
};

/// Pages whose title holds all words of `text`, those that begin with it first.
[[nodiscard]] std::vector<QuickOpenHit>
matchingPages(const std::vector<QuickOpenHit>& pages, const QString& text);

} // namespace tidemark::ui
