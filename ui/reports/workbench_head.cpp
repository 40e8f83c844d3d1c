// The head of the workbench: who has the report open, and whether it can be signed.
#include "models/fuel/report_lifecycle.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/reports/presence_watch.hpp"
#include "ui/reports/report_words.hpp"
#include "ui/reports/workbench_page.hpp"

namespace tidemark::ui {

void WorkbenchPage::updateHead()
{
    if (isGone_)
        return;
    const ComplianceReport& report = session_.report();
    head_->setTitle(reportTitle(report));
    std::vector<ChipText> chips{statusChip(report.status)};
    if (const auto others = presence_ ? presenceChip(*presence_) : std::nullopt)
        chips.push_back(*others);
    head_->setChips(chips);
    const auto& user = context_.agent.status().user;
    const bool isDraft = report.status == ReportStatus::draft;
    const bool mayRead = user && !user->may("report:submit");
    const int conflicts = session_.conflicts().count();
    submit_->setEnabled(isDraft && !mayRead && !session_.isLarge() && conflicts == 0);
    submit_->setToolTip(
        !isDraft        ? tr("Only a draft can be submitted.")
        : mayRead       ? tr("Submitting needs the permission report:submit. Ask an administrator.")
        : conflicts > 0 ? tr("%n conflict(s) of this report are open. Decide in “Needs you” first.",
                             nullptr,
                             conflicts)
        : session_.isLarge() ? tr("A schedule as long as this one is submitted on the platform.")
                             : QString()
    );
    updateFiles();
    updateFigures();
    Q_EMIT headChanged();
}

} // namespace tidemark::ui
