#include "ui/portal/customer_dialog.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/admin/once_dialog.hpp"
#include "ui/admin/row_picker.hpp"
#include "ui/kit/banner.hpp"

#include <QLineEdit>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int longestAddress = 254;

QString nameOf(const json::object& row)
{
    return wordsIn(row, "name");
}

} // namespace

CustomerDialog::CustomerDialog(
    const PageContext& context, const WaitingCustomer& whom, QWidget* parent
)
    : FormDialog(tr("Admit %1").arg(whom.name), tr("Admit"), parent)
    , context_(context)
    , waiting_(whom.id)
{
    setExplanation(tr("They get an account with the password that they chose, and are told by mail."
    ));
    addPlace();
    organization_->setFocus();
}

CustomerDialog::CustomerDialog(const PageContext& context, QWidget* parent)
    : FormDialog(tr("Invite a customer"), tr("Invite"), parent)
    , context_(context)
{
    setExplanation(
        tr("A code goes to the address by mail, and is shown to you once. It is good for "
           "14 days, for this address only.")
    );
    email_ = new QLineEdit(this);
    email_->setMaxLength(longestAddress);
    email_->setPlaceholderText(QStringLiteral("ana@example.com"));
    addField(tr("E-mail address"), email_);
    addPlace();
    email_->setFocus();
}

void CustomerDialog::addPlace()
{
    organization_ =
        new RowPicker(context_.agent, {.entity = "organization", .sort = {"name"}}, nameOf, this);
    role_ = new RowPicker(context_.agent, {.entity = "role", .sort = {"name"}}, nameOf, this);
    addField(tr("Organization"), organization_, tr("They see the rows of this one and no other."));
    addField(tr("Role"), role_, tr("It cannot give more than you have yourself."));
    connect(this, &FormDialog::agreed, this, &CustomerDialog::send);
}

bool CustomerDialog::check()
{
    const auto refuse = [this](QWidget* field, const QString& cause, const QString& nextStep) {
        banner().say(Kind::bad, cause, nextStep);
        field->setFocus();
        return false;
    };
    if (email_ != nullptr && !email_->text().contains(u'@'))
        return refuse(
            email_, tr("This is no e-mail address."), tr("Type one, such as ana@example.com.")
        );
    if (organization_->chosen().empty())
        return refuse(
            organization_,
            tr("There is no organization of this name."),
            tr("Choose one of the list.")
        );
    if (role_->chosen().empty())
        return refuse(role_, tr("There is no role of this name."), tr("Choose one of the list."));
    return true;
}

void CustomerDialog::send()
{
    if (!check())
        return;
    json::object body{{"organizationId", organization_->chosen()}, {"roleId", role_->chosen()}};
    std::string path = "portal/sign-ups/" + waiting_ + "/approve";
    const QString email = email_ == nullptr ? QString() : email_->text().trimmed().toLower();
    if (email_ != nullptr) {
        body["email"] = email.toStdString();
        path = "portal/invitations";
    }
    setBusy(true);
    PlatformCall call{.method = "POST", .path = std::move(path), .body = std::move(body)};
    askPlatform(context_.agent, std::move(call), this, [this, email](const PlatformAnswer& answer) {
        if (!answer) {
            fail(*answer.fault);
            return;
        }
        accept();
        Q_EMIT done();
        if (email.isEmpty())
            return;
        auto* code = new OnceDialog(
            tr("%1 is invited").arg(email),
            tr("The code is in the mail to them, too. Here it is shown this once; it is good until "
               "%1.")
                .arg(whenIn(answer.object(), "expiresAt")),
            tr("Invitation code"),
            Secret(textIn(answer.object(), "code")),
            parentWidget()
        );
        code->open();
    });
}

} // namespace tidemark::ui
