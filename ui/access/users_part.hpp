// The list of users.
#pragma once

#include "ui/access/role_names.hpp"
#include "ui/kit/list_part.hpp"
#include "ui/kit/page.hpp"

namespace tidemark::ui {

class RowPicker;

/// Users as the mirror has them, also offline; Enter opens one. No request of the platform.
class UsersPart final : public ListPart {
    Q_OBJECT

public:
    explicit UsersPart(const PageContext& context, QWidget* parent = nullptr);

private:
    UsersPart(const PageContext& context, sync::RowWindowModel* model, QWidget* parent);

    [[nodiscard]] static sync::RowWindowModel* modelOf(sync::AgentClient& agent);
    void addFilters();
    void applyFilter();
    void create();

    PageContext context_;
    RowPicker* organization_ = nullptr;
    QComboBox* states_ = nullptr;
};

} // namespace tidemark::ui
