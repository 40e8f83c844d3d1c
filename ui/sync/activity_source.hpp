// Keeps the newest events of sync for the page that shows them, and fetches older ones on demand.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/sync/activity_events.hpp"

#include <QTimer>

#include <vector>

namespace tidemark::ui {

/// Which events are wanted.
struct ActivityFilter {
    QString kind = {}; ///< Empty: all.
    bool onlyProblems = false;
    QString search = {};

    friend bool operator==(const ActivityFilter&, const ActivityFilter&) = default;
};

/// Asks the agent for what is new while `watch` is on. Newest first.
class ActivitySource final : public QObject {
    Q_OBJECT

public:
    explicit ActivitySource(sync::AgentClient& agent, QObject* parent = nullptr);

    [[nodiscard]] const std::vector<ActivityEvent>& events() const { return events_; }
    [[nodiscard]] bool hasOlder() const { return hasOlder_; }
    [[nodiscard]] bool isLoaded() const { return isLoaded_; }
    [[nodiscard]] const ActivityFilter& filter() const { return filter_; }
    void setFilter(const ActivityFilter& filter);
    /// Asks at once, and then every other second, until it is switched off.
    void watch(bool isOn);
    void older();

Q_SIGNALS:
    /// All events are others than before.
    void reset();
    /// So many newer ones stand before the ones of before.
    void prepended(int events);
    /// So many older ones stand behind them.
    void appended(int events);
    void failed(const tidemark::Fault& fault);

private:
    using Take = void (ActivitySource::*)(ActivityPart part);

    void refresh();
    void ask(boost::json::object params, Take take);
    void takeAll(ActivityPart part);
    void takeNewer(ActivityPart part);
    void takeOlder(ActivityPart part);

    sync::AgentClient& agent_;
    std::vector<ActivityEvent> events_ = {};
    ActivityFilter filter_ = {};
    QTimer timer_;
    unsigned generation_ = 0; // Of the filter; answers to an earlier one are late.
    bool hasOlder_ = false;
    bool isLoaded_ = false;
    bool isAsking_ = false;
};

} // namespace tidemark::ui
