#include "ui/reports/submit_flow.hpp"

#include "ui/kit/fault_text.hpp"

namespace tidemark::ui {

namespace {

constexpr int firstFailure = 400;

std::string textIn(const boost::json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

bool isLinked(const sync::Status& status)
{
    return status.link == sync::LinkState::online || status.link == sync::LinkState::onlinePoll;
}

} // namespace

std::optional<Fault> faultIn(const boost::json::object& answer)
{
    const auto* status = answer.if_contains("status");
    if (status == nullptr || !status->is_int64() || status->get_int64() < firstFailure)
        return std::nullopt;
    const auto* body = answer.if_contains("body");
    const auto* problem = body == nullptr ? nullptr : body->if_object();
    if (problem == nullptr)
        return Fault{
            FaultCode::internal,
            "unreadable_answer",
            "The platform refused without saying why.",
            "Try again, or ask an administrator."};
    return Fault{
        faultCodeOf(textIn(*problem, "code")),
        textIn(*problem, "reason"),
        textIn(*problem, "detail"),
        textIn(*problem, "nextStep")};
}

SubmitFlow::SubmitFlow(ReportSession& session, QObject* parent)
    : QObject(parent)
    , session_(session)
{
    connect(&session.saver(), &SupplySaver::stateChanged, this, &SubmitFlow::advance);
    connect(&session.conflicts(), &ReportConflicts::changed, this, &SubmitFlow::advance);
    connect(&session.agent(), &sync::AgentClient::statusChanged, this, &SubmitFlow::advance);
}

QString SubmitFlow::blockedBecause() const
{
    const SupplySheet& sheet = session_.grid().sheet();
    const int errors = sheet.counts().errors;
    if (session_.report().status != ReportStatus::draft)
        return tr("Only a draft can be submitted.");
    const auto& user = session_.agent().status().user;
    if (user && !user->may("report:submit"))
        return tr("Submitting needs the permission report:submit. Ask an administrator.");
    if (sheet.size() == 0)
        return tr("The schedule has no rows yet. Enter what was supplied.");
    if (errors > 0)
        return errors == 1 ? tr("1 error must be corrected first.")
                           : tr("%1 errors must be corrected first.").arg(errors);
    if (const int open = session_.conflicts().count(); open > 0)
        return tr(
            "%n conflict(s) of this report are open. Decide in “Needs you” first.", nullptr, open
        );
    if (session_.saver().state().kind == SavedKind::needsYou)
        return tr("A change of yours was not taken. Open “Needs you” and decide about it first.");
    return {};
}

QString SubmitFlow::words() const
{
    switch (step_) {
    case SubmitStep::idle:
        return {};
    case SubmitStep::waitingForLink:
        return tr("Waiting for the platform: there is no connection. Your changes are safe on this "
                  "device; the report is submitted as soon as the platform answers.");
    case SubmitStep::waitingToSend:
        return tr("Waiting until the platform has confirmed your last changes…");
    case SubmitStep::submitting:
        return tr("Submitting…");
    case SubmitStep::done:
        return tr("The report is submitted.");
    case SubmitStep::failed:
        return faultText(fault_);
    }
    return {};
}

void SubmitFlow::start()
{
    if (!blockedBecause().isEmpty() || step_ == SubmitStep::submitting)
        return;
    isWanted_ = true;
    advance();
    // Somebody waits: the next try should not.
    if (step_ == SubmitStep::waitingForLink || step_ == SubmitStep::waitingToSend)
        session_.agent().call("sync.now", boost::json::object(), this, [](const auto&) {});
}

void SubmitFlow::stop()
{
    isWanted_ = false;
    if (step_ == SubmitStep::waitingForLink || step_ == SubmitStep::waitingToSend)
        go(SubmitStep::idle);
}

void SubmitFlow::advance()
{
    if (!isWanted_ || step_ == SubmitStep::submitting || step_ == SubmitStep::done)
        return;
    if (const QString why = blockedBecause(); !why.isEmpty()) {
        isWanted_ = false;
        fault_ = {FaultCode::conflict, "blocked", why.toStdString(), {}};
        go(SubmitStep::failed);
    } else if (!isLinked(session_.agent().status())) {
        go(SubmitStep::waitingForLink);
    } else if (!session_.saver().isSettled()) {
        go(SubmitStep::waitingToSend);
    } else {
        ask();
    }
}

void SubmitFlow::ask()
{
    go(SubmitStep::submitting);
    session_.agent().platformCall(
        "POST",
        "/api/v1/compliance-reports/" + session_.reportId() + "/submit",
        boost::json::object(),
        this,
        [this](Result<boost::json::object> answer) { takeAnswer(answer); }
    );
}

void SubmitFlow::takeAnswer(const Result<boost::json::object>& answer)
{
    isWanted_ = false;
    const std::optional<Fault> fault = answer ? faultIn(*answer) : answer.error();
    if (fault) {
        fault_ = *fault;
        go(SubmitStep::failed);
        return;
    }
    session_.load();
    go(SubmitStep::done);
}

void SubmitFlow::go(SubmitStep step)
{
    if (step_ == step && step != SubmitStep::failed)
        return;
    step_ = step;
    Q_EMIT stepChanged();
}

} // namespace tidemark::ui
