// Shows where the clipboard would go before it goes there.
#pragma once

#include <QDialog>

namespace tidemark::ui {

class SheetView;

/// The first rows of the clipboard under the columns that would take them, and what would be left
/// out. Accepting it pastes.
class PastePreview final : public QDialog {
    Q_OBJECT

public:
    PastePreview(const SheetView& view, QWidget* parent);
};

} // namespace tidemark::ui
