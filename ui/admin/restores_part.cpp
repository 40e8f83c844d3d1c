#include "ui/admin/restores_part.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/chip.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/side_pane.hpp"
#include "ui/kit/table_view.hpp"

#include <QListWidget>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

using Words = QString (*)(const json::object& row);

sync::RowColumn column(const QString& title, Words words)
{
    return {.title = title, .format = [words](const json::value&, const json::object& row) {
                return words(row);
            }};
}

ChipText needOf(const json::object& row)
{
    const auto need = static_cast<int>(numberIn(row, "needPerson"));
    if (need == 0)
        return {Kind::ok, RestoresPart::tr("None"), QStringLiteral("check")};
    return {
        Kind::warn,
        RestoresPart::tr("%n need(s) a person", nullptr, need),
        QStringLiteral("circle-alert")};
}

std::vector<sync::RowColumn> restoreColumns()
{
    return {
        column(
            RestoresPart::tr("Restored on"),
            [](const json::object& row) { return whenIn(row, "endedAt"); }
        ),
        column(
            RestoresPart::tr("Restored to"),
            [](const json::object& row) { return whenIn(row, "restoredTo"); }
        ),
        column(
            RestoresPart::tr("Why"),
            [](const json::object& row) {
                return textIn(row, "reason") == "operator"
                           ? RestoresPart::tr("Begun anew by an operator")
                           : RestoresPart::tr("The database was another one");
            }
        ),
        column(
            RestoresPart::tr("Devices"),
            [](const json::object& row) { return formatNumber(numberIn(row, "devices")); }
        ),
        column(
            RestoresPart::tr("Sent again"),
            [](const json::object& row) { return formatNumber(numberIn(row, "replayed")); }
        ),
        {.title = RestoresPart::tr("Left to look at"),
         .format = [](const json::value&, const json::object& row) { return needOf(row).text; },
         .extra = [](const json::object& row, int role
                  ) { return role == ChipRole ? QVariant::fromValue(needOf(row)) : QVariant(); }},
    };
}

sync::RowWindowModel* modelOf(sync::AgentClient& agent, const HeldRows& held)
{
    auto* model = new sync::RowWindowModel(agent, {.entity = "recovery"}, restoreColumns());
    model->setSource(held.source());
    return model;
}

QString standingOf(const json::object& item)
{
    const std::string status = textIn(item, "status");
    if (status == "conflict" || status == "partial")
        return RestoresPart::tr("Somebody wrote the same meanwhile");
    return status == "parked" ? RestoresPart::tr("Put aside by the platform")
                              : RestoresPart::tr("Refused");
}

QString lineOf(const json::object& item)
{
    QString text = wordsIn(item, "userName") + QStringLiteral(" · ") + wordsIn(item, "name") +
                   QLatin1Char('\n') + standingOf(item);
    if (const QString cause = wordsIn(item, "cause"); !cause.isEmpty())
        text += QStringLiteral(": ") + cause;
    return text;
}

} // namespace

RestoresPart::RestoresPart(const PageContext& context, QWidget* parent)
    : RestoresPart(context, HeldRows(), parent)
{
}

RestoresPart::RestoresPart(const PageContext& context, HeldRows held, QWidget* parent)
    : ListPart(context.agent, modelOf(context.agent, held), tr("Restores"), parent)
    , context_(context)
    , held_(std::move(held))
{
    held_.setLoad([this](const HeldRows::Done& done) { load(done); });
    now_ = new Label({}, TextStyle::body, Tone::muted, this);
    addFilter(now_);
    table().setColumnWidths({150, 150, 0, 80, 100, 170});
    table().setOptionalColumns({2, 3});
    setEmptyWords(
        QStringLiteral("history"),
        tr("The server was never restored"),
        tr("After a restore from a backup, devices send again what the platform had accepted and "
           "lost. Here you see how much came back and what a person has to look at.")
    );
    addSide();
    connect(this, &ListPart::chosenChanged, this, &RestoresPart::onChosen);
}

void RestoresPart::addSide()
{
    auto* side = new SidePane(this);
    words_ = new Label({}, TextStyle::body, Tone::muted, side->ground());
    words_->setWordWrap(true);
    list_ = new QListWidget(side->ground());
    list_->setAccessibleName(tr("Changes that need a person"));
    list_->setWordWrap(true);
    list_->setFrameShape(QFrame::NoFrame);
    settle_ = new Button(
        ButtonKind::normal, tr("I have looked at it"), QStringLiteral("check"), side->ground()
    );
    QVBoxLayout* card = side->addCard(tr("Left to look at"));
    card->addWidget(words_);
    card->addWidget(list_);
    card->addWidget(settle_, 0, Qt::AlignLeading);
    setSide(side);
    side_ = side;
    side_->hide();
    connect(settle_, &QAbstractButton::clicked, this, &RestoresPart::settle);
    connect(list_, &QListWidget::currentRowChanged, this, [this](int row) {
        settle_->setEnabled(row >= 0);
        settle_->setToolTip(row >= 0 ? QString() : tr("Choose a change of the list first."));
    });
}

void RestoresPart::load(const HeldRows::Done& done)
{
    const PlatformCall call{.path = "sync-restores"};
    askPlatform(context_.agent, call, this, [this, done](const PlatformAnswer& answer) {
        if (!answer) {
            done(*answer.fault);
            return;
        }
        now_->setText(tr("The present history began %1 (epoch %2).")
                          .arg(whenIn(answer.object(), "since"))
                          .arg(numberIn(answer.object(), "epoch")));
        done(objectsIn(answer.object(), "past"));
    });
}

void RestoresPart::onChosen()
{
    const json::object* past = chosen();
    const std::string history = past == nullptr ? std::string() : textIn(*past, "history");
    side_->setVisible(past != nullptr);
    if (history.empty() || std::exchange(history_, history) == history)
        return;
    showLeft({});
    loadLeft();
}

void RestoresPart::loadLeft()
{
    const PlatformCall call{.path = "sync-restores/" + history_ + "/left"};
    askPlatform(context_.agent, call, this, [this, asked = history_](const PlatformAnswer& answer) {
        if (asked != history_)
            return;
        if (answer)
            showLeft(objectsIn(answer.object(), "items"));
        else
            banner().say(*answer.fault);
    });
}

void RestoresPart::showLeft(std::vector<json::object> left)
{
    left_ = std::move(left);
    list_->clear();
    for (const json::object& item : left_)
        list_->addItem(lineOf(item));
    list_->setVisible(!left_.empty());
    settle_->setVisible(!left_.empty());
    settle_->setEnabled(false);
    settle_->setToolTip(tr("Choose a change of the list first."));
    words_->setText(
        left_.empty() ? tr("Everything that was sent again is settled.")
                      : tr("These could not be done once more. Their authors see them under Needs "
                           "you; each goes from here when they decide, or when you settled it.")
    );
}

void RestoresPart::settle()
{
    const int row = list_->currentRow();
    if (row < 0 || row >= static_cast<int>(left_.size()))
        return;
    const json::object& item = left_[static_cast<std::size_t>(row)];
    PlatformCall call{
        .method = "POST",
        .path = "sync-restores/settle",
        .body =
            json::object{{"clientId", textIn(item, "clientId")}, {"mid", numberIn(item, "mid")}}};
    askPlatform(context_.agent, std::move(call), this, [this](const PlatformAnswer& answer) {
        banner().setAction({});
        if (!answer)
            banner().say(*answer.fault);
        loadLeft();
        held_.forget();
        model().refresh();
    });
}

} // namespace tidemark::ui
