// What would go to whoever helps, shown before it leaves this device.
#pragma once

#include <QDialog>

#include <vector>

class QCheckBox;
class QComboBox;
class QPlainTextEdit;

namespace tidemark::sync {
class AgentClient;
} // namespace tidemark::sync

namespace tidemark::ui {

class Banner;
class Button;

/// The support bundle as text. Names and addresses are left out unless a person wants them in.
/// Nothing is sent: the text is copied or saved.
class SupportDialog final : public QDialog {
    Q_OBJECT

public:
    explicit SupportDialog(sync::AgentClient& agent, QWidget* parent = nullptr);

    /// Writes what is shown to the file.
    void saveTo(const QString& file);

private:
    void load();
    [[nodiscard]] QWidget* createChoice();
    void askFile();

    sync::AgentClient& agent_;
    Banner* banner_ = nullptr;
    QCheckBox* redact_ = nullptr;
    QComboBox* hours_ = nullptr;
    std::vector<QCheckBox*> parts_ = {};
    QPlainTextEdit* preview_ = nullptr;
    Button* copy_ = nullptr;
    Button* save_ = nullptr;
};

} // namespace tidemark::ui
