#include "ui/access/user_dialog.hpp"

#include "ui/access/access_words.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/admin/once_dialog.hpp"
#include "ui/admin/row_picker.hpp"
#include "ui/kit/banner.hpp"

#include <QCheckBox>
#include <QLineEdit>
#include <QPointer>

#include <memory>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

QString nameOf(const json::object& row)
{
    return wordsIn(row, "name");
}

std::vector<FieldWords> fieldWords()
{
    return {
        {"login", UserDialog::tr("Login"), {}},
        {"displayName", UserDialog::tr("Name"), {}},
        {"title", UserDialog::tr("Title"), {}},
        {"organizationId", UserDialog::tr("Organization"), {}},
        {"isActive", UserDialog::tr("Active"), {}}};
}

} // namespace

UserDialog::UserDialog(const PageContext& context, QWidget* parent)
    : FormDialog(tr("New user"), tr("Create user"), parent)
    , context_(context)
{
    addFields();
    addFirstSteps();
    login_->setFocus();
    connect(this, &FormDialog::agreed, this, &UserDialog::save);
}

UserDialog::UserDialog(
    const PageContext& context, json::object row, const QString& organizationName, QWidget* parent
)
    : FormDialog(tr("Edit %1").arg(wordsIn(row, "displayName")), tr("Save"), parent)
    , context_(context)
    , row_(std::move(row))
{
    addFields();
    login_->setText(wordsIn(row_, "login"));
    name_->setText(wordsIn(row_, "displayName"));
    jobTitle_->setText(wordsIn(row_, "title"));
    if (const std::string id = textIn(row_, "organizationId"); !id.empty())
        organization_->choose(id, organizationName);
    name_->setFocus();
    connect(this, &FormDialog::agreed, this, &UserDialog::save);
}

void UserDialog::addFields()
{
    login_ = new QLineEdit(this);
    name_ = new QLineEdit(this);
    jobTitle_ = new QLineEdit(this);
    organization_ =
        new RowPicker(context_.agent, {.entity = "organization", .sort = {"name"}}, nameOf, this);
    organization_->setNone(tr("None: sees all organizations"));
    addField(tr("Login"), login_, tr("An e-mail address; the person signs in with it."));
    addField(tr("Name"), name_);
    addField(tr("Title"), jobTitle_);
    addField(tr("Organization"), organization_);
}

void UserDialog::addFirstSteps()
{
    role_ = new RowPicker(context_.agent, {.entity = "role", .sort = {"name"}}, nameOf, this);
    role_->setNone(tr("No role yet"));
    addField(tr("First role"), role_, tr("More roles and grants are given on the user's page."));
    password_ = new QCheckBox(tr("Set a first password and show it once"), this);
    password_->setChecked(true);
    addWide(password_);
}

json::object UserDialog::typed() const
{
    json::object fields;
    fields["login"] = login_->text().trimmed().toLower().toStdString();
    fields["displayName"] = name_->text().trimmed().toStdString();
    fields["title"] = jobTitle_->text().trimmed().toStdString();
    const std::string organization = organization_->chosen();
    fields["organizationId"] =
        organization.empty() ? json::value(nullptr) : json::value(organization);
    return fields;
}

bool UserDialog::check()
{
    const auto refuse = [this](QWidget* field, const QString& cause, const QString& nextStep) {
        banner().say(Kind::bad, cause, nextStep);
        field->setFocus();
        return false;
    };
    if (!login_->text().contains(u'@'))
        return refuse(
            login_, tr("The login is no e-mail address."), tr("Type one, such as ana@example.com.")
        );
    if (name_->text().trimmed().isEmpty())
        return refuse(name_, tr("The name is missing."), tr("Type what others call the person."));
    // Words that fit no organization must not silently mean "sees all".
    const bool isNamed = !organization_->currentText().trimmed().isEmpty();
    if (isNamed && organization_->chosen().empty() && organization_->currentIndex() != 0)
        return refuse(
            organization_,
            tr("There is no organization of this name."),
            tr("Choose one of the list, or the first entry for none.")
        );
    return true;
}

void UserDialog::save()
{
    if (!check())
        return;
    setBusy(true);
    if (row_.empty())
        create();
    else
        patch(textIn(row_, "rv"));
}

void UserDialog::create()
{
    json::object fields = typed();
    fields["isActive"] = true;
    PlatformCall call{.method = "POST", .path = "users", .body = std::move(fields)};
    askPlatform(context_.agent, std::move(call), this, [this](const PlatformAnswer& answer) {
        if (answer)
            giveRole(textIn(answer.object(), "id"));
        else
            fail(rightsFault(*answer.fault));
    });
}

void UserDialog::giveRole(const std::string& userId)
{
    const std::string role = role_->chosen();
    if (role.empty()) {
        givePassword(userId);
        return;
    }
    PlatformCall call{
        .method = "POST",
        .path = "user-roles",
        .body = json::object{{"userId", userId}, {"roleId", role}}};
    const QString name = role_->currentText();
    askPlatform(
        context_.agent,
        std::move(call),
        this,
        [this, userId, name](const PlatformAnswer& answer) {
            if (answer) {
                givePassword(userId);
                return;
            }
            Fault fault = rightsFault(*answer.fault);
            const QString cause = tr("The user was created without the role %1. %2")
                                      .arg(name, QString::fromStdString(fault.cause));
            fault.cause = cause.toStdString();
            fault.reason.clear();
            fail(fault);
            agreeButton().setEnabled(false);
        }
    );
}

void UserDialog::givePassword(const std::string& userId)
{
    if (!password_->isChecked()) {
        finish(userId);
        return;
    }
    // The dialog may be closed before the answer; the password has to be shown all the same.
    const QPointer<UserDialog> self(this);
    const auto onAnswer = [self, userId](const PlatformAnswer& answer) {
        if (!self)
            return;
        if (answer) {
            self->finish(userId);
            return;
        }
        Fault fault = *answer.fault;
        const QString cause = tr("The user was created without a password. %1")
                                  .arg(QString::fromStdString(fault.cause));
        fault.cause = cause.toStdString();
        self->fail(fault);
        self->agreeButton().setEnabled(false);
    };
    resetPassword(context_, userId, name_->text().trimmed(), parentWidget(), onAnswer);
}

void UserDialog::finish(const std::string& userId)
{
    accept();
    Q_EMIT saved(QString::fromStdString(userId));
}

void UserDialog::patch(const std::string& rv)
{
    json::object changes;
    for (const auto& [key, value] : typed()) {
        const json::value* before = row_.if_contains(key);
        if (before == nullptr ? !value.is_null() : *before != value)
            changes[key] = value;
    }
    if (changes.empty()) {
        accept();
        return;
    }
    PlatformCall call{
        .method = "PATCH", .path = "users/" + textIn(row_, "id"), .body = changes, .rv = rv};
    const auto onAnswer = [this, changes](const PlatformAnswer& answer) {
        onPatched(answer, changes);
    };
    askPlatform(context_.agent, std::move(call), this, onAnswer);
}

void UserDialog::onPatched(const PlatformAnswer& answer, const json::object& changes)
{
    if (answer) {
        finish(textIn(row_, "id"));
        return;
    }
    if (!answer.isStale()) {
        fail(rightsFault(*answer.fault));
        return;
    }
    setBusy(false);
    const json::object now = objectIn(answer.object(), "current");
    auto* dialog = new StaleDialog({row_, changes, now}, fieldWords(), this);
    connect(dialog, &FormDialog::agreed, this, [this, dialog, rv = textIn(now, "rv")] {
        dialog->accept();
        setBusy(true);
        patch(rv);
    });
    dialog->open();
}

void resetPassword(
    const PageContext& context,
    const std::string& userId,
    const QString& name,
    QWidget* over,
    std::function<void(const PlatformAnswer& answer)> done
)
{
    const auto secret = std::make_shared<Secret>(makePassword());
    PlatformCall call{
        .method = "POST",
        .path = "users/" + userId + "/password",
        .body = json::object{{"password", secret->reveal()}}};
    const auto onAnswer = [=](const PlatformAnswer& answer) {
        if (answer) {
            auto* dialog = new OnceDialog(
                UserDialog::tr("New password of %1").arg(name),
                UserDialog::tr(
                    "It is shown now and never again. Hand it over in a safe way; at the "
                    "next sign-in the person has to choose their own. All their "
                    "sessions have ended."
                ),
                UserDialog::tr("Password"),
                secret->clone(),
                over
            );
            dialog->open();
        }
        done(answer);
    };
    askPlatform(context.agent, std::move(call), over, onAnswer);
}

} // namespace tidemark::ui
