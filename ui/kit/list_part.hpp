// A list with its tools above it.
#pragma once

#include "sync/client/row_window_model.hpp"

#include <QWidget>

#include <utility>
#include <vector>

class QComboBox;
class QHBoxLayout;

namespace tidemark::ui {

class Banner;
class EmptyState;
class SearchField;
class TableView;

/// Tools, a banner, the table, and at the trailing edge what belongs to the chosen row. What cannot
/// be loaded says why, offers to try again, and tries by itself when the platform is back.
class ListPart : public QWidget {
    Q_OBJECT

public:
    /// The part owns the model from now on.
    ListPart(
        sync::AgentClient& agent,
        sync::RowWindowModel* model,
        const QString& accessibleName,
        QWidget* parent = nullptr
    );

    SearchField* addSearch(const QString& placeholder, const QString& accessibleName);
    QComboBox* addChoice(
        const QString& accessibleName, const std::vector<std::pair<QString, QVariant>>& choices
    );
    /// A choice of what the column `state` holds; the empty text: whatever it is.
    void addStateChoice(
        const QString& accessibleName, const std::vector<std::pair<QString, QVariant>>& choices
    );
    /// A tool behind the searching and filtering ones.
    void addFilter(QWidget* filter);
    /// An action at the trailing edge.
    void addTool(QWidget* tool);
    void setSide(QWidget* side);
    void setEmptyWords(const QString& iconName, const QString& heading, const QString& explanation);

    [[nodiscard]] TableView& table() { return *table_; }
    [[nodiscard]] sync::RowWindowModel& model() { return *model_; }
    [[nodiscard]] Banner& banner() { return *banner_; }
    [[nodiscard]] EmptyState& emptyState() { return *empty_; }
    /// The chosen row, or null. Valid until the model changes.
    [[nodiscard]] const boost::json::object* chosen() const;

Q_SIGNALS:
    /// Another row was chosen, or the chosen one has other values.
    void chosenChanged();
    /// Enter or a double click on a row.
    void opened(const QString& id);

private:
    void onFault(const Fault& fault);

    sync::RowWindowModel* model_;
    TableView* table_ = nullptr;
    Banner* banner_ = nullptr;
    EmptyState* empty_ = nullptr;
    SearchField* search_ = nullptr;
    QHBoxLayout* leading_ = nullptr;
    QHBoxLayout* trailing_ = nullptr;
    QHBoxLayout* work_ = nullptr;
    bool hasFailed_ = false;
};

} // namespace tidemark::ui
