// One case in the needs-you list: title, and what it is about below; heads of groups.
#pragma once

#include <QStyledItemDelegate>

namespace tidemark::ui {

class CaseDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    enum Role { DetailRole = Qt::UserRole + 1, RefusedRole, HeaderRole };

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index)
        const override;
    [[nodiscard]] QSize
    sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace tidemark::ui
