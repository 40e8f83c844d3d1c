// The regulator's figures for this device's windows: fetched once, again when they change.
#pragma once

#include "models/fuel/reference_data.hpp"
#include "sync/client/agent_client.hpp"

#include <QObject>

#include <memory>

namespace tidemark::ui {

/// Shared by the pages of one desk.
class ReferenceStore final : public QObject {
    Q_OBJECT

public:
    using Reference = std::shared_ptr<const ReferenceData>;

    explicit ReferenceStore(sync::AgentClient& agent, QObject* parent = nullptr);

    /// Answers at once when the figures are there, else when they have come.
    void get(QObject* context, std::function<void(Result<Reference>)> reply);

Q_SIGNALS:
    /// The figures that were handed out are no longer the newest.
    void outdated();

private:
    struct Waiting {
        QPointer<QObject> context;
        std::function<void(Result<Reference>)> reply;
    };

    void fetchNext();
    void finish(Result<Reference> answer);
    [[nodiscard]] std::optional<Fault>
    take(std::string_view entity, const std::vector<boost::json::object>& rows);

    sync::AgentClient& agent_;
    Reference reference_ = {};
    ReferenceTables tables_ = {};
    std::vector<Waiting> waiting_ = {};
    std::size_t step_ = 0;
    bool isFetching_ = false;
};

} // namespace tidemark::ui
