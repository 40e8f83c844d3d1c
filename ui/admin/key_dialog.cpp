#include "ui/admin/key_dialog.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/admin/once_dialog.hpp"
#include "ui/kit/banner.hpp"

#include <QComboBox>
#include <QDateTime>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int usualRate = 60;
constexpr int rateMost = 6000;
constexpr int scopesHeight = 150;

} // namespace

KeyDialog::KeyDialog(const PageContext& context, QWidget* parent)
    : FormDialog(tr("New API key"), tr("Create key"), parent)
    , context_(context)
{
    setExplanation(tr("A program signs in with it in your name, for what is ticked here and no "
                      "more. Its secret is shown once."));
    name_ = new QLineEdit(this);
    name_->setMaxLength(120);
    name_->setPlaceholderText(tr("What it is for"));
    scopes_ = new QListWidget(this);
    scopes_->setFixedHeight(Tokens::current().px(scopesHeight));
    addresses_ = new QLineEdit(this);
    addresses_->setPlaceholderText(QStringLiteral("192.0.2.0/24, 2001:db8::1"));
    life_ = new QComboBox(this);
    life_->addItem(tr("30 days"), 30);
    life_->addItem(tr("90 days"), 90);
    life_->addItem(tr("One year"), 365);
    life_->addItem(tr("Until it is revoked"), 0);
    life_->setCurrentIndex(1);
    rate_ = new QSpinBox(this);
    rate_->setRange(1, rateMost);
    rate_->setValue(usualRate);
    rate_->setSuffix(tr(" a minute"));
    addField(tr("Name"), name_);
    addField(tr("May"), scopes_);
    addField(tr("Only from"), addresses_, tr("Addresses or networks with commas; empty: any."));
    addField(tr("Ends after"), life_);
    addField(tr("Requests"), rate_);
    loadScopes();
    connect(this, &FormDialog::agreed, this, &KeyDialog::make);
    name_->setFocus();
}

void KeyDialog::loadScopes()
{
    const PlatformCall call{.path = "api-keys/scopes"};
    askPlatform(context_.agent, call, this, [this](const PlatformAnswer& answer) {
        if (!answer) {
            fail(*answer.fault);
            return;
        }
        for (const std::string& scope : textsIn(answer.object(), "scopes")) {
            auto* item = new QListWidgetItem(QString::fromStdString(scope), scopes_);
            item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
            item->setCheckState(Qt::Unchecked);
        }
    });
}

bool KeyDialog::check()
{
    if (name_->text().trimmed().isEmpty()) {
        banner().say(Kind::bad, tr("The name is missing."), tr("Say what the key is for."));
        name_->setFocus();
        return false;
    }
    return true;
}

void KeyDialog::make()
{
    if (!check())
        return;
    json::array scopes;
    for (int i = 0; i < scopes_->count(); ++i) {
        if (scopes_->item(i)->checkState() == Qt::Checked)
            scopes.emplace_back(scopes_->item(i)->text().toStdString());
    }
    json::array addresses;
    for (const QString& one : addresses_->text().split(u',', Qt::SkipEmptyParts))
        addresses.emplace_back(one.trimmed().toStdString());
    json::object body{
        {"name", name_->text().trimmed().toStdString()},
        {"scopes", std::move(scopes)},
        {"allowedAddresses", std::move(addresses)},
        {"ratePerMinute", rate_->value()}};
    if (const int days = life_->currentData().toInt(); days > 0) {
        const QDateTime end = QDateTime::currentDateTimeUtc().addDays(days);
        body["expiresAt"] = end.toString(Qt::ISODate).toStdString();
    }
    setBusy(true);
    PlatformCall call{.method = "POST", .path = "api-keys", .body = std::move(body)};
    askPlatform(context_.agent, std::move(call), this, [this](const PlatformAnswer& answer) {
        if (!answer) {
            fail(*answer.fault);
            return;
        }
        showKeySecret(answer.object(), parentWidget());
        accept();
        Q_EMIT made();
    });
}

void showKeySecret(const json::object& key, QWidget* over)
{
    auto* dialog = new OnceDialog(
        KeyDialog::tr("Key %1").arg(wordsIn(key, "name")),
        KeyDialog::tr("This is the whole key. It is shown now and never again: put it where the "
                      "program finds it. Whoever has it can act in your name."),
        KeyDialog::tr("Secret"),
        Secret(textIn(key, "secret")),
        over
    );
    dialog->open();
}

} // namespace tidemark::ui
