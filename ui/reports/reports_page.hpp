// The list of compliance reports.
#pragma once

#include "sync/client/row_window_model.hpp"
#include "ui/kit/page.hpp"
#include "ui/sync/conflict_source.hpp"

class QHBoxLayout;
class QButtonGroup;

namespace tidemark::ui {

class Banner;
class EmptyState;
class DraftFigures;
class Label;
class ReferenceStore;
class SearchField;
class TableView;

/// All reports that the mirror holds, newest period first. Enter or double click opens one.
class ReportsPage final : public Page {
    Q_OBJECT

public:
    ReportsPage(const PageContext& context, ReferenceStore& references, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void entered() override;

private:
    void buildFilters(QHBoxLayout* row);
    void buildTable();
    void filterBy(const std::vector<std::string>& states);
    void updateWords();
    void showAway(const boost::json::value& answer);
    void sayEmpty();

    PageContext context_;
    ConflictSource conflicts_;
    std::map<std::string, int> openConflicts_ = {}; ///< By report.
    DraftFigures* drafts_ = nullptr;
    sync::RowWindowModel* model_ = nullptr;
    Banner* banner_ = nullptr;
    SearchField* search_ = nullptr;
    Label* count_ = nullptr;
    TableView* table_ = nullptr;
    EmptyState* empty_ = nullptr;
    QStringList away_ = {}; ///< Whose reports are not on this device.
};

} // namespace tidemark::ui
