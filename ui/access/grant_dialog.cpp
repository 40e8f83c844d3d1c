#include "ui/access/grant_dialog.hpp"

#include "models/access/permission_catalogue.hpp"
#include "ui/access/access_words.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/admin/platform_api.hpp"
#include "ui/admin/row_picker.hpp"
#include "ui/kit/banner.hpp"

#include <QCompleter>
#include <QDateTimeEdit>
#include <QLineEdit>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int usualDays = 7;
constexpr int daysMost = 90;

QString personOf(const json::object& row)
{
    return QStringLiteral("%1 (%2)").arg(wordsIn(row, "displayName"), wordsIn(row, "login"));
}

QString nameOf(const json::object& row)
{
    return wordsIn(row, "name");
}

} // namespace

QLineEdit* makePermissionField(QWidget* parent)
{
    QStringList all;
    for (const std::string& permission : allPermissions())
        all << QString::fromStdString(permission);
    auto* field = new QLineEdit(parent);
    field->setPlaceholderText(QStringLiteral("report:submit"));
    auto* completer = new QCompleter(all, field);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    field->setCompleter(completer);
    return field;
}

GrantDialog::GrantDialog(const PageContext& context, const GrantFor& whom, QWidget* parent)
    : FormDialog(
          whom.name.isEmpty() ? tr("Grant for a while") : tr("Grant %1 for a while").arg(whom.name),
          tr("Grant"),
          parent
      )
    , context_(context)
{
    setExplanation(tr("It ends by itself. Both the grant and its end are kept in the audit."));
    user_ =
        new RowPicker(context_.agent, {.entity = "user", .sort = {"displayName"}}, personOf, this);
    if (whom.userId.empty()) {
        addField(tr("Person"), user_);
    } else {
        user_->choose(whom.userId, whom.name);
        user_->hide();
    }
    role_ = new RowPicker(context_.agent, {.entity = "role", .sort = {"name"}}, nameOf, this);
    role_->setNone(tr("No role: one permission"));
    permission_ = makePermissionField(this);
    reason_ = new QLineEdit(this);
    reason_->setMaxLength(500);
    until_ = new QDateTimeEdit(QDateTime::currentDateTime().addDays(usualDays), this);
    until_->setCalendarPopup(true);
    until_->setMinimumDateTime(QDateTime::currentDateTime());
    until_->setMaximumDateTime(QDateTime::currentDateTime().addDays(daysMost));
    addField(tr("Role"), role_);
    addField(tr("Or permission"), permission_, tr("Such as report:submit or report:update@own."));
    addField(tr("Reason"), reason_, tr("Whoever reads the audit later has only this."));
    addField(tr("Until"), until_);
    connect(this, &FormDialog::agreed, this, &GrantDialog::give);
}

bool GrantDialog::check()
{
    const auto refuse = [this](QWidget* field, const QString& cause, const QString& nextStep) {
        banner().say(Kind::bad, cause, nextStep);
        field->setFocus();
        return false;
    };
    if (user_->chosen().empty())
        return refuse(user_, tr("Nobody is chosen."), tr("Choose a person of the list."));
    const bool hasPermission = !permission_->text().trimmed().isEmpty();
    if (role_->chosen().empty() != hasPermission)
        return refuse(
            role_, tr("A grant is of one thing."), tr("Choose either a role or a permission.")
        );
    if (reason_->text().trimmed().isEmpty())
        return refuse(reason_, tr("The reason is missing."), tr("Say in a few words why."));
    return true;
}

void GrantDialog::give()
{
    if (!check())
        return;
    json::object body{
        {"userId", user_->chosen()},
        {"reason", reason_->text().trimmed().toStdString()},
        {"validTo", until_->dateTime().toUTC().toString(Qt::ISODate).toStdString()}};
    if (const std::string role = role_->chosen(); !role.empty())
        body["roleId"] = role;
    else
        body["permission"] = permission_->text().trimmed().toStdString();
    setBusy(true);
    PlatformCall call{.method = "POST", .path = "access/grants", .body = std::move(body)};
    askPlatform(context_.agent, std::move(call), this, [this](const PlatformAnswer& answer) {
        if (!answer) {
            fail(rightsFault(*answer.fault));
            return;
        }
        accept();
        Q_EMIT granted();
    });
}

} // namespace tidemark::ui
