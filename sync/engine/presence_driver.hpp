// Who else has a record open, for windows that show it.
#pragma once

#include "models/protocol/presence.hpp"
#include "sync/engine/engine.hpp"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>

namespace tidemark::sync {

/// Says to the platform which records are open on this device and tells what it answers, as
/// messages of channels named `presence:<entity>:<id>`:
///
///     {"t":"people","people":[PresentPerson…],"heardAt":"…"|null,"isLive":true}
///
/// While the platform is away the people of the last time are told with `isLive` false, also after
/// a restart: whoever had the record open then may be changing it now.
class PresenceDriver final : public QObject {
    Q_OBJECT

public:
    explicit PresenceDriver(Engine& engine, QObject* parent = nullptr);
    ~PresenceDriver() override;

    [[nodiscard]] static bool isPresence(std::string_view channel);
    /// One more window, or one less. Fault `invalid`/`bad_params` for a name that is no record's.
    [[nodiscard]] Result<void> open(const std::string& channel);
    void close(const std::string& channel);
    /// What of the record is being changed here; empty: nothing. See PresenceRequest.
    [[nodiscard]] Result<void> say(const std::string& channel, const std::string& field);
    /// Records that a window has open: entity and id.
    [[nodiscard]] std::vector<std::pair<std::string, Uuid>> openRecords() const;

Q_SIGNALS:
    void channelMessage(const std::string& channel, const boost::json::object& message);

private:
    struct Record {
        std::string entity = {};
        Uuid id = {};
        std::string field = {};
        int windows = 0;
        std::vector<PresentPerson> people = {};
        std::optional<Timestamp> heardAt = {};
        bool isLive = false;
        bool isAsking = false;
        bool isStale = false; ///< The field changed while it was asked.
        std::unique_ptr<QTimer> timer = {};
    };

    QCoro::Task<void> ask(std::string channel);
    QCoro::Task<void> leave(PresenceRequest request);
    QCoro::Task<Result<PresenceAnswer>> exchange(PresenceRequest request);
    QCoro::Task<void> recall(std::string channel);
    QCoro::Task<void> remember(std::string channel);
    void take(const std::string& channel, const Result<PresenceAnswer>& answer);
    void tell(const std::string& channel, const Record& record);
    [[nodiscard]] Record* find(const std::string& channel);

    Engine& engine_;
    std::map<std::string, Record> records_ = {};
};

} // namespace tidemark::sync
