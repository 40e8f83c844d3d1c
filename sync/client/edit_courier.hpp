// Brings edits to the agent, each exactly once, also over the agent's end and this program's own.
#pragma once

#include "sync/client/agent_client.hpp"

#include <QObject>
#include <QTimer>

#include <deque>
#include <memory>

namespace tidemark::sync {

class FormJournal;

/// One for each agent. Edits go out in the order in which they come, one after the other, since one
/// that is turned away for now must not be passed by the next. Each has a key of its own, by which
/// the agent knows one that it has already.
///
/// While there is no agent, they are written to the form journal, sealed with a key that the agent
/// gave before, and are on the disk when `areKept` says so. Once it is back they are handed over
/// in their order, also those of a window that has ended since, and the journal is emptied. The
/// key is forgotten with everything else when the store is locked or its person leaves.
class EditCourier final : public QObject {
    Q_OBJECT

public:
    /// The one of this agent, which owns it.
    [[nodiscard]] static EditCourier& of(AgentClient& agent);

    /// The folder of the journal; without one, what waits is in memory alone.
    void keepIn(const QString& folder);

    /// `reply` runs when the agent has written the edit down, or will not: not before, however long
    /// that takes, and not at all if `context` is gone by then. The edit arrives all the same.
    void
    deliver(const Mutation& mutation, QObject* context, AgentClient::Reply<std::int64_t> reply);

    /// Some could not be handed over for now. Until this is over, what comes waits behind them.
    [[nodiscard]] bool isWaiting() const;
    /// All that waits is on the disk.
    [[nodiscard]] bool areKept() const;
    /// What comes while there is no agent will be written down.
    [[nodiscard]] bool canKeep() const { return journal_ != nullptr; }
    /// Why the newest one that waits could not be handed over, or kept.
    [[nodiscard]] const Fault& fault() const { return fault_; }

Q_SIGNALS:
    /// What waits, or whether it is kept, is another now.
    void changed();
    /// A journal, or its end, could not be read: `corrupt`/`form_journal_damaged`.
    void lost(const tidemark::Fault& fault);

private:
    struct Edit {
        std::string key = {};
        boost::json::object params = {}; ///< Of `mutate`.
        QPointer<QObject> context = {};
        AgentClient::Reply<std::int64_t> reply = {};
        bool isSent = false; ///< Only the first is.
        bool isWritten = false;
        bool hasFailed = false; ///< At least once.
    };

    explicit EditCourier(AgentClient& agent);
    ~EditCourier() override;

    void onStanding();
    void askForKey();
    void openJournal(boost::json::value& answer);
    void takeRecords(const std::vector<std::string>& records);
    void sendNext();
    [[nodiscard]] bool mustKeep() const;
    void keepAll();
    void onAnswer(const std::string& key, const Result<boost::json::value>& answer);
    void onFailure(const Fault& fault);
    void tidy();
    void forget();
    void dropAll();

    AgentClient& agent_;
    QString path_;
    std::unique_ptr<FormJournal> journal_;
    std::deque<Edit> edits_ = {};
    QTimer again_;
    QTimer slow_;
    Fault fault_ = {};
    std::string person_ = {};
    bool isReady_ = false; ///< The journal was read, or there is none to be read.
    bool isAsking_ = false;
    bool isSlow_ = false;  ///< The agent is there, but does not answer.
    bool wasRefused_ = false; ///< One of the journal: its file is put aside, not removed.
};

} // namespace tidemark::sync
