// The desk in the system's tray: how sync stands, and how much needs its person.
#pragma once

#include "sync/wire/status.hpp"
#include "ui/kit/page.hpp"

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace tidemark::sync {
class AgentClient;
} // namespace tidemark::sync

namespace tidemark::ui {

class ThemeControl;

/// How sync stands, in one line; without a status there is no agent.
[[nodiscard]] QString trayWords(const std::optional<sync::Status>& status);
/// The mark, with a count at its corner unless that is 0.
[[nodiscard]] QPixmap trayPicture(int side, std::int64_t count);

/// An icon where the system has a place for it and its person wants it; nowhere else anything.
class Tray final : public QObject {
    Q_OBJECT

public:
    /// `isOffered` says whether there is a tray, which may come and go; tests have their own.
    Tray(
        sync::AgentClient& agent,
        ThemeControl& theme,
        std::function<bool()> isOffered = &QSystemTrayIcon::isSystemTrayAvailable
    );
    ~Tray() override;

    [[nodiscard]] bool isShown() const { return icon_ != nullptr; }
    [[nodiscard]] QMenu& menu() { return menu_; }
    [[nodiscard]] QString words() const;

Q_SIGNALS:
    void openWanted();
    void placeWanted(const tidemark::ui::Place& place);
    void lockWanted();
    void quitWanted();

private:
    void createMenu();
    void look();
    void refresh();

    sync::AgentClient& agent_;
    ThemeControl& theme_;
    std::function<bool()> isOffered_;
    QTimer lookAgain_;
    QMenu menu_;
    QAction* needsYou_ = nullptr;
    QAction* syncNow_ = nullptr;
    QAction* lock_ = nullptr;
    std::unique_ptr<QSystemTrayIcon> icon_ = {};
    std::int64_t painted_ = -1; ///< The count in the icon.
};

} // namespace tidemark::ui
