#include "ui/admin/tenant_page.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/admin/file_limits_part.hpp"
#include "ui/admin/form_card.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/admin/role_checks.hpp"
#include "ui/admin/stale_dialog.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/field_list.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/tab_stack.hpp"

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QTimeZone>
#include <QVBoxLayout>

#include <boost/json/array.hpp>

#include <algorithm>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int minutesLeast = 5;
constexpr int minutesMost = 480;

std::vector<FieldWords> fieldWords()
{
    return {
        {"name", TenantPage::tr("Name"), {}},
        {"timeZone", TenantPage::tr("Time zone"), {}},
        {"sessionTimeoutMinutes", TenantPage::tr("Sign out after"), {}}};
}

} // namespace

TenantPage::TenantPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , context_(context)
{
    build();
    update();
}

void TenantPage::build()
{
    head_ = new PageHead(title(), this);
    auto* saving = new Button(ButtonKind::primary, tr("Save"), QStringLiteral("save"), this);
    head_->addAction(saving);
    canSave_ = new ActionGuard(context_.agent, saving, "tenant:update");
    canSave_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_S));
    connect(saving, &QAbstractButton::clicked, this, [this] {
        if (changes().empty())
            saveFactor();
        else
            save(textIn(tenant_, "rv"));
    });
    banner_ = new Banner(this);
    auto* tabs = new TabStack(tr("Parts of this page"), this);
    tabs->addTab(tr("General"), [this](QWidget* under) { return createCards(under); });
    tabs->addTab(tr("Files"), [this](QWidget* under) {
        return new FileLimitsPart(context_.agent, under);
    });
    // What the button saves is on the first part alone.
    connect(tabs, &TabStack::shown, saving, [saving](int tab) { saving->setVisible(tab == 0); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head_);
    column->addWidget(banner_);
    column->addWidget(tabs, 1);
    connect(banner_, &Banner::actionTriggered, this, &TenantPage::load);
}

QWidget* TenantPage::createCards(QWidget* parent)
{
    auto* scroll = new CardScroll(parent);
    scroll->add(createGeneral(scroll));
    scroll->add(createSecurity(scroll));
    return scroll;
}

QWidget* TenantPage::createGeneral(QWidget* parent)
{
    auto* card = new FormCard(tr("General"), parent);
    name_ = new QLineEdit(card);
    name_->setMaxLength(120);
    zone_ = new QComboBox(card);
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds())
        zone_->addItem(QString::fromLatin1(id));
    card->addRow(tr("Name"), name_);
    card->addRow(tr("Time zone"), zone_, tr("Deadlines of reports end at midnight of this zone."));
    facts_ = new FieldList(card);
    card->addWide(facts_);
    connect(name_, &QLineEdit::textEdited, this, &TenantPage::update);
    connect(zone_, &QComboBox::activated, this, &TenantPage::update);
    return card;
}

QWidget* TenantPage::createSecurity(QWidget* parent)
{
    auto* card = new FormCard(tr("Signing in"), parent);
    timeout_ = new QSpinBox(card);
    timeout_->setRange(minutesLeast, minutesMost);
    timeout_->setSuffix(tr(" minutes"));
    required_ = new QComboBox(card);
    required_->addItem(tr("Nobody has to"), QStringLiteral("nobody"));
    required_->addItem(tr("People with one of these roles"), QStringLiteral("roles"));
    required_->addItem(tr("Everybody"), QStringLiteral("everyone"));
    roles_ = new RoleChecks(context_.agent, card);
    roles_->setAccessibleName(tr("Roles that need a second factor"));
    roles_->hide();
    card->addRow(
        tr("Sign out after"),
        timeout_,
        tr("From 5 to 480 minutes without anything done by a person. What a program does by itself "
           "does not count.")
    );
    card->addRow(
        tr("Second factor"),
        required_,
        tr("Who must sign in with a code besides the password. They are asked to set it up at the "
           "next sign-in.")
    );
    card->addWide(roles_);
    connect(timeout_, &QSpinBox::valueChanged, this, &TenantPage::update);
    connect(required_, &QComboBox::activated, this, &TenantPage::update);
    connect(roles_, &RoleChecks::edited, this, &TenantPage::update);
    return card;
}

QString TenantPage::title() const
{
    return tr("Tenant settings");
}

std::vector<Crumb> TenantPage::breadcrumb() const
{
    return {Crumb{tr("Administration"), {}}, Crumb{title(), {}}};
}

void TenantPage::entered()
{
    // What was typed and not saved stays.
    if (tenant_.empty() || (changes().empty() && !isFactorChanged()))
        load();
}

void TenantPage::load()
{
    const PlatformCall tenant{.path = "tenants?page=1&size=1"};
    askPlatform(context_.agent, tenant, this, [this](const PlatformAnswer& answer) {
        onTenant(answer);
    });
    const PlatformCall factor{.path = "access/second-factor"};
    askPlatform(context_.agent, factor, this, [this](const PlatformAnswer& answer) {
        onFactor(answer);
    });
}

void TenantPage::onTenant(const PlatformAnswer& answer)
{
    if (!answer) {
        banner_->setAction(tr("Try again"));
        banner_->say(*answer.fault);
        return;
    }
    banner_->clear();
    const auto rows = objectsIn(answer.object(), "items");
    tenant_ = rows.empty() ? json::object() : rows.front();
    name_->setText(wordsIn(tenant_, "name"));
    zone_->setCurrentText(wordsIn(tenant_, "timeZone"));
    timeout_->setValue(static_cast<int>(numberIn(tenant_, "sessionTimeoutMinutes")));
    const bool isReal = textIn(tenant_, "environment") == "production";
    facts_->setLines(
        {{tr("Short name"), wordsIn(tenant_, "slug")},
         {tr("Environment"), isReal ? tr("Production") : tr("Sandbox")}}
    );
    update();
}

void TenantPage::onFactor(const PlatformAnswer& answer)
{
    factor_ = answer ? answer.object() : json::object();
    required_->setEnabled(!factor_.empty());
    required_->setToolTip(factor_.empty() ? tr("The platform does not tell this now.") : QString());
    required_->setCurrentIndex(required_->findData(wordsIn(factor_, "required")));
    roles_->setChosen(textsIn(factor_, "roles"));
    update();
}

json::object TenantPage::changes() const
{
    json::object changed;
    if (tenant_.empty())
        return changed;
    const std::string name = name_->text().trimmed().toStdString();
    if (name != textIn(tenant_, "name"))
        changed["name"] = name;
    const std::string zone = zone_->currentText().toStdString();
    if (zone != textIn(tenant_, "timeZone"))
        changed["timeZone"] = zone;
    if (timeout_->value() != numberIn(tenant_, "sessionTimeoutMinutes"))
        changed["sessionTimeoutMinutes"] = timeout_->value();
    return changed;
}

bool TenantPage::asksRoles() const
{
    return required_->currentData().toString() == QLatin1String("roles");
}

bool TenantPage::isFactorChanged() const
{
    if (factor_.empty() || required_->currentIndex() < 0)
        return false;
    if (required_->currentData().toString() != wordsIn(factor_, "required"))
        return true;
    auto known = textsIn(factor_, "roles");
    std::sort(known.begin(), known.end());
    return asksRoles() && roles_->chosen() != known;
}

void TenantPage::update()
{
    const auto& user = context_.agent.status().user;
    const bool mayChange = user && user->may("tenant:update") && !tenant_.empty();
    for (QWidget* field :
         {static_cast<QWidget*>(name_),
          static_cast<QWidget*>(zone_),
          static_cast<QWidget*>(timeout_),
          static_cast<QWidget*>(roles_)}) {
        field->setEnabled(mayChange);
        field->setToolTip(
            mayChange || tenant_.empty() ? QString()
                                         : tr("Changing this needs the permission tenant:update.")
        );
    }
    roles_->setVisible(asksRoles());
    const bool isChanged = !changes().empty() || isFactorChanged();
    canSave_->setReason(
        tenant_.empty()                     ? tr("The settings are not loaded yet.")
        : name_->text().trimmed().isEmpty() ? tr("The name is missing.")
        : asksRoles() && roles_->chosen().empty()
            ? tr("Choose at least one role that needs a second factor.")
        : isChanged ? QString()
                    : tr("Nothing is changed.")
    );
}

void TenantPage::save(const std::string& rv)
{
    const json::object body = changes();
    PlatformCall call{
        .method = "PATCH", .path = "tenants/" + textIn(tenant_, "id"), .body = body, .rv = rv};
    askPlatform(context_.agent, std::move(call), this, [this, body](const PlatformAnswer& answer) {
        onSaved(answer, body);
    });
}

void TenantPage::onSaved(const PlatformAnswer& answer, const json::object& sent)
{
    if (answer.isStale()) {
        const json::object now = objectIn(answer.object(), "current");
        auto* dialog = new StaleDialog({tenant_, sent, now}, fieldWords(), this);
        connect(dialog, &FormDialog::agreed, this, [this, dialog, rv = textIn(now, "rv")] {
            dialog->accept();
            save(rv);
        });
        dialog->open();
        return;
    }
    if (!answer) {
        banner_->setAction({});
        banner_->say(*answer.fault);
        return;
    }
    tenant_ = answer.object();
    update();
    saveFactor();
}

void TenantPage::saveFactor()
{
    const auto done = [this] {
        banner_->setAction({});
        banner_->say(Kind::ok, tr("Saved."));
        update();
    };
    if (!isFactorChanged()) {
        done();
        return;
    }
    json::object rule{{"required", required_->currentData().toString().toStdString()}};
    if (asksRoles()) {
        const std::vector<std::string> roles = roles_->chosen();
        rule["roles"] = json::array(roles.begin(), roles.end());
    }
    PlatformCall call{.method = "PUT", .path = "access/second-factor", .body = rule};
    askPlatform(context_.agent, std::move(call), this, [this, rule, done](const auto& answer) {
        if (!answer) {
            banner_->setAction({});
            banner_->say(*answer.fault);
            return;
        }
        factor_ = rule;
        done();
    });
}

} // namespace tidemark::ui
