// Sync details: everything that the status strip is computed from.
#pragma once

#include "sync/wire/status.hpp"
#include "ui/kit/page.hpp"

#include <QBoxLayout>
#include <QTimer>

namespace tidemark::ui {

class Banner;
class Button;
class FieldList;
class PageHead;

/// Link, mirror, work and device as plain lines; asks for a sync, copies the lines as text.
class SyncPage final : public Page {
    Q_OBJECT

public:
    SyncPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void entered() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void syncNow();
    void copyAsText();
    [[nodiscard]] FieldList* addCard(const QString& heading, QLayout* column);

    PageContext context_;
    PageHead* head_ = nullptr;
    Banner* banner_ = nullptr;
    FieldList* link_ = nullptr;
    FieldList* mirror_ = nullptr;
    FieldList* work_ = nullptr;
    FieldList* device_ = nullptr;
    Button* syncNow_ = nullptr;
    QBoxLayout* cards_ = nullptr;
    QTimer ages_;
};

} // namespace tidemark::ui
