// Needs you: conflicts and refused changes, with all sides shown.
#pragma once

#include "ui/kit/page.hpp"
#include "ui/sync/pending_source.hpp"

class QListWidget;
class QScrollArea;

namespace tidemark::ui {

class Banner;
class Button;
class Chip;
class ConflictTable;
class EmptyState;
class FieldList;
class Label;

/// The list at the leading edge, the chosen case beside it. Nothing is chosen for anybody.
class NeedsYouPage final : public Page {
    Q_OBJECT

public:
    NeedsYouPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;
    void entered() override;

private:
    [[nodiscard]] QWidget* createList();
    [[nodiscard]] QWidget* createCase();
    void onItems();
    void showCase();
    void showConflict(const PendingItem& item);
    void showRefusal(const PendingItem& item);
    void retry();
    void discard();
    [[nodiscard]] const PendingItem* selected() const;

    PageContext context_;
    PendingSource source_;
    std::vector<PendingItem> items_ = {};
    Label* summary_ = nullptr;
    QListWidget* list_ = nullptr;
    Banner* banner_ = nullptr;
    QWidget* case_ = nullptr;
    EmptyState* empty_ = nullptr;
    Label* title_ = nullptr;
    Chip* chip_ = nullptr;
    ConflictTable* conflicts_ = nullptr;
    QWidget* refusal_ = nullptr;
    Label* cause_ = nullptr;
    Label* nextStep_ = nullptr;
    FieldList* changes_ = nullptr;
    Button* retry_ = nullptr;
    Button* discard_ = nullptr;
    Label* then_ = nullptr;
};

} // namespace tidemark::ui
