#include "ui/sync/diagnostics_page.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/chip.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/symbol.hpp"
#include "ui/sync/diagnostics_words.hpp"
#include "ui/sync/support_dialog.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int againAfterMs = 2'000;

QString textIn(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string()
               ? QString::fromStdString(std::string(value->get_string()))
               : QString();
}

CheckLine lineFrom(const json::object& check)
{
    QStringList args;
    const auto* list = check.if_contains("args");
    if (list != nullptr && list->is_array()) {
        for (const json::value& arg : list->get_array())
            args.push_back(
                arg.is_string() ? QString::fromStdString(std::string(arg.get_string())) : QString()
            );
    }
    CheckLine line;
    line.id = textIn(check, "id");
    line.act = textIn(check, "act");
    line.state = textIn(check, "state");
    const CheckWords words = checkWords(line.id, textIn(check, "finding"), args);
    line.title = words.title.isEmpty() ? textIn(check, "title") : words.title;
    line.detail = words.detail.isEmpty() ? textIn(check, "detail") : words.detail;
    line.nextStep = words.detail.isEmpty() ? textIn(check, "nextStep") : words.nextStep;
    return line;
}

ChipText chipOf(const QString& state)
{
    if (state == QLatin1String("ok"))
        return {Kind::ok, DiagnosticsPage::tr("Good"), QStringLiteral("circle-check")};
    if (state == QLatin1String("warn"))
        return {Kind::warn, DiagnosticsPage::tr("Look at it"), QStringLiteral("circle-alert")};
    return {Kind::bad, DiagnosticsPage::tr("Needs action"), QStringLiteral("circle-x")};
}

} // namespace

std::vector<CheckLine> checksFrom(const json::value& answer)
{
    std::vector<CheckLine> checks;
    const auto* object = answer.if_object();
    const auto* list = object == nullptr ? nullptr : object->if_contains("checks");
    if (list == nullptr || !list->is_array())
        return checks;
    for (const json::value& each : list->get_array()) {
        if (const auto* check = each.if_object())
            checks.push_back(lineFrom(*check));
    }
    return checks;
}

QString checksAsText(const std::vector<CheckLine>& checks)
{
    QString text;
    for (const CheckLine& check : checks) {
        text += QStringLiteral("[%1] %2: %3\n")
                    .arg(chipOf(check.state).text, check.title, check.detail);
        if (!check.nextStep.isEmpty())
            text += QStringLiteral("    ") + check.nextStep + QLatin1Char('\n');
    }
    return text;
}

DiagnosticsPage::DiagnosticsPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , context_(context)
{
    const Tokens& tokens = Tokens::current();
    head_ = new PageHead(title(), this);
    auto* bundle =
        new Button(ButtonKind::normal, tr("Support bundle…"), QStringLiteral("file-text"), this);
    copy_ = new Button(ButtonKind::normal, tr("Copy as text"), QStringLiteral("copy"), this);
    run_ =
        new Button(ButtonKind::primary, tr("Run all checks"), QStringLiteral("refresh-cw"), this);
    head_->addAction(bundle);
    head_->addAction(copy_);
    head_->addAction(run_);
    banner_ = new Banner(this);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* ground = new Pane(Pane::Ground::canvas, Qt::TopEdge, scroll);
    scroll->setWidget(ground);
    lines_ = new QVBoxLayout(ground);
    const int margin = tokens.px(length::pageMargin);
    lines_->setContentsMargins(margin, margin, margin, margin);
    lines_->setSpacing(tokens.px(length::grid));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head_);
    column->addWidget(banner_);
    column->addWidget(scroll, 1);
    connect(run_, &QAbstractButton::clicked, this, &DiagnosticsPage::run);
    connect(copy_, &QAbstractButton::clicked, this, &DiagnosticsPage::copy);
    connect(bundle, &QAbstractButton::clicked, this, &DiagnosticsPage::openBundle);
    again_.setSingleShot(true);
    again_.setInterval(againAfterMs);
    connect(&again_, &QTimer::timeout, this, [this] { ask(false); });
    copy_->setEnabled(false);
    copy_->setToolTip(tr("Nothing has been checked yet."));
}

QString DiagnosticsPage::title() const
{
    return tr("Diagnostics");
}

std::vector<Crumb> DiagnosticsPage::breadcrumb() const
{
    return {Crumb{tr("Sync"), Place{QStringLiteral("sync"), {}}}, Crumb{title(), {}}};
}

void DiagnosticsPage::entered()
{
    run();
}

void DiagnosticsPage::run()
{
    ask(true);
}

/// A fresh run reads the stores anew; the others only look how far that has come.
void DiagnosticsPage::ask(bool isFresh)
{
    using Answer = Result<json::value>;
    run_->setEnabled(false);
    head_->setNote(tr("Checking"));
    const json::object params{{"fresh", isFresh}};
    context_.agent.call("diagnostics.run", params, this, [this](const Answer& answer) {
        run_->setEnabled(true);
        head_->setNote({});
        if (answer)
            show(*answer);
        else
            banner_->say(answer.error());
    });
}

void DiagnosticsPage::show(const json::value& answer)
{
    banner_->clear();
    checks_ = checksFrom(answer);
    while (QLayoutItem* item = lines_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const CheckLine& check : checks_)
        addCheck(check);
    lines_->addStretch(1);
    copy_->setEnabled(!checks_.empty());
    copy_->setToolTip(checks_.empty() ? tr("Nothing has been checked yet.") : QString());
    const auto count = [this](const char* state) {
        return static_cast<int>(std::count_if(
            checks_.begin(),
            checks_.end(),
            [state](const CheckLine& check) { return check.state == QLatin1String(state); }
        ));
    };
    const int bad = count("bad");
    const int warn = count("warn");
    std::vector<ChipText> chips;
    if (bad > 0)
        chips.push_back(
            {Kind::bad, tr("%n need(s) action", nullptr, bad), QStringLiteral("circle-x")}
        );
    if (warn > 0)
        chips.push_back(
            {Kind::warn, tr("%n to look at", nullptr, warn), QStringLiteral("circle-alert")}
        );
    if (bad == 0 && warn == 0)
        chips.push_back({Kind::ok, tr("Everything is good"), QStringLiteral("circle-check")});
    head_->setChips(chips);
    const auto* object = answer.if_object();
    const auto* reading = object == nullptr ? nullptr : object->if_contains("isReading");
    const bool isReading = reading != nullptr && reading->is_bool() && reading->get_bool();
    head_->setNote(
        isReading ? tr("the stores are still being read")
                  : tr("checked %1").arg(formatTime(Timestamp::now()))
    );
    if (isReading && isVisible())
        again_.start();
}

void DiagnosticsPage::addCheck(const CheckLine& check)
{
    const Tokens& tokens = Tokens::current();
    auto* card = new Card(this);
    card->setAccessibleName(check.title + QStringLiteral(", ") + chipOf(check.state).text);
    auto* row = new QHBoxLayout(card);
    const int margin = tokens.px(12);
    row->setContentsMargins(margin, tokens.px(10), margin, tokens.px(10));
    row->setSpacing(tokens.px(12));
    auto* words = new QVBoxLayout;
    words->setSpacing(tokens.px(2));
    const auto add = [&](const QString& text, TextStyle style, Tone tone) {
        auto* label = new Label(text, style, tone, card);
        label->setWordWrap(true);
        words->addWidget(label);
    };
    add(check.title, TextStyle::strong, Tone::text);
    if (!check.detail.isEmpty())
        add(check.detail, TextStyle::body, Tone::muted);
    if (!check.nextStep.isEmpty())
        add(check.nextStep, TextStyle::body, Tone::text);
    row->addLayout(words, 1);
    const CheckAct offered = checkAct(check.act);
    if (!offered.label.isEmpty()) {
        auto* button = new Button(ButtonKind::normal, offered.label, {}, card);
        connect(button, &QAbstractButton::clicked, this, [this, what = check.act] { act(what); });
        row->addWidget(button, 0, Qt::AlignTop);
    }
    row->addWidget(new Chip(chipOf(check.state), card), 0, Qt::AlignTop);
    lines_->addWidget(card);
}

void DiagnosticsPage::act(const QString& what)
{
    const CheckAct offered = checkAct(what);
    if (!offered.place.page.isEmpty())
        return context_.navigator.open(offered.place);
    if (offered.method == "support.bundle")
        return openBundle();
    using Answer = Result<json::value>;
    const auto onAnswer = [this](const Answer& answer) {
        if (!answer)
            banner_->say(answer.error());
        else
            run();
    };
    if (offered.method == "diagnostics.run")
        run();
    else
        context_.agent.call(offered.method, json::object(), this, onAnswer);
}

void DiagnosticsPage::copy()
{
    QGuiApplication::clipboard()->setText(checksAsText(checks_));
    head_->setNote(tr("Copied"));
}

void DiagnosticsPage::openBundle()
{
    auto* dialog = new SupportDialog(context_.agent, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace tidemark::ui
