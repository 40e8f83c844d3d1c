// The field over a list that narrows it while something is typed.
#pragma once

#include <QLineEdit>

class QAbstractItemView;

namespace tidemark::ui {

/// Ctrl+F goes into it; Enter or Down goes on to the list, Escape clears it and then goes there.
class SearchField final : public QLineEdit {
    Q_OBJECT

public:
    /// The shortcut works on the page `parent`.
    SearchField(const QString& placeholder, const QString& accessibleName, QWidget* parent);

    /// The list that the field narrows; it outlives the field.
    void setList(QAbstractItemView* list) { list_ = list; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void goToList();

    QAbstractItemView* list_ = nullptr;
};

} // namespace tidemark::ui
