#include "ui/settings/passphrase_dialog.hpp"

#include "ui/kit/banner.hpp"

#include <QLineEdit>

namespace tidemark::ui {
namespace {

namespace json = boost::json;

/// Two times Argon2id on a slow machine.
constexpr auto patience = std::chrono::seconds(60);
constexpr int leastLength = 8;

QString headingOf(PassphraseDialog::Deed deed)
{
    switch (deed) {
    case PassphraseDialog::Deed::set:
        return PassphraseDialog::tr("Set a passphrase for this device");
    case PassphraseDialog::Deed::change:
        return PassphraseDialog::tr("Change the passphrase of this device");
    default:
        return PassphraseDialog::tr("Remove the passphrase of this device?");
    }
}

QString actionOf(PassphraseDialog::Deed deed)
{
    switch (deed) {
    case PassphraseDialog::Deed::set:
        return PassphraseDialog::tr("Set passphrase");
    case PassphraseDialog::Deed::change:
        return PassphraseDialog::tr("Change passphrase");
    default:
        return PassphraseDialog::tr("Remove passphrase");
    }
}

} // namespace

PassphraseDialog::PassphraseDialog(Deed deed, sync::AgentClient& agent, QWidget* parent)
    : FormDialog(
          headingOf(deed),
          actionOf(deed),
          parent,
          deed == Deed::remove ? ButtonKind::danger : ButtonKind::primary
      )
    , deed_(deed)
    , agent_(agent)
{
    if (deed == Deed::remove)
        setExplanation(tr("Then only the keyring of this system and the recovery key open it."));
    else
        setExplanation(tr("It opens this device when the keyring of the system cannot. Wrong tries "
                          "make it wait longer and longer."));
    if (deed != Deed::set)
        current_ = addSecret(tr("Current passphrase"));
    if (deed != Deed::remove) {
        first_ =
            addSecret(tr("New passphrase"), tr("At least %n character(s).", nullptr, leastLength));
        again_ = addSecret(tr("New passphrase again"));
    }
    (current_ ? current_ : first_)->setFocus(Qt::OtherFocusReason);
    connect(this, &FormDialog::agreed, this, &PassphraseDialog::act);
}

QLineEdit* PassphraseDialog::addSecret(const QString& name, const QString& hint)
{
    auto* field = new QLineEdit(this);
    field->setAccessibleName(name);
    field->setEchoMode(QLineEdit::Password);
    field->setMaxLength(1024);
    addField(name, field, hint);
    return field;
}

void PassphraseDialog::act()
{
    if (first_ && first_->text().size() < leastLength) {
        banner().say(
            Kind::warn,
            tr("The passphrase is too short."),
            tr("Use at least %n character(s).", nullptr, leastLength)
        );
        return first_->setFocus();
    }
    if (first_ && first_->text() != again_->text()) {
        banner().say(Kind::warn, tr("The two passphrases differ."), tr("Type both again."));
        again_->clear();
        return again_->setFocus();
    }
    json::object params;
    if (current_)
        params["current"] = current_->text().toStdString();
    if (first_)
        params["passphrase"] = first_->text().toStdString();
    setBusy(true);
    agent_.callFor(
        patience,
        first_ ? "keys.setPassphrase" : "keys.removePassphrase",
        std::move(params),
        this,
        [this](const Result<json::value>& answer) {
            setBusy(false);
            if (!answer)
                return fail(answer.error());
            Q_EMIT done();
            accept();
        }
    );
}

} // namespace tidemark::ui
