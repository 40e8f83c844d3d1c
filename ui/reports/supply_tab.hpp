// The Fuel supply tab: tools, grid and problems.
#pragma once

#include "ui/reports/report_session.hpp"

#include <QWidget>

class QHBoxLayout;
class QLineEdit;
class QTimer;

namespace tidemark::ui {

class Banner;
class Button;
class Label;
class ProblemsPanel;
class SheetView;

/// The schedule as a spreadsheet with everything that belongs to it.
class SupplyTab final : public QWidget {
    Q_OBJECT

public:
    explicit SupplyTab(ReportSession& session, QWidget* parent = nullptr);

    [[nodiscard]] SheetView& view() { return *view_; }
    void goToNextProblem();
    /// Words of the right end of the tool row, when the pane beside the grid is folded away.
    void setFoldedSummary(const QString& words);

Q_SIGNALS:
    /// Sums or rows may be different; at most every 50 ms.
    void figuresChanged();

private:
    void buildTools(QHBoxLayout* row);
    void buildGrid();
    void connectSession();
    void chooseColumns(const QPoint& at);
    void filterRows(const QString& text);
    void previewPaste();
    void updateCounts();
    void onPasted(int rows, bool byHeads, const QString& loss);
    /// Says something good for a while, where the counts are.
    void tell(const QString& news);
    void showLock();

    ReportSession& session_;
    Banner* banner_ = nullptr;
    Banner* lock_ = nullptr;
    SheetView* view_ = nullptr;
    ProblemsPanel* problems_ = nullptr;
    QLineEdit* filter_ = nullptr;
    Label* counts_ = nullptr;
    Label* folded_ = nullptr;
    std::vector<Button*> editTools_ = {};
    QTimer* refreshSoon_ = nullptr;
    QTimer* newsSoon_ = nullptr;
    int selectedCells_ = 1;
    int pastedAt_ = 0; ///< Where the last paste stands in the undo history; 0: nowhere.
};

} // namespace tidemark::ui
