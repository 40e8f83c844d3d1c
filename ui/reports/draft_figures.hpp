// Lines 18 and 22 of drafts in a list, calculated on this device: the platform stores them only
// when a report is submitted.
#pragma once

#include "models/entities/compliance_report.hpp"
#include "ui/supply/reference_store.hpp"

#include <QTimer>

#include <deque>
#include <map>
#include <set>

namespace tidemark::ui {

/// Figures of the drafts that were asked for, one schedule after the other. Those on screen are
/// asked for while they are painted.
class DraftFigures final : public QObject {
    Q_OBJECT

public:
    DraftFigures(sync::AgentClient& agent, ReferenceStore& references, QObject* parent = nullptr);

    enum class State { coming, known, tooLong };
    struct Figures {
        State state = State::coming;
        Decimal line18 = {};
        Decimal line22 = {};
    };
    /// What is known of the draft in `row`; asks for the rest.
    [[nodiscard]] Figures of(const boost::json::object& row);

Q_SIGNALS:
    void changed();

private:
    void next();
    void fetch(const ComplianceReport& report, std::shared_ptr<const ReferenceData> reference);
    void take(
        const ComplianceReport& report,
        std::shared_ptr<const ReferenceData> reference,
        const Result<std::vector<boost::json::object>>& rows
    );
    void onChanged(const sync::Changes& changes);

    sync::AgentClient& agent_;
    ReferenceStore& references_;
    std::map<std::string, Figures> known_ = {};
    std::deque<ComplianceReport> wanted_ = {};
    std::set<std::string> askedFor_ = {}; ///< Those whose figures are up to date or on their way.
    QTimer startSoon_;
    QTimer outdatedSoon_;
    bool isFetching_ = false;
};

} // namespace tidemark::ui
