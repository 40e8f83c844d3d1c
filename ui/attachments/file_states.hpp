// Where the files of one report are, as the agent tells it.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/timestamp.hpp"
#include "ui/kit/chip.hpp"

#include <QObject>

#include <boost/json/object.hpp>

#include <map>
#include <optional>
#include <string>

namespace tidemark::sync {
class AgentClient;
} // namespace tidemark::sync

namespace tidemark::ui {

/// One file. Without an entry it is on the platform alone.
struct FileState {
    std::string state = {}; ///< waiting uploading failed queued fetching here
    bool isHere = false;    ///< Whole on this device, also while it could not be sent.
    qint64 done = 0;
    qint64 size = 0;
    std::optional<Fault> fault = {};
    std::optional<Timestamp> nextTryAt = {};
};

/// Follows `blobs.status` and the notices `blobs` for one report.
class FileStates final : public QObject {
    Q_OBJECT

public:
    FileStates(sync::AgentClient& agent, std::string reportId, QObject* parent = nullptr);

    /// Asks anew.
    void load();
    /// Null: on the platform alone.
    [[nodiscard]] const FileState* of(const std::string& sha256) const;
    [[nodiscard]] bool isPinned() const { return isPinned_; }
    [[nodiscard]] qint64 usedBytes() const { return usedBytes_; }
    [[nodiscard]] qint64 budgetBytes() const { return budgetBytes_; }

Q_SIGNALS:
    void changed();
    /// A file has come as a whole.
    void arrived(const std::string& sha256);

private:
    void onMoved(const boost::json::object& progress);

    sync::AgentClient& agent_;
    std::string reportId_;
    std::map<std::string, FileState> files_ = {};
    bool isPinned_ = false;
    qint64 usedBytes_ = 0;
    qint64 budgetBytes_ = 0;
};

/// The state in words, never by colour alone.
[[nodiscard]] ChipText fileChip(const FileState* state, bool isOnline);
/// What there is to know beside it: why it failed, when it is tried again.
[[nodiscard]] QString fileDetail(const FileState* state, qint64 size, bool isOnline);

} // namespace tidemark::ui
