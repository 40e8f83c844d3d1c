// One compliance report: the workbench.
#pragma once

#include "ui/kit/page.hpp"
#include "ui/kit/unsaved.hpp"
#include "ui/reports/report_session.hpp"

class QStackedWidget;
class QTabBar;

namespace tidemark::ui {

class AttachmentsTab;
class Banner;
class Button;
class EmptyState;
class PageHead;
class PresenceWatch;
class SummaryPane;
class SummaryTab;
class SupplyTab;

/// Head, tabs, the schedule and what follows from it.
class WorkbenchPage final : public Page, public HoldsUnsaved {
    Q_OBJECT

public:
    WorkbenchPage(
        const PageContext& context,
        ReferenceStore& references,
        const QString& reportId,
        QWidget* parent = nullptr
    );

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;
    void entered() override;
    [[nodiscard]] bool isBusy() const override;
    [[nodiscard]] bool hasUnsaved() override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    [[nodiscard]] ReportSession& session() { return session_; }
    /// Only after the session is loaded.
    [[nodiscard]] SupplyTab& supplyTab() { return *supply_; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildHead();
    void buildTabs();
    void buildSchedule();
    void onLoaded();
    void onLoadFailed(const Fault& fault);
    void onChanged(const sync::Changes& changes);
    void showGone();
    void updateHead();
    void updateFiles();
    void updateNote();
    void updateTrouble();
    void updateFigures();
    void foldPane();
    void signAndSubmit();

    PageContext context_;
    ReportSession session_;
    PageHead* head_ = nullptr;
    Banner* banner_ = nullptr;
    Button* undo_ = nullptr;
    Button* redo_ = nullptr;
    Button* submit_ = nullptr;
    QTabBar* tabs_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    EmptyState* waiting_ = nullptr;
    SupplyTab* supply_ = nullptr;
    SummaryTab* summaryTab_ = nullptr;
    AttachmentsTab* files_ = nullptr;
    SummaryPane* pane_ = nullptr;
    PresenceWatch* presence_ = nullptr; ///< From when the report is there.
    QTimer noteTick_;
    bool isGone_ = false; ///< No longer open to the reader: nothing of it is shown.
};

} // namespace tidemark::ui
