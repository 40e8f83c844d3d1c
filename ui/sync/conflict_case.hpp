// One conflict with everything to decide it.
#pragma once

#include "ui/sync/conflict_item.hpp"
#include "ui/sync/value_editor.hpp"

#include <QWidget>

class QBoxLayout;
class QVBoxLayout;

namespace tidemark::ui {

class Button;
class Chip;
class ConflictTable;
class Label;

/// Head, table, what happens then, and the buttons. Keys: 1 yours, 2 theirs, E edit, N next,
/// Ctrl+Enter apply.
class ConflictCaseView final : public QWidget {
    Q_OBJECT

public:
    explicit ConflictCaseView(QWidget* parent = nullptr);

    /// `choices` lists what a field can hold, where it is one of a list.
    void setConflict(const ConflictItem& item, const FieldChoices& choices);

Q_SIGNALS:
    /// One item of `conflicts.resolve`.
    void decided(const boost::json::object& choice);
    void nextWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void createButtons(QVBoxLayout* column);
    void createKeys();
    void apply();
    void keepBothRows();
    void refresh();

    ConflictItem item_ = {};
    Label* title_ = nullptr;
    Chip* chip_ = nullptr;
    Label* where_ = nullptr;
    ConflictTable* table_ = nullptr;
    QBoxLayout* buttons_ = nullptr;
    Button* apply_ = nullptr;
    Label* open_ = nullptr;
    Button* keepBoth_ = nullptr;
    Button* next_ = nullptr;
    Label* then_ = nullptr;
};

} // namespace tidemark::ui
