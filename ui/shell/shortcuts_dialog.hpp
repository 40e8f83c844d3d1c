// The sheet of keyboard shortcuts, on F1.
#pragma once

#include <QDialog>

namespace tidemark::ui {

/// Lists the keys that work everywhere and those of grids.
class ShortcutsDialog final : public QDialog {
    Q_OBJECT

public:
    explicit ShortcutsDialog(QWidget* parent = nullptr);
};

} // namespace tidemark::ui
