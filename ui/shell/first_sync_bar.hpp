// The first sync, over the page that can be used meanwhile.
#pragma once

#include "sync/wire/status.hpp"

#include <QWidget>

class QProgressBar;

namespace tidemark::ui {

class Label;

/// Shown while the first rows arrive; hides itself when they are all here.
class FirstSyncBar final : public QWidget {
    Q_OBJECT

public:
    explicit FirstSyncBar(QWidget* parent = nullptr);

    void setStatus(const sync::Status& status);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Label* words_ = nullptr;
    QProgressBar* bar_ = nullptr;
};

} // namespace tidemark::ui
