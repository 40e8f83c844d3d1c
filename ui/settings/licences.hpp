// The licences of what Tidemark is built from.
#pragma once

#include <QDialog>

namespace tidemark::ui {

/// A list of the parts and their licences.
class LicencesDialog final : public QDialog {
    Q_OBJECT

public:
    explicit LicencesDialog(QWidget* parent = nullptr);
};

} // namespace tidemark::ui
