// Set aside: unsent work that its author may no longer send.
#pragma once

#include "ui/kit/page.hpp"
#include "ui/sync/set_aside_source.hpp"

namespace tidemark::ui {

class Banner;
class Button;
class ChangeCard;
class FieldList;
class Label;
class PageHead;
class SetAsideModel;
class SidePane;
class TableView;

/// The list with the chosen piece beside it: what, when, why, and what becomes of it. Exports,
/// hands over, and discards after a question.
class SetAsidePage final : public Page {
    Q_OBJECT

public:
    explicit SetAsidePage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;
    void entered() override;

private:
    void createTable();
    void createSide();
    void wire();
    void onItems();
    void onSelection();
    void onHandedOver(int items, int left);
    void askExport();
    void askDiscard();
    [[nodiscard]] const SetAsideItem* selected() const;

    PageContext context_;
    SetAsideSource source_;
    SetAsideModel* model_ = nullptr;
    PageHead* head_ = nullptr;
    Banner* banner_ = nullptr;
    TableView* table_ = nullptr;
    SidePane* side_ = nullptr;
    Label* fate_ = nullptr;
    FieldList* facts_ = nullptr;
    ChangeCard* change_ = nullptr;
    Button* export_ = nullptr;
    Button* handOver_ = nullptr;
    Button* discard_ = nullptr;
};

} // namespace tidemark::ui
