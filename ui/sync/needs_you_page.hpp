// Needs you: conflicts and refused changes, with all sides shown.
#pragma once

#include "ui/kit/page.hpp"
#include "ui/sync/conflict_source.hpp"
#include "ui/sync/pending_source.hpp"

class QListWidget;

namespace tidemark::ui {

class Banner;
class ChangeActions;
class ChangeCard;
class ConflictCaseView;
class EmptyState;
class Label;

/// The list at the leading edge, the chosen case beside it. Nothing is chosen for anybody.
class NeedsYouPage final : public Page {
    Q_OBJECT

public:
    NeedsYouPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;
    void entered() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* createList();
    [[nodiscard]] QWidget* createCase();
    [[nodiscard]] QWidget* createRefusal(QWidget* parent);
    void onItems();
    void addEntries();
    void showCase();
    void showNext();
    void decideAll(bool isMine);
    void onDecided(std::int64_t batch, int rows);
    void onBannerAction();
    [[nodiscard]] const ConflictItem* selectedConflict() const;
    [[nodiscard]] const PendingItem* selectedRefusal() const;
    [[nodiscard]] QString selectedKey() const;
    [[nodiscard]] QString selectedMark() const;

    PageContext context_;
    PendingSource source_;
    ConflictSource conflicts_;
    std::vector<PendingItem> refused_ = {};
    std::int64_t undoBatch_ = 0;
    QString shown_ = {};    ///< What the case beside the list says; choices stay while it is.
    bool isPicked_ = false; ///< A person chose an entry; until then it is the first.
    QWidget* pane_ = nullptr;
    Label* summary_ = nullptr;
    QWidget* bulk_ = nullptr;
    QListWidget* list_ = nullptr;
    Banner* banner_ = nullptr;
    QWidget* case_ = nullptr;
    EmptyState* empty_ = nullptr;
    ConflictCaseView* conflict_ = nullptr;
    QWidget* refusal_ = nullptr;
    ChangeCard* change_ = nullptr;
    ChangeActions* actions_ = nullptr;
};

} // namespace tidemark::ui
