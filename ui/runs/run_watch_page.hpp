// The page of one run: head and actions around the live view.
#pragma once

#include "ui/kit/page.hpp"

class QQuickWidget;

namespace tidemark::ui {

class Banner;
class Button;
class PageHead;
class QuickTokens;
class RunWatch;

/// Watches one run. The QML engine is made with the page, not before.
class RunWatchPage final : public Page {
    Q_OBJECT

public:
    RunWatchPage(const PageContext& context, const QString& runId, QWidget* parent = nullptr);
    ~RunWatchPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void buildView();
    void updateHead();
    void askToCancel();
    void cancel();
    void saveArtefact();
    void saveLog();

    PageContext context_;
    std::string runId_;
    RunWatch* watch_ = nullptr;
    QuickTokens* tokens_ = nullptr;
    PageHead* head_ = nullptr;
    Banner* banner_ = nullptr;
    Button* cancel_ = nullptr;
    Button* artefact_ = nullptr;
    QQuickWidget* view_ = nullptr;
    QString title_ = {};
};

} // namespace tidemark::ui
