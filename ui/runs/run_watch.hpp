// What the run watch shows: one run with its steps and log, kept current by the live channel.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/timestamp.hpp"
#include "ui/runs/run_log_model.hpp"

#include <QObject>
#include <QStringList>
#include <QTimer>
#include <QVariantList>

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <vector>

namespace tidemark::sync {
class AgentClient;
struct Changes;
} // namespace tidemark::sync

namespace tidemark::ui {

/// One run as it is now.
///
/// Rows come from the mirror first, so the page is filled offline too; the live channel then
/// overtakes them. A row replaces what is shown only when its `rv` is not older.
class RunWatch final : public QObject {
    Q_OBJECT
    Q_PROPERTY(tidemark::ui::RunLogModel* log READ log CONSTANT)
    Q_PROPERTY(double progress READ progress NOTIFY runChanged)
    Q_PROPERTY(bool active READ isActive NOTIFY runChanged)
    Q_PROPERTY(QVariantList steps READ steps NOTIFY stepsChanged)
    Q_PROPERTY(QStringList timeMarks READ timeMarks NOTIFY stepsChanged)
    Q_PROPERTY(QVariantList states READ states NOTIFY stepsChanged)
    Q_PROPERTY(QString statesText READ statesText NOTIFY stepsChanged)
    Q_PROPERTY(int selectedStep READ selectedStep WRITE selectStep NOTIFY stepsChanged)
    Q_PROPERTY(QString detailTitle READ detailTitle NOTIFY stepsChanged)
    Q_PROPERTY(QVariantList details READ details NOTIFY stepsChanged)
    Q_PROPERTY(int exceptions READ exceptions NOTIFY runChanged)
    Q_PROPERTY(QVariantList recent READ recent NOTIFY recentChanged)
    Q_PROPERTY(QString recentText READ recentText NOTIFY recentChanged)
    Q_PROPERTY(bool motion READ hasMotion CONSTANT)
    Q_PROPERTY(QString ageText READ ageText NOTIFY ageChanged)

public:
    RunWatch(sync::AgentClient& agent, std::string runId, QObject* parent = nullptr);
    ~RunWatch() override;

    [[nodiscard]] RunLogModel* log() { return &log_; }
    [[nodiscard]] const boost::json::object& run() const { return run_; }
    [[nodiscard]] bool isActive() const;
    [[nodiscard]] double progress() const;
    [[nodiscard]] int exceptions() const;
    [[nodiscard]] QVariantList steps() const;
    [[nodiscard]] QStringList timeMarks() const;
    /// The states that the run has been in, oldest first: `text`, `time`, `color`.
    [[nodiscard]] QVariantList states() const;
    /// The same in one sentence.
    [[nodiscard]] QString statesText() const;
    [[nodiscard]] int selectedStep() const;
    void selectStep(int position);
    [[nodiscard]] QString detailTitle() const;
    [[nodiscard]] QVariantList details() const;
    [[nodiscard]] QVariantList recent() const { return recent_; }
    [[nodiscard]] QString recentText() const { return recentText_; }
    [[nodiscard]] bool hasMotion() const;
    [[nodiscard]] QString ageText() const;
    /// "started 09:40:20 by Ada · 2 m 43 s · about 1 m 10 s left"
    [[nodiscard]] QString startedText() const;

    Q_INVOKABLE void setLogLevel(int least);
    Q_INVOKABLE void setLogSearch(const QString& text);

Q_SIGNALS:
    void runChanged();
    void stepsChanged();
    void recentChanged();
    void ageChanged();
    void failed(const tidemark::Fault& fault);

private:
    void loadRun();
    void askPlatformForRun();
    void loadSteps();
    void loadRecent();
    void loadLog();
    void onChanged(const sync::Changes& changes);
    void onLive(const QString& channel, const boost::json::object& message);
    void onEvent(const boost::json::object& message);
    void acceptRun(const boost::json::object& row);
    void acceptStep(const boost::json::object& row);
    void acceptLines(const boost::json::array& lines);
    void tick();
    [[nodiscard]] const boost::json::object* shownStep() const;
    /// Begin and end of the time axis.
    [[nodiscard]] std::pair<Timestamp, Timestamp> span() const;
    [[nodiscard]] QVariantMap stepMap(const boost::json::object& step) const;

    sync::AgentClient& agent_;
    std::string id_;
    std::string channel_;
    boost::json::object run_;
    std::vector<boost::json::object> steps_;
    RunLogModel log_;
    QVariantList recent_;
    QString recentText_;
    int selected_ = -1; ///< −1: follows the running step.
    bool isFetchingLog_ = false;
    bool isLogFetchDue_ = false;
    std::optional<Timestamp> heardAt_;
    bool isStale_ = false;
    QTimer tick_;
};

} // namespace tidemark::ui
