#include "ui/shell/standing_notices.hpp"

#include "models/core/fault_id.hpp"
#include "sync/client/agent_client.hpp"
#include "sync/wire/standstill.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/format.hpp"

#include <QVBoxLayout>

#include <algorithm>

namespace tidemark::ui {
namespace {

NoticeWords restored(const sync::Notice& notice)
{
    NoticeWords words{Kind::warn, {}, {}, Place{QStringLiteral("pending"), {}}};
    words.cause = notice.restoredTo ? StandingNotices::tr("The server was restored to %1.")
                                          .arg(formatDateTime(*notice.restoredTo))
                                    : StandingNotices::tr("The server was restored from a backup.");
    words.nextStep =
        notice.count == 0
            ? StandingNotices::tr("Nothing of yours was lost by it.")
            : StandingNotices::tr(
                  "%n of your changes that it had lost are sent again.", nullptr, int(notice.count)
              );
    return words;
}

NoticeWords salvaged(const sync::Notice& notice)
{
    const QString when = notice.restoredTo ? formatDateTime(*notice.restoredTo) : QString();
    NoticeWords words{Kind::warn, {}, {}, Place{QStringLiteral("pending"), {}}};
    words.cause = StandingNotices::tr("The store of your unsent work was damaged. All of it was "
                                      "brought back.");
    if (notice.id == "changes_lost") {
        words.kind = Kind::bad;
        words.cause =
            notice.count > 0
                ? StandingNotices::tr(
                      "The store of your unsent work was damaged. %n change(s) cannot be read any "
                      "more.",
                      nullptr,
                      int(notice.count)
                  )
                : StandingNotices::tr("The store of your unsent work was damaged. The last changes "
                                      "may be missing.");
    }
    words.nextStep =
        when.isEmpty() ? StandingNotices::tr("Compare your pending changes with what you did.")
                       : StandingNotices::tr("A backup of %1 helped. Compare your pending changes "
                                             "with what you did since.")
                             .arg(when);
    return words;
}

} // namespace

NoticeWords wordsOf(const sync::Notice& notice)
{
    if (notice.id == "server_restored")
        return restored(notice);
    if (notice.id == "vault_salvaged" || notice.id == "changes_lost")
        return salvaged(notice);
    NoticeWords words{Kind::warn, {}, {}, Place{QStringLiteral("diagnostics"), {}}};
    words.nextStep =
        StandingNotices::tr("Your work is safe on this device. Run the checks and send "
                            "the support bundle if this stays.");
    if (notice.id.starts_with(sync::standstillNotice)) {
        const auto region = notice.id.substr(sync::standstillNotice.size());
        words.nextStep += QLatin1Char(' ') +
                          StandingNotices::tr("Number for support: %1.")
                              .arg(QString::fromStdString(faultId(sync::standstill(region))));
    }
    if (notice.id == "stuck_pull")
        words.cause =
            StandingNotices::tr("Receiving changes stood still and was begun anew several "
                                "times.");
    else if (notice.id == "stuck_push")
        words.cause = StandingNotices::tr("Sending changes stood still and was begun anew several "
                                          "times.");
    else if (notice.id == "stuck_link")
        words.cause = StandingNotices::tr("Looking for the platform stood still and was begun anew "
                                          "several times.");
    else if (notice.id == "stuck_files")
        words.cause = StandingNotices::tr("Moving files stood still and was begun anew several "
                                          "times.");
    else
        words.cause =
            StandingNotices::tr("Something happened that this version has no words for: %1.")
                .arg(QString::fromStdString(notice.id));
    return words;
}

StandingNotices::StandingNotices(sync::AgentClient& agent, QWidget* parent)
    : QWidget(parent)
    , agent_(agent)
{
    banner_ = new Banner(this);
    banner_->setDismissable(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(banner_);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(banner_, &Banner::dismissed, this, &StandingNotices::dismiss);
    connect(banner_, &Banner::actionTriggered, this, [this] {
        if (!notices_.empty())
            Q_EMIT placeWanted(wordsOf(notices_.front()).place);
    });
    hide();
}

void StandingNotices::setStatus(const sync::Status& status)
{
    if (status.notices == notices_)
        return;
    const std::vector<sync::Notice> before = std::exchange(notices_, status.notices);
    show(notices_);
    for (const sync::Notice& notice : notices_) {
        if (std::find(before.begin(), before.end(), notice) == before.end())
            Q_EMIT arrived(notice);
    }
}

void StandingNotices::show(const std::vector<sync::Notice>& notices)
{
    setVisible(!notices.empty());
    if (notices.empty()) {
        banner_->clear();
        return;
    }
    const NoticeWords words = wordsOf(notices.front());
    banner_->setAction(tr("Show"));
    banner_->say(words.kind, words.cause, words.nextStep);
}

/// Gone from the screen at once; the agent forgets it, or its next status shows it again.
void StandingNotices::dismiss()
{
    if (notices_.empty())
        return;
    const boost::json::object params{{"id", notices_.front().id}};
    notices_.erase(notices_.begin());
    show(notices_);
    agent_.call("notice.dismiss", params, this, [](const Result<boost::json::value>&) {});
}

} // namespace tidemark::ui
