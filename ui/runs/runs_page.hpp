// The list of report runs, and the way to start one.
#pragma once

#include "ui/kit/page.hpp"

class QHBoxLayout;

namespace tidemark::sync {
class RowWindowModel;
} // namespace tidemark::sync

namespace tidemark::ui {

class Banner;
class Button;
class PageHead;
class SearchField;
class TableView;

/// All runs that the mirror holds, newest first. Enter or double click watches one.
class RunsPage final : public Page {
    Q_OBJECT

public:
    explicit RunsPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;

private:
    void build();
    void buildFilters(QHBoxLayout* row);
    void watch(const QString& runId);
    void chooseDefinition();
    void start(const std::string& definitionId);
    void updateAllowed();

    PageContext context_;
    sync::RowWindowModel* model_ = nullptr;
    PageHead* head_ = nullptr;
    Banner* banner_ = nullptr;
    Button* start_ = nullptr;
    SearchField* search_ = nullptr;
    TableView* table_ = nullptr;
};

} // namespace tidemark::ui
