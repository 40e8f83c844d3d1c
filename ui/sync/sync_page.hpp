// Sync details: everything that the status strip is computed from.
#pragma once

#include "sync/wire/status.hpp"
#include "ui/kit/page.hpp"

#include <QBoxLayout>
#include <QTimer>

#include <boost/json/value.hpp>

namespace tidemark::ui {

class Banner;
class Button;
class FieldList;
class PageHead;
class ScopeActions;
class ScopeModel;
class TableView;

/// Link, mirror, work and device as plain lines, and each part of the data with its state; asks for
/// a sync, switches "Work offline", copies all of it as text.
class SyncPage final : public Page {
    Q_OBJECT

public:
    SyncPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void entered() override;
    void left() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void syncNow();
    void togglePause();
    void askScopes();
    void showScopes(const boost::json::value& answer);
    void chooseScope();
    void copyAsText();
    [[nodiscard]] QWidget* createScopes();
    [[nodiscard]] FieldList* addCard(const QString& heading, QLayout* column);

    PageContext context_;
    PageHead* head_ = nullptr;
    Banner* banner_ = nullptr;
    FieldList* link_ = nullptr;
    FieldList* mirror_ = nullptr;
    FieldList* work_ = nullptr;
    FieldList* device_ = nullptr;
    Button* syncNow_ = nullptr;
    Button* pause_ = nullptr;
    ScopeModel* scopes_ = nullptr;
    ScopeActions* scopeActions_ = nullptr;
    TableView* table_ = nullptr;
    QBoxLayout* cards_ = nullptr;
    std::optional<Fault> refused_ = {}; ///< The last action on a part, until another is chosen.
    QTimer ages_;
    QTimer scopesSoon_;
    bool isAsking_ = false;
};

} // namespace tidemark::ui
