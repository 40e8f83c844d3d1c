// Brings edits to the agent at once and knows how safe each of them is.
#pragma once

#include "models/core/timestamp.hpp"
#include "sync/client/edit_courier.hpp"

#include <QObject>
#include <QTimer>

#include <map>
#include <optional>
#include <set>

namespace tidemark::ui {

/// How safe the edits of a report are; the worst one counts.
enum class SavedKind {
    clean,     ///< Nothing was edited here.
    saving,    ///< On the way to the agent.
    onDevice,  ///< Written down on this device.
    sent,      ///< The platform has them, its answer is awaited.
    confirmed, ///< The platform has taken them.
    kept,      ///< There is no agent; written to the form journal, for when it is back.
    notSaved,  ///< The agent did not answer; kept in this window and tried again.
    needsYou   ///< Refused, or changed by somebody else too.
};

struct SavedState {
    SavedKind kind = SavedKind::clean;
    Timestamp since = {};
    Fault fault = {}; ///< For notSaved and needsYou.

    friend bool operator==(const SavedState&, const SavedState&) = default;
};

/// One for each open report. Large edits travel in pieces that the platform takes.
class SupplySaver final : public QObject {
    Q_OBJECT

public:
    /// Well below the 1 MiB that one push may have.
    static constexpr std::size_t pieceBytesMost = 256 * 1024;

    explicit SupplySaver(sync::AgentClient& agent, QObject* parent = nullptr);

    /// `step` comes back with `merged`.
    void save(const std::string& name, std::vector<sync::MutationOp> ops, quint64 step = 0);
    [[nodiscard]] const SavedState& state() const { return state_; }
    /// Not confirmed yet, as far as this window knows.
    [[nodiscard]] bool isSettled() const;
    /// The agent has not written down an edit of the row: what it says of the row may be older.
    [[nodiscard]] bool isInFlight(const std::string& id) const { return inFlight_.contains(id); }
    /// Looks up what is still pending for these rows, from before this window was opened.
    void adoptPending(std::function<bool(const boost::json::object& item)> isOurs);

Q_SIGNALS:
    void stateChanged();
    /// The agent has written these rows down.
    void rowsSaved(const std::vector<std::string>& ids);
    /// The platform has answered for these rows.
    void rowsAnswered(const std::vector<std::string>& ids);
    /// The platform has taken an edit together with what somebody else had changed in its rows.
    void merged(quint64 step);

private:
    struct Sent {
        std::vector<std::string> ids = {};
        bool isWithPlatform = false;
        quint64 step = 0;
        int look = 0; ///< The look that came before: answers of later ones can know it.
    };
    struct Refused {
        std::vector<std::string> ids = {};
        Fault fault = {};
        int look = 0;
    };

    void send(const sync::Mutation& mutation, quint64 step);
    void onReply(
        const std::vector<std::string>& ids, quint64 step, const Result<std::int64_t>& reply
    );
    void onResult(const sync::MutationResult& result);
    void lookIn(std::chrono::milliseconds soon);
    void lookAtPending();
    void takePending(const boost::json::object& answer, int look);
    void takeItem(const boost::json::object& item, std::int64_t mid, int look);
    void decide();

    sync::AgentClient& agent_;
    sync::EditCourier& courier_;
    QTimer lookSoon_;
    SavedState state_ = {};
    std::multiset<std::string> inFlight_ = {};
    int callsInFlight_ = 0;
    int looks_ = 0;
    std::map<std::int64_t, Sent> sent_ = {};
    std::map<std::int64_t, sync::MutationResult> early_ = {};
    std::map<std::int64_t, Refused> refused_ = {}; ///< What waits for the person.
    std::optional<Fault> turnedAway_ = {}; ///< The agent did not take the newest edit at all.
    std::function<bool(const boost::json::object&)> isOurs_ = {};
    bool isTouched_ = false;
};

} // namespace tidemark::ui
