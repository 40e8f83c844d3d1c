// Signing and submitting a report, step by step: what stands in the way, what it waits for.
#pragma once

#include "ui/reports/report_session.hpp"

namespace tidemark::ui {

/// Where a submission is.
enum class SubmitStep {
    idle,           ///< May be started.
    waitingForLink, ///< The platform cannot be reached.
    waitingToSend,  ///< Edits are not confirmed yet.
    submitting,     ///< The platform has been asked.
    done,
    failed ///< `fault` says why; may be started again.
};

/// One submission. It asks the platform only when all edits are confirmed, so that what is signed
/// is what the person saw.
class SubmitFlow final : public QObject {
    Q_OBJECT

public:
    explicit SubmitFlow(ReportSession& session, QObject* parent = nullptr);

    /// Why it cannot be signed at all; empty when it can.
    [[nodiscard]] QString blockedBecause() const;
    [[nodiscard]] SubmitStep step() const { return step_; }
    [[nodiscard]] const Fault& fault() const { return fault_; }
    /// What happens now, as a sentence; empty while idle.
    [[nodiscard]] QString words() const;

    void start();
    /// Stops waiting. What the platform was asked for is not taken back.
    void stop();

Q_SIGNALS:
    void stepChanged();

private:
    void advance();
    void ask();
    void takeAnswer(const Result<boost::json::object>& answer);
    void go(SubmitStep step);

    ReportSession& session_;
    SubmitStep step_ = SubmitStep::idle;
    Fault fault_ = {};
    bool isWanted_ = false;
};

/// The fault in a platform's answer `{status, body}`, if it is one.
[[nodiscard]] std::optional<Fault> faultIn(const boost::json::object& answer);

} // namespace tidemark::ui
