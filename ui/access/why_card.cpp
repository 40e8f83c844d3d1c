#include "ui/access/why_card.hpp"

#include "ui/access/access_words.hpp"
#include "ui/access/grant_dialog.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/admin/row_picker.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/fault_text.hpp"
#include "ui/kit/labels.hpp"

#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

struct Against {
    std::string_view reason;
    const char* words;
};

constexpr std::array against{
    Against{"user_inactive", QT_TRANSLATE_NOOP("Access", "The account is deactivated.")},
    Against{"not_held", QT_TRANSLATE_NOOP("Access", "No role and no grant gives it.")},
    Against{"row_not_seen", QT_TRANSLATE_NOOP("Access", "The record is in another organization.")},
    Against{
        "row_out_of_reach",
        QT_TRANSLATE_NOOP("Access", "The permission does not reach this record.")},
    Against{
        "reach_too_narrow",
        QT_TRANSLATE_NOOP("Access", "This is done for all records or for none.")},
    Against{
        "same_person",
        QT_TRANSLATE_NOOP("Access", "The same person did the step before; somebody else has to.")},
};

/// The rows of a resource, as people call them.
struct NamedRows {
    std::string_view resource;
    const char* entity;
    const char* sort;
    QString (*title)(const json::object& row);
};

QString nameOf(const json::object& row)
{
    return wordsIn(row, "name");
}

QString titleOfPerson(const json::object& row)
{
    return wordsIn(row, "displayName");
}

QString titleOfReport(const json::object& row)
{
    return QStringLiteral("%1 · %2").arg(
        QString::number(numberIn(row, "year")), wordsIn(row, "organizationName")
    );
}

QString titleOfRun(const json::object& row)
{
    return QStringLiteral("%1 · %2").arg(
        QString::number(numberIn(row, "number")), wordsIn(row, "definitionName")
    );
}

constexpr std::array named{
    NamedRows{"report", "complianceReport", "-year", titleOfReport},
    NamedRows{"run", "reportRun", "-number", titleOfRun},
    NamedRows{"regreport", "reportDefinition", "name", nameOf},
    NamedRows{"connector", "connector", "name", nameOf},
    NamedRows{"document", "attachment", "name", nameOf},
    NamedRows{"org", "organization", "name", nameOf},
    NamedRows{"role", "role", "name", nameOf},
    NamedRows{"user", "user", "displayName", titleOfPerson},
};

const NamedRows* rowsOf(std::string_view resource)
{
    const auto found = std::find_if(named.begin(), named.end(), [resource](const NamedRows& one) {
        return one.resource == resource;
    });
    return found == named.end() ? nullptr : &*found;
}

QString sourceWords(const json::object& source)
{
    const bool isGrant = textIn(source, "kind") == "grant";
    const QString name = wordsIn(source, "name");
    QString words = isGrant ? WhyCard::tr("Grant %1").arg(name) : WhyCard::tr("Role %1").arg(name);
    words += QStringLiteral(": ") + permissionWords(textIn(source, "permission"));
    const QString until = whenIn(source, "until");
    return until.isEmpty() ? words : words + WhyCard::tr(", until %1").arg(until);
}

QString againstWords(const json::object& obstacle)
{
    const std::string reason = textIn(obstacle, "reason");
    for (const Against& known : against) {
        if (known.reason == reason)
            return QCoreApplication::translate("Access", known.words);
    }
    return wordsIn(obstacle, "cause");
}

} // namespace

WhyCard::WhyCard(sync::AgentClient& agent, std::string userId, QWidget* parent)
    : QWidget(parent)
    , agent_(agent)
    , userId_(std::move(userId))
{
    const Tokens& tokens = Tokens::current();
    permission_ = makePermissionField(this);
    permission_->setAccessibleName(tr("Permission to ask about"));
    ask_ = new Button(ButtonKind::normal, tr("Why?"), {}, this);
    new ActionGuard(agent_, ask_, {});
    verdict_ = new Label({}, TextStyle::strong, Tone::text, this);
    because_ = new Label({}, TextStyle::body, Tone::muted, this);
    for (Label* each : {verdict_, because_}) {
        each->setWordWrap(true);
        each->hide();
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(tokens.px(6));
    row->addWidget(permission_, 1);
    row->addWidget(ask_);
    rowPlace_ = new QVBoxLayout;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens.px(6));
    column->addLayout(row);
    column->addLayout(rowPlace_);
    column->addWidget(verdict_);
    column->addWidget(because_);
    const auto askTyped = [this] { ask(permission_->text().trimmed().toStdString()); };
    connect(ask_, &QAbstractButton::clicked, this, askTyped);
    connect(permission_, &QLineEdit::returnPressed, this, askTyped);
    connect(permission_, &QLineEdit::textChanged, this, &WhyCard::offerRows);
}

void WhyCard::offerRows()
{
    const std::string resource = partsOf(permission_->text().trimmed().toStdString()).resource;
    if (resource == resource_)
        return;
    resource_ = resource;
    delete std::exchange(row_, nullptr);
    const NamedRows* rows = rowsOf(resource);
    if (rows == nullptr)
        return;
    row_ = new RowPicker(agent_, {.entity = rows->entity, .sort = {rows->sort}}, rows->title, this);
    row_->setAccessibleName(tr("Row to ask about"));
    row_->setNone(tr("On any row"));
    row_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    rowPlace_->addWidget(row_);
}

void WhyCard::ask(const std::string& permission)
{
    if (permission.empty()) {
        permission_->setFocus();
        return;
    }
    permission_->setText(QString::fromStdString(permission));
    PlatformCall call{
        .path = "access/explain?permission=" + inQuery(permission) + "&user=" + userId_};
    if (const std::string row = row_ == nullptr ? std::string() : row_->chosen(); !row.empty())
        call.path += std::string("&entity=") + rowsOf(resource_)->entity + "&id=" + row;
    askPlatform(agent_, std::move(call), this, [this](const PlatformAnswer& answer) {
        onAnswer(answer);
    });
}

void WhyCard::onAnswer(const PlatformAnswer& answer)
{
    verdict_->show();
    because_->show();
    if (!answer) {
        verdict_->setTone(Tone::bad);
        verdict_->setText(faultCause(*answer.fault));
        because_->setText(faultNextStep(*answer.fault));
        return;
    }
    const json::object& body = answer.object();
    const bool isAllowed = flagIn(body, "allowed");
    const QString reach = reachWord(textIn(body, "reach"));
    verdict_->setTone(isAllowed ? Tone::ok : Tone::bad);
    verdict_->setText(isAllowed ? tr("Yes: %1").arg(reach) : tr("No"));
    QStringList words;
    for (const json::object& source : objectsIn(body, "because"))
        words << sourceWords(source);
    for (const json::object& obstacle : objectsIn(body, "against"))
        words << againstWords(obstacle);
    because_->setText(words.join(u'\n'));
}

} // namespace tidemark::ui
