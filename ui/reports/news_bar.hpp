// "D. Ilves changed 3 fields 20 s ago": over the grid, with what changed and a merge in place.
#pragma once

#include "ui/reports/report_news.hpp"
#include "ui/reports/report_session.hpp"

#include <QWidget>

class QStandardItemModel;

namespace tidemark::ui {

class Banner;
class Button;
class Label;
class SheetView;
class TableView;

/// Never takes the focus by itself or by a click: what is being typed stays open under it. The
/// grid shows at once what others changed; only a cell that is being typed into has to be merged.
class NewsBar final : public QWidget {
    Q_OBJECT

public:
    NewsBar(ReportSession& session, SheetView& view, QWidget* parent = nullptr);

    /// Shows or hides what changed.
    void toggleDetails();
    /// Shows what would come of the cell being typed, to be agreed to.
    void mergeNow();

private:
    void buildDetails();
    void onNews(const SheetChange& change);
    void onMerged(const SheetChange& mine);
    void onTyping(const QModelIndex& cell);
    void refresh();
    void sayNews();
    void fillDetails();
    void decide(bool isMine);
    void dismiss();
    [[nodiscard]] QString places() const;

    ReportSession& session_;
    SheetView& view_;
    ReportNews news_;
    std::optional<SheetChange> merged_ = {};  ///< Mine that the platform merged with the news.
    std::optional<SheetChange> awaited_ = {}; ///< The same, while the news are not here yet.
    QTimer tick_;
    Banner* banner_ = nullptr;
    Button* undo_ = nullptr;
    QWidget* details_ = nullptr;
    TableView* table_ = nullptr;
    QStandardItemModel* lines_ = nullptr;
    Label* outcome_ = nullptr;
    Button* takeMine_ = nullptr;
    Button* takeTheirs_ = nullptr;
    bool isMerging_ = false;
};

} // namespace tidemark::ui
