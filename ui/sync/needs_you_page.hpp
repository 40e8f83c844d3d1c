// Needs you: conflicts and refused changes, with all sides shown.
#pragma once

#include "ui/kit/page.hpp"
#include "ui/supply/reference_store.hpp"
#include "ui/sync/conflict_source.hpp"
#include "ui/sync/pending_source.hpp"

namespace tidemark::ui {

class Banner;
class ChangeActions;
class ChangeCard;
class ConflictCaseView;
class DecisionCard;
class EmptyState;
class Label;
class NeedsYouList;

/// The list at the leading edge, the chosen case beside it. Nothing is chosen for anybody.
class NeedsYouPage final : public Page {
    Q_OBJECT

public:
    /// `row` is the conflict to show first; empty: the first of the list.
    NeedsYouPage(const PageContext& context, const QString& row, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;
    void entered() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectSources();
    [[nodiscard]] QWidget* createCase();
    [[nodiscard]] QWidget* createRefusal(QWidget* parent);
    void onItems();
    void showCase();
    void wantReference();
    void decideAll(bool isMine);
    void askAboutAll(
        const std::vector<ConflictItem>& items,
        bool isMine,
        const std::vector<DecisionProblem>& problems
    );
    void onDecided(std::int64_t batch, int rows);
    void onBannerAction();
    [[nodiscard]] const ConflictItem* selectedConflict() const;
    [[nodiscard]] const PendingItem* selectedRefusal() const;
    [[nodiscard]] const Decision* selectedDecision() const;
    [[nodiscard]] QString selectedMark() const;

    PageContext context_;
    PendingSource source_;
    ConflictSource conflicts_;
    ReferenceStore references_;
    ReferenceStore::Reference reference_ = {};
    bool isReferenceWanted_ = false;
    std::vector<PendingItem> refused_ = {};
    std::int64_t undoBatch_ = 0;
    QString shown_ = {}; ///< What the case beside the list says; choices stay while it is.
    NeedsYouList* list_ = nullptr;
    Banner* banner_ = nullptr;
    QWidget* case_ = nullptr;
    EmptyState* empty_ = nullptr;
    ConflictCaseView* conflict_ = nullptr;
    DecisionCard* decision_ = nullptr;
    QWidget* refusal_ = nullptr;
    ChangeCard* change_ = nullptr;
    ChangeActions* actions_ = nullptr;
};

} // namespace tidemark::ui
