// Sync activity: what this device and the platform did with each other, and when.
#pragma once

#include "ui/kit/page.hpp"
#include "ui/sync/activity_source.hpp"

class QCheckBox;
class QComboBox;

namespace tidemark::ui {

class ActivityModel;
class Banner;
class Button;
class EmptyState;
class PageHead;
class SearchField;
class TableView;

/// The newest two hundred events and, on demand, the ones before. Every id that an error shows is
/// found here.
class ActivityPage final : public Page {
    Q_OBJECT

public:
    /// `search`: what is looked for at first, such as the id of a fault.
    ActivityPage(const PageContext& context, const QString& search, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;
    void entered() override;
    void left() override;

private:
    [[nodiscard]] QWidget* createTools();
    void createTable();
    [[nodiscard]] QWidget* createFoot();
    void applyFilter();
    void onEvents();
    void copy();
    [[nodiscard]] bool isFiltered() const;

    PageContext context_;
    ActivitySource source_;
    ActivityModel* model_ = nullptr;
    PageHead* head_ = nullptr;
    Banner* banner_ = nullptr;
    SearchField* search_ = nullptr;
    QComboBox* kind_ = nullptr;
    QCheckBox* problems_ = nullptr;
    TableView* table_ = nullptr;
    EmptyState* empty_ = nullptr;
    Button* copy_ = nullptr;
    Button* older_ = nullptr;
};

} // namespace tidemark::ui
