// Diagnostics: what was checked on this device, what it means and what to do.
#pragma once

#include "ui/kit/page.hpp"

#include <QTimer>

#include <boost/json/value.hpp>

class QVBoxLayout;

namespace tidemark::ui {

class Banner;
class Button;
class PageHead;

/// One check of `diagnostics.run`.
struct CheckLine {
    QString id = {};
    QString act = {}; ///< What can be offered as the next step, see `checkAct`.
    QString title = {};
    QString state = {}; ///< ok warn bad
    QString detail = {};
    QString nextStep = {};
};

/// In the window's language where the check is known, else as the agent says it.
[[nodiscard]] std::vector<CheckLine> checksFrom(const boost::json::value& answer);
/// The checks as lines of plain text, for a mail to somebody who helps.
[[nodiscard]] QString checksAsText(const std::vector<CheckLine>& checks);

/// Each check green, amber or red with its next step, as a button where Tidemark can take it. Runs
/// them all when it is opened, and looks again while the stores are still being read.
class DiagnosticsPage final : public Page {
    Q_OBJECT

public:
    DiagnosticsPage(const PageContext& context, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] std::vector<Crumb> breadcrumb() const override;
    void entered() override;

private:
    void run();
    void ask(bool isFresh);
    void show(const boost::json::value& answer);
    void addCheck(const CheckLine& check);
    void act(const QString& what);
    void copy();
    void openBundle();

    PageContext context_;
    std::vector<CheckLine> checks_ = {};
    PageHead* head_ = nullptr;
    Banner* banner_ = nullptr;
    QVBoxLayout* lines_ = nullptr;
    Button* run_ = nullptr;
    Button* copy_ = nullptr;
    QTimer again_;
};

} // namespace tidemark::ui
