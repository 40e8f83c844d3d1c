// Keeps the list of pending changes current for the pages that show it.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/sync/pending_items.hpp"

#include <QTimer>

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace tidemark::ui {

/// Asks the agent again when the status or a result says that the list has moved.
class PendingSource final : public QObject {
    Q_OBJECT

public:
    explicit PendingSource(sync::AgentClient& agent, QObject* parent = nullptr);

    [[nodiscard]] const std::vector<PendingItem>& items() const { return items_; }
    [[nodiscard]] bool isLoaded() const { return isLoaded_; }
    void refresh();
    /// How many there are, also those that are not listed.
    [[nodiscard]] std::int64_t total() const { return total_; }
    void retry(std::int64_t mid);
    void discard(std::int64_t mid);
    void edit(std::int64_t mid, boost::json::array ops);
    /// The same for several, one after the other; then `acted`. Each that fails says so.
    void retryAll(const std::vector<std::int64_t>& mids);
    void discardAll(const std::vector<std::int64_t>& mids);
    /// Writes these, or without any all that waits, to a file of the person's choice; then
    /// `exported`.
    void exportTo(const QString& file, const std::vector<std::int64_t>& mids = {});

Q_SIGNALS:
    void changed();
    void exported(const QString& file, int items);
    /// So many of several are done; the rest failed.
    void acted(int done, int failed);
    void failed(const tidemark::Fault& fault);

private:
    struct Bulk {
        std::string method = {};
        std::deque<std::int64_t> left = {};
        int done = 0;
        int failed = 0;
    };

    void onStatus(const sync::Status& status);
    void act(std::string_view method, std::int64_t mid);
    void actOnAll(std::string_view method, const std::vector<std::int64_t>& mids);
    void actOnNext(const std::shared_ptr<Bulk>& bulk);

    sync::AgentClient& agent_;
    std::vector<PendingItem> items_ = {};
    QTimer askSoon_;
    std::int64_t total_ = 0;
    std::int64_t pending_ = -1;
    std::int64_t needYou_ = -1;
    bool isLoaded_ = false;
};

} // namespace tidemark::ui
