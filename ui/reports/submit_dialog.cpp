#include "ui/reports/submit_dialog.hpp"

#include "ui/kit/button.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/symbol.hpp"
#include "ui/reports/report_summary.hpp"
#include "ui/supply/problem_text.hpp"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tidemark::ui {

namespace {

constexpr int problemsNamedMost = 6;

} // namespace

SubmitDialog::SubmitDialog(ReportSession& session, QWidget* parent)
    : QDialog(parent)
    , session_(session)
    , flow_(session)
{
    const Tokens& tokens = Tokens::current();
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Sign and submit"));
    setMinimumWidth(tokens.px(440));
    // Window managers without frames leave the edge to us.
    auto* sheet = new Pane(
        Pane::Ground::surface, Qt::TopEdge | Qt::BottomEdge | Qt::LeftEdge | Qt::RightEdge, this
    );
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(sheet);
    auto* column = new QVBoxLayout(sheet);
    const int margin = tokens.px(20);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(tokens.px(length::grid));
    column->addWidget(new Label(tr("Sign and submit"), TextStyle::title, Tone::text, this));
    cancel_ = new Button(ButtonKind::normal, tr("Cancel"), {}, this);
    connect(cancel_, &QPushButton::clicked, this, &QDialog::reject);
    connect(this, &QDialog::rejected, &flow_, &SubmitFlow::stop);
    connect(&flow_, &SubmitFlow::stepChanged, this, &SubmitDialog::onStep);
    const QString why = flow_.blockedBecause();
    if (why.isEmpty())
        buildSignature(column);
    else
        buildBlocked(column, why);
}

void SubmitDialog::buildBlocked(QVBoxLayout* column, const QString& why)
{
    const Tokens& tokens = Tokens::current();
    auto* reason = new Label(why, TextStyle::body, Tone::text, this);
    reason->setWordWrap(true);
    setAccessibleDescription(why);
    column->addWidget(reason);
    int named = 0;
    const SupplySheet& sheet = session_.grid().sheet();
    for (int row = 0; row < sheet.size() && named < problemsNamedMost; ++row) {
        for (const SupplyProblem& problem : sheet.problemsOf(row)) {
            if (problem.severity != ProblemSeverity::error || named++ >= problemsNamedMost)
                continue;
            auto* line = new Label(problemLine(problem, row), TextStyle::body, Tone::bad, this);
            line->setWordWrap(true);
            column->addWidget(line);
        }
    }
    if (sheet.counts().errors > problemsNamedMost)
        column->addWidget(new Label(
            tr("and %1 more").arg(sheet.counts().errors - problemsNamedMost),
            TextStyle::secondary,
            Tone::muted,
            this
        ));
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    cancel_->setText(tr("Close"));
    buttons->addWidget(cancel_);
    if (sheet.counts().errors > 0) {
        auto* show = new Button(ButtonKind::primary, tr("Go to the first problem"), {}, this);
        show->setDefault(true);
        connect(show, &QPushButton::clicked, this, [this] {
            Q_EMIT problemsWanted();
            reject();
        });
        buttons->addWidget(show);
    }
    column->addSpacing(tokens.px(length::grid));
    column->addLayout(buttons);
}

void SubmitDialog::addFigure(QVBoxLayout* column, const QString& name, const QString& value)
{
    auto* row = new QHBoxLayout;
    row->addWidget(new Label(name, TextStyle::body, Tone::muted, this), 1);
    row->addWidget(new Label(value, TextStyle::strong, Tone::text, this));
    column->addLayout(row);
}

void SubmitDialog::buildSignature(QVBoxLayout* column)
{
    const Tokens& tokens = Tokens::current();
    const ComplianceReport& report = session_.report();
    const SupplySheet& sheet = session_.grid().sheet();
    const ReportSummary summary = summaryOf(report, sheet.line18());
    const QString organization = QString::fromStdString(report.organizationName);
    addFigure(column, tr("Report"), tr("%1, %2").arg(organization).arg(report.year));
    addFigure(column, tr("Rows of fuel supply"), formatNumber(sheet.size()));
    for (const SummaryLine& line : summary.lines) {
        if (line.number == 18 || line.number == 21 || line.number == 22)
            addFigure(column, tr("%1 %2").arg(line.number).arg(line.title), summaryText(line));
    }
    if (sheet.counts().warnings > 0)
        addFigure(column, tr("Warnings that stay"), formatNumber(sheet.counts().warnings));
    column->addSpacing(tokens.px(length::grid));
    statement_ = new QCheckBox(tr("I sign this report"), this);
    statement_->setAccessibleDescription(tr("Needed to submit"));
    column->addWidget(statement_);
    auto* meaning = new Label(
        tr("What it says is true and complete as far as I know, and I may sign for %1. After "
           "submitting it is locked until the reviewer returns it.")
            .arg(organization),
        TextStyle::secondary,
        Tone::muted,
        this
    );
    meaning->setWordWrap(true);
    column->addWidget(meaning);
    words_ = new Label({}, TextStyle::body, Tone::muted, this);
    words_->setWordWrap(true);
    words_->hide();
    column->addWidget(words_);
    submit_ = new Button(ButtonKind::primary, tr("Submit"), QStringLiteral("square-pen"), this);
    submit_->setEnabled(false);
    connect(statement_, &QCheckBox::toggled, submit_, &QWidget::setEnabled);
    connect(submit_, &QPushButton::clicked, &flow_, &SubmitFlow::start);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(tokens.px(length::grid));
    buttons->addStretch(1);
    buttons->addWidget(cancel_);
    buttons->addWidget(submit_);
    column->addSpacing(tokens.px(length::grid));
    column->addLayout(buttons);
}

void SubmitDialog::onStep()
{
    if (flow_.step() == SubmitStep::done) {
        Q_EMIT submitted();
        accept();
        return;
    }
    const bool isUnderWay = flow_.step() != SubmitStep::failed && flow_.step() != SubmitStep::idle;
    words_->setText(flow_.words());
    words_->setTone(flow_.step() == SubmitStep::failed ? Tone::bad : Tone::muted);
    words_->setVisible(!flow_.words().isEmpty());
    statement_->setEnabled(!isUnderWay);
    submit_->setEnabled(!isUnderWay && statement_->isChecked());
    adjustSize();
}

} // namespace tidemark::ui
