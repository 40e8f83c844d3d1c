// The list beside a case: open conflicts by report, refused changes, what was decided lately.
#pragma once

#include "ui/kit/symbol.hpp"
#include "ui/sync/conflict_source.hpp"
#include "ui/sync/pending_items.hpp"

class QListWidget;
class QVBoxLayout;

namespace tidemark::ui {

class Button;
class Label;

/// Keeps the entry that a person chose while the items change; until then it is the first one.
class NeedsYouList final : public Pane {
    Q_OBJECT

public:
    /// What an entry stands for.
    enum class Kind { none, conflict, refusal, decision };

    explicit NeedsYouList(const QString& title, QWidget* parent = nullptr);

    void setItems(
        const std::vector<ConflictItem>& conflicts,
        const std::vector<PendingItem>& refused,
        const std::vector<Decision>& decisions
    );
    [[nodiscard]] Kind kind() const;
    /// Where in its list the chosen entry is; of conflicts in the order that they were given in.
    [[nodiscard]] std::size_t index() const;
    /// Identifies the chosen entry.
    [[nodiscard]] QString key() const;
    /// Chooses the conflict of this row; later, when it is not listed yet.
    void choose(const QString& rowId);
    void chooseNext();
    void setNarrow(bool isNarrow);
    [[nodiscard]] bool isEmpty() const;

Q_SIGNALS:
    void chosen();
    /// One side for all conflicts of the report of the chosen one.
    void allWanted(bool isMine);

private:
    void createHead(QVBoxLayout* column, const QString& title);
    void addHeader(const QString& words);
    void addEntry(Kind kind, std::size_t index, const QString& what, const QString& detail);
    void addConflicts(const std::vector<ConflictItem>& conflicts);
    void addRefused(const std::vector<PendingItem>& refused);
    void addDecisions(const std::vector<Decision>& decisions);
    void restore(const QString& key, int before);
    [[nodiscard]] bool needsPerson(int row) const;
    void updateBulk();

    Label* summary_ = nullptr;
    QWidget* bulk_ = nullptr;
    Button* allMine_ = nullptr;
    Button* allTheirs_ = nullptr;
    QListWidget* list_ = nullptr;
    QString wanted_ = {};   ///< The row to choose once it is listed.
    bool isPicked_ = false; ///< A person chose an entry; until then it is the first.
};

} // namespace tidemark::ui
