// All actions of one resource with their reaches, for the role that is edited.
#pragma once

#include <QWidget>

#include <string>
#include <vector>

class QComboBox;
class QVBoxLayout;

namespace tidemark::ui {

class Label;
class PermissionMatrix;

/// One drop-down for each action of the resource that is chosen in the matrix.
class ResourceCard final : public QWidget {
    Q_OBJECT

public:
    ResourceCard(PermissionMatrix& matrix, QWidget* parent = nullptr);

    void setRow(int row);
    void setEditable(bool isEditable);

private:
    void build();
    void refresh();

    PermissionMatrix& matrix_;
    Label* heading_ = nullptr;
    QVBoxLayout* lines_ = nullptr;
    std::vector<std::pair<std::string, QComboBox*>> boxes_ = {};
    std::string resource_ = {};
    int row_ = 0;
    bool isEditable_ = true;
};

} // namespace tidemark::ui
