#include "ui/identity/provider_form.hpp"

#include "ui/admin/form_card.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/admin/role_checks.hpp"
#include "ui/admin/row_picker.hpp"
#include "ui/identity/role_mapping.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"

#include <QCheckBox>
#include <QLineEdit>
#include <QUrl>
#include <QVBoxLayout>

#include <boost/json/array.hpp>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int longest = 500;
constexpr int longestSecret = 1000;

QString nameOf(const json::object& row)
{
    return wordsIn(row, "name");
}

QString noOrganization()
{
    return ProviderForm::tr("None: sees all organizations");
}

/// What a provider is before anything is typed; as the platform has it when nothing is sent.
json::object fresh()
{
    return {
        {"scopes", "openid profile email"},
        {"isEnabled", true},
        {"createsUsers", false},
        {"trustsEmail", false},
        {"allowsDeviceCode", true},
        {"needsSecondFactor", false},
        {"mapping", json::object{{"login", "email"}, {"email", "email"}, {"displayName", "name"}}}};
}

} // namespace

ProviderForm::ProviderForm(sync::AgentClient& agent, QWidget* parent)
    : QWidget(parent)
    , agent_(agent)
    , organizations_(agent, "organization", "name")
{
    auto* scroll = new CardScroll(this);
    for (QWidget* card :
         {createWhere(), createSecret(), createClaims(), createRoles(), createNewcomers()})
        scroll->add(card);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scroll);
    connect(&organizations_, &NameBook::arrived, this, [this] {
        if (organization_->chosen() == organizationId_)
            showOrganization();
    });
    setProvider({});
}

QLineEdit*
ProviderForm::addText(FormCard& card, const char* field, const QString& name, const QString& hint)
{
    auto* edit = new QLineEdit(&card);
    edit->setMaxLength(longest);
    card.addRow(name, edit, hint);
    connect(edit, &QLineEdit::textEdited, this, &ProviderForm::edited);
    texts_[field] = edit;
    return edit;
}

QCheckBox*
ProviderForm::addFlag(FormCard& card, const char* field, const QString& name, const QString& hint)
{
    auto* box = new QCheckBox(name, &card);
    card.addChoice(box, hint);
    connect(box, &QCheckBox::clicked, this, &ProviderForm::edited);
    flags_[field] = box;
    return box;
}

QWidget* ProviderForm::createWhere()
{
    auto* card = new FormCard(tr("Provider"), this);
    addText(*card, "name", tr("Name"), tr("As the sign-in screen offers it."))->setMaxLength(80);
    addText(
        *card,
        "issuer",
        tr("Issuer"),
        tr("The address that the provider calls itself, to the last slash.")
    )
        ->setPlaceholderText(QStringLiteral("https://id.example.com/realms/company"));
    addText(
        *card,
        "clientId",
        tr("Client ID"),
        tr("What Tidemark is called there. Its redirect address is http://127.0.0.1/oidc/callback.")
    )
        ->setMaxLength(255);
    addText(*card, "scopes", tr("Scopes"), tr("Words with single spaces, one of them openid."));
    addFlag(*card, "isEnabled", tr("People can sign in with it"), {});
    addFlag(
        *card,
        "allowsDeviceCode",
        tr("Also by a code that is entered elsewhere"),
        tr("For devices on which no browser opens.")
    );
    addFlag(
        *card,
        "needsSecondFactor",
        tr("Ask for the second factor of Tidemark, too"),
        tr("Otherwise that of the provider counts, unless the tenant's rule asks for ours.")
    );
    return card;
}

QWidget* ProviderForm::createSecret()
{
    auto* card = new FormCard(tr("Secret of the client"), this);
    secretState_ = new Label({}, TextStyle::body, Tone::text, card);
    secretState_->setWordWrap(true);
    card->addWide(secretState_);
    secret_ = new QLineEdit(card);
    secret_->setEchoMode(QLineEdit::Password);
    secret_->setMaxLength(longestSecret);
    card->addRow(
        tr("New secret"),
        secret_,
        tr("Sealed on the platform and never shown again. Empty: as it is.")
    );
    auto* remove = new Button(
        ButtonKind::normal, tr("Take the secret away…"), QStringLiteral("trash-2"), card
    );
    removeSecret_ = remove;
    auto* foot = new QWidget(card);
    auto* in = new QHBoxLayout(foot);
    in->setContentsMargins(0, 0, 0, 0);
    in->addWidget(remove);
    in->addStretch(1);
    card->addWide(foot);
    connect(secret_, &QLineEdit::textEdited, this, &ProviderForm::edited);
    connect(remove, &QAbstractButton::clicked, this, &ProviderForm::secretRemovalWanted);
    return card;
}

QWidget* ProviderForm::createClaims()
{
    auto* card = new FormCard(tr("Who people are"), this);
    card->addWords(tr("Claims by name, or by path such as realm_access.roles."));
    const auto add = [&](const char* field, const QString& name, const QString& hint) {
        claims_[field] = addText(*card, field, name, hint);
        texts_.erase(field);
    };
    add("login", tr("Login"), {});
    add("email", tr("E-mail address"), {});
    add("displayName", tr("Name of the person"), {});
    add("organization",
        tr("Organization"),
        tr("Holds a code or the name of one here. Empty: claims do not say."));
    addFlag(
        *card,
        "trustsEmail",
        tr("Take addresses for verified"),
        tr("Otherwise only those whose claim email_verified says so become logins.")
    );
    return card;
}

QWidget* ProviderForm::createRoles()
{
    auto* card = new FormCard(tr("Roles by claim"), this);
    card->addWords(tr("Roles that stand here are given and taken away at each sign-in. Others are "
                      "given here and stay."));
    claims_["roles"] =
        addText(*card, "roles", tr("Claim of roles"), tr("Holds a list of values. Empty: none."));
    texts_.erase("roles");
    mapping_ = new RoleMapping(agent_, card);
    card->addRow(tr("Value and role"), mapping_);
    connect(mapping_, &RoleMapping::edited, this, &ProviderForm::edited);
    return card;
}

QWidget* ProviderForm::createNewcomers()
{
    auto* card = new FormCard(tr("Who comes for the first time"), this);
    addFlag(
        *card,
        "createsUsers",
        tr("Make a user of somebody unknown"),
        tr("Otherwise they are refused until an administrator links them on a user's page.")
    );
    organization_ =
        new RowPicker(agent_, {.entity = "organization", .sort = {"name"}}, nameOf, card);
    organization_->setNone(noOrganization());
    card->addRow(tr("Their organization"), organization_, tr("Where no claim names one."));
    everyonesRoles_ = new RoleChecks(agent_, card);
    card->addRow(tr("Their roles"), everyonesRoles_, tr("None: they see nothing at first."));
    connect(organization_, &RowPicker::picked, this, &ProviderForm::edited);
    connect(everyonesRoles_, &RoleChecks::edited, this, &ProviderForm::edited);
    return card;
}

void ProviderForm::setProvider(const json::object& provider)
{
    const json::object shown = provider.empty() ? fresh() : provider;
    for (const auto& [field, edit] : texts_)
        edit->setText(wordsIn(shown, field));
    for (const auto& [field, box] : flags_)
        box->setChecked(flagIn(shown, field));
    const json::object& mapping = objectIn(shown, "mapping");
    for (const auto& [field, edit] : claims_)
        edit->setText(wordsIn(mapping, field));
    mapping_->setMapping(objectIn(mapping, "roleOf"));
    everyonesRoles_->setChosen(textsIn(mapping, "everyonesRoles"));
    organizationId_ = textIn(mapping, "everyonesOrganization");
    showOrganization();
    const bool hasSecret = flagIn(shown, "hasSecret");
    secretState_->setText(
        hasSecret ? tr("Set on %1.").arg(whenIn(shown, "secretSetAt"))
                  : tr("None: a public client, proven by PKCE alone.")
    );
    removeSecret_->setVisible(hasSecret);
    forgetSecret();
}

void ProviderForm::showOrganization()
{
    const QSignalBlocker quiet(organization_);
    if (organizationId_.empty()) {
        organization_->setCurrentText(noOrganization());
        return;
    }
    const QString name = organizations_.name(organizationId_);
    organization_->choose(
        organizationId_, name.isEmpty() ? tr("An organization that is not on this device") : name
    );
}

json::object ProviderForm::typed() const
{
    json::object all;
    for (const auto& [field, edit] : texts_)
        all[field] = edit->text().simplified().toStdString();
    for (const auto& [field, box] : flags_)
        all[field] = box->isChecked();
    json::object mapping;
    for (const auto& [field, edit] : claims_)
        mapping[field] = edit->text().trimmed().toStdString();
    mapping["roleOf"] = mapping_->mapping();
    const std::vector<std::string> roles = everyonesRoles_->chosen();
    mapping["everyonesRoles"] = json::array(roles.begin(), roles.end());
    const std::string organization = organization_->chosen();
    mapping["everyonesOrganization"] = json::value(nullptr);
    if (!organization.empty())
        mapping["everyonesOrganization"] = organization;
    all["mapping"] = std::move(mapping);
    return all;
}

json::object ProviderForm::changes(const json::object& provider) const
{
    json::object changed;
    for (const auto& [field, value] : typed()) {
        const json::value* before = provider.if_contains(field);
        if (before == nullptr || *before != value)
            changed[field] = value;
    }
    return changed;
}

std::string ProviderForm::typedSecret() const
{
    return secret_->text().toStdString();
}

void ProviderForm::forgetSecret()
{
    secret_->clear();
}

QString ProviderForm::obstacle() const
{
    const auto isEmpty = [this](const char* field) {
        return texts_.at(field)->text().trimmed().isEmpty();
    };
    if (isEmpty("name"))
        return tr("The name is missing.");
    if (!QUrl(texts_.at("issuer")->text().trimmed(), QUrl::StrictMode).scheme().startsWith(u"http"))
        return tr("The issuer is no address such as https://id.example.com.");
    if (isEmpty("clientId"))
        return tr("The client ID is missing.");
    if (!texts_.at("scopes")->text().simplified().split(u' ').contains(QStringLiteral("openid")))
        return tr("One of the scopes has to be openid.");
    if (claims_.at("login")->text().trimmed().isEmpty())
        return tr("The claim of the login is missing.");
    if (const QString twice = mapping_->doubled(); !twice.isEmpty())
        return tr("The value %1 stands on two lines.").arg(twice);
    const bool isNone = organization_->currentText() == noOrganization();
    if (!isNone && organization_->chosen().empty())
        return tr("There is no organization of this name.");
    return {};
}

void ProviderForm::setEditable(bool isEditable, const QString& reason)
{
    mapping_->setEditable(isEditable, reason);
    std::vector<QWidget*> fields{secret_, removeSecret_, everyonesRoles_, organization_};
    for (const auto& [field, edit] : texts_)
        fields.push_back(edit);
    for (const auto& [field, edit] : claims_)
        fields.push_back(edit);
    for (const auto& [field, box] : flags_)
        fields.push_back(box);
    for (QWidget* field : fields) {
        field->setEnabled(isEditable);
        field->setToolTip(isEditable ? QString() : reason);
    }
}

} // namespace tidemark::ui
