// The strip at the foot of the window.
#pragma once

#include "ui/shell/status_words.hpp"

#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

namespace tidemark::ui {

class StripButton;

/// Shows the parts of `stripParts`; each is a button that opens what is behind it. Parts that do
/// not fit are left out, the least important first.
class StatusStrip final : public QWidget {
    Q_OBJECT

public:
    explicit StatusStrip(QWidget* parent = nullptr);

    /// Absent: the agent does not answer.
    void setStatus(std::optional<sync::Status> status);
    [[nodiscard]] QStringList words() const;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void placeWanted(const tidemark::ui::Place& place);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();
    void arrange();

    std::optional<sync::Status> status_ = {};
    std::vector<StripPart> parts_ = {};
    std::vector<StripButton*> buttons_ = {};
    QTimer ages_; ///< Ages and countdowns move by the second.
};

} // namespace tidemark::ui
