// Pending changes: what this device has and the platform does not have yet.
#pragma once

#include "ui/kit/page.hpp"
#include "ui/sync/pending_source.hpp"

#include <QTimer>

namespace tidemark::ui {

class Banner;
class BulkActions;
class Button;
class ChangeActions;
class ChangeCard;
class PageHead;
class PendingModel;
class TableView;

/// The list with the selected change beside it, or what can be done with several; sends again,
/// discards after a question, opens the report.
class PendingPage final : public Page {
    Q_OBJECT

public:
    PendingPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;
    void entered() override;

private:
    void createTable();
    [[nodiscard]] QWidget* createDetails();
    void onItems();
    void onSelection();
    void sendNow();
    void askExport();
    void exportAll(const std::vector<std::int64_t>& mids);
    void countItems();
    /// The only selected one; null when there is none, or more.
    [[nodiscard]] const PendingItem* selected() const;
    [[nodiscard]] std::vector<std::int64_t> selectedMids() const;

    PageContext context_;
    PendingSource source_;
    PendingModel* model_ = nullptr;
    PageHead* head_ = nullptr;
    Banner* banner_ = nullptr;
    TableView* table_ = nullptr;
    QWidget* details_ = nullptr;
    ChangeCard* card_ = nullptr;
    ChangeActions* actions_ = nullptr;
    BulkActions* bulk_ = nullptr;
    Button* openReport_ = nullptr;
    Button* sendNow_ = nullptr;
    Button* export_ = nullptr;
    QTimer countdown_;
};

} // namespace tidemark::ui
