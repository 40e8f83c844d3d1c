// How large files may be, one and all together.
#pragma once

#include "ui/admin/platform_api.hpp"

#include <QWidget>

#include <boost/json/object.hpp>

class QDoubleSpinBox;
class QSpinBox;

namespace tidemark::ui {

class ActionGuard;
class Banner;
class FieldList;

/// What is set for the tenant, and how much is used. One request.
class FileLimitsPart final : public QWidget {
    Q_OBJECT

public:
    explicit FileLimitsPart(sync::AgentClient& agent, QWidget* parent = nullptr);

private:
    void build();
    void load();
    void show(const PlatformAnswer& answer);
    void update();
    void save();
    [[nodiscard]] std::int64_t fileBytes() const;
    [[nodiscard]] std::int64_t quotaBytes() const;

    sync::AgentClient& agent_;
    boost::json::object limits_ = {};
    Banner* banner_ = nullptr;
    QSpinBox* file_ = nullptr;
    QDoubleSpinBox* quota_ = nullptr;
    FieldList* used_ = nullptr;
    ActionGuard* canSave_ = nullptr;
};

} // namespace tidemark::ui
