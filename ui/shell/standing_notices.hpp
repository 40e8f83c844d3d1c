// What happened to this device's data and has to be read: it stays until somebody did.
#pragma once

#include "sync/wire/status.hpp"
#include "ui/kit/page.hpp"

#include <QWidget>

namespace tidemark::sync {
class AgentClient;
} // namespace tidemark::sync

namespace tidemark::ui {

class Banner;

/// A notice of the agent in words.
struct NoticeWords {
    Kind kind = Kind::info;
    QString cause = {};
    QString nextStep = {};
    Place place = {}; ///< Where there is more about it.
};
[[nodiscard]] NoticeWords wordsOf(const sync::Notice& notice);

/// The agent's oldest unread notice over the page, with what leads further; the next one follows
/// when it is closed. Hidden while there is none.
class StandingNotices final : public QWidget {
    Q_OBJECT

public:
    explicit StandingNotices(sync::AgentClient& agent, QWidget* parent = nullptr);

    void setStatus(const sync::Status& status);

Q_SIGNALS:
    void placeWanted(const tidemark::ui::Place& place);
    /// One that was not there before.
    void arrived(const tidemark::sync::Notice& notice);

private:
    void show(const std::vector<sync::Notice>& notices);
    void dismiss();

    sync::AgentClient& agent_;
    Banner* banner_ = nullptr;
    std::vector<sync::Notice> notices_ = {};
};

} // namespace tidemark::ui
