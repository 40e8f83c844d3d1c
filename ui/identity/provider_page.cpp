#include "ui/identity/provider_page.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/admin/stale_dialog.hpp"
#include "ui/identity/provider_form.hpp"
#include "ui/identity/provider_test.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/prompter.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

std::vector<FieldWords> fieldWords()
{
    const auto mapped = [](const json::value& value) {
        const json::object* mapping = value.if_object();
        const auto count =
            mapping == nullptr ? 0 : static_cast<int>(objectIn(*mapping, "roleOf").size());
        return ProviderPage::tr("%n role(s) by claim", nullptr, count);
    };
    return {
        {"name", ProviderPage::tr("Name"), {}},
        {"issuer", ProviderPage::tr("Issuer"), {}},
        {"clientId", ProviderPage::tr("Client ID"), {}},
        {"scopes", ProviderPage::tr("Scopes"), {}},
        {"isEnabled", ProviderPage::tr("People can sign in with it"), {}},
        {"allowsDeviceCode", ProviderPage::tr("By a code"), {}},
        {"needsSecondFactor", ProviderPage::tr("Second factor of Tidemark"), {}},
        {"trustsEmail", ProviderPage::tr("Addresses are verified"), {}},
        {"createsUsers", ProviderPage::tr("Makes users"), {}},
        {"mapping", ProviderPage::tr("Claims"), mapped}};
}

} // namespace

ProviderPage::ProviderPage(const PageContext& context, const QString& item, QWidget* parent)
    : Page(parent)
    , context_(context)
{
    if (item != QLatin1String("new"))
        id_ = item.toStdString();
    build();
    untouched_ = form_->typed();
    update();
    if (!isNew())
        load({});
}

void ProviderPage::build()
{
    head_ = new PageHead(title(), this);
    auto* testing = new Button(ButtonKind::normal, tr("Test"), QStringLiteral("activity"), this);
    auto* saving = new Button(
        ButtonKind::primary,
        isNew() ? tr("Create provider") : tr("Save"),
        QStringLiteral("save"),
        this
    );
    head_->addAction(testing);
    head_->addAction(saving);
    canTest_ = new ActionGuard(context_.agent, testing, "settings:update");
    canTest_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_T));
    canSave_ =
        new ActionGuard(context_.agent, saving, isNew() ? "settings:create" : "settings:update");
    canSave_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_S));
    banner_ = new Banner(this);
    banner_->setDismissable(true);
    form_ = new ProviderForm(context_.agent, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head_);
    column->addWidget(banner_);
    column->addWidget(form_, 1);
    connect(testing, &QAbstractButton::clicked, this, &ProviderPage::test);
    connect(saving, &QAbstractButton::clicked, this, [this] { save(textIn(provider_, "rv")); });
    connect(banner_, &Banner::actionTriggered, this, [this] { load({}); });
    connect(form_, &ProviderForm::edited, this, &ProviderPage::update);
    connect(form_, &ProviderForm::secretRemovalWanted, this, &ProviderPage::askToRemoveSecret);
}

QString ProviderPage::title() const
{
    const QString name = wordsIn(provider_, "name");
    return isNew() ? tr("New identity provider") : name.isEmpty() ? tr("Identity provider") : name;
}

std::vector<Crumb> ProviderPage::breadcrumb() const
{
    return {
        Crumb{tr("Administration"), {}},
        Crumb{tr("Single sign-on"), Place{QStringLiteral("single-sign-on"), {}}},
        Crumb{title(), {}}};
}

bool ProviderPage::isBusy() const
{
    return isChanged();
}

bool ProviderPage::isChanged() const
{
    return form_->typed() != untouched_ || !form_->typedSecret().empty();
}

void ProviderPage::load(const QString& done)
{
    const PlatformCall call{.path = "oidc-providers/" + id_};
    askPlatform(context_.agent, call, this, [this, done](const PlatformAnswer& answer) {
        if (!answer) {
            banner_->setAction(tr("Try again"));
            banner_->say(*answer.fault);
            return;
        }
        take(answer.object());
        banner_->setAction({});
        if (done.isEmpty())
            banner_->clear();
        else
            banner_->say(Kind::ok, done);
    });
}

void ProviderPage::take(const json::object& provider)
{
    provider_ = provider;
    form_->setProvider(provider_);
    untouched_ = form_->typed();
    head_->setTitle(title());
    const bool isOn = flagIn(provider_, "isEnabled");
    head_->setChips(
        {isOn ? ChipText{Kind::ok, tr("On"), QStringLiteral("check")}
              : ChipText{Kind::neutral, tr("Off"), QStringLiteral("ban")}}
    );
    const auto users = static_cast<int>(numberIn(provider_, "users"));
    head_->setSubtitle(tr("%n person(s) sign in with it", nullptr, users));
    update();
    Q_EMIT headChanged();
}

void ProviderPage::update()
{
    const auto& user = context_.agent.status().user;
    const bool isLoaded = isNew() || !provider_.empty();
    const std::string needed = isNew() ? "settings:create" : "settings:update";
    form_->setEditable(
        isLoaded && user && user->may(needed),
        isLoaded ? tr("Changing this needs the permission %1.").arg(QString::fromStdString(needed))
                 : tr("The provider is not loaded yet.")
    );
    const QString obstacle = form_->obstacle();
    canSave_->setReason(
        isSaving_             ? tr("It is being saved.")
        : !isLoaded           ? tr("The provider is not loaded yet.")
        : !isChanged()        ? tr("Nothing is changed.")
        : !obstacle.isEmpty() ? obstacle
                              : QString()
    );
    canTest_->setReason(
        provider_.empty()                 ? tr("Save the provider first.")
        : !flagIn(provider_, "isEnabled") ? tr("Only a provider that is on can be tested.")
                                          : QString()
    );
}

void ProviderPage::save(const std::string& rv)
{
    isSaving_ = true;
    update();
    PlatformCall call{.method = "POST", .path = "oidc-providers", .body = form_->typed()};
    if (!isNew())
        call = {.method = "PUT", .path = "oidc-providers/" + id_, .body = form_->typed(), .rv = rv};
    askPlatform(context_.agent, std::move(call), this, [this](const PlatformAnswer& answer) {
        onSaved(answer);
    });
}

void ProviderPage::onSaved(const PlatformAnswer& answer)
{
    isSaving_ = false;
    update();
    banner_->setAction({});
    if (answer.isStale()) {
        askOver();
        return;
    }
    if (!answer) {
        banner_->say(*answer.fault);
        return;
    }
    const std::string secret = form_->typedSecret();
    const json::object saved = answer.object();
    if (!isNew())
        take(saved);
    if (secret.empty())
        onStored(textIn(saved, "id"), tr("Saved."));
    else
        saveSecret(textIn(saved, "id"), secret, tr("Saved."));
}

void ProviderPage::onStored(const std::string& id, const QString& done)
{
    if (!isNew()) {
        load(done);
        return;
    }
    form_->setProvider({});
    update();
    context_.navigator.open({QStringLiteral("identity-provider"), QString::fromStdString(id)});
}

/// Somebody was faster: shows what is there now, and writes over it when the person says so.
void ProviderPage::askOver()
{
    const PlatformCall call{.path = "oidc-providers/" + id_};
    askPlatform(context_.agent, call, this, [this](const PlatformAnswer& answer) {
        if (!answer) {
            banner_->say(*answer.fault);
            return;
        }
        const json::object now = answer.object();
        auto* dialog =
            new StaleDialog({provider_, form_->changes(provider_), now}, fieldWords(), this);
        connect(dialog, &FormDialog::agreed, this, [this, dialog, rv = textIn(now, "rv")] {
            dialog->accept();
            save(rv);
        });
        dialog->open();
    });
}

void ProviderPage::saveSecret(const std::string& id, const std::string& secret, const QString& done)
{
    PlatformCall call{
        .method = "PUT",
        .path = "oidc-providers/" + id + "/secret",
        .body = json::object{{"secret", secret}}};
    askPlatform(context_.agent, std::move(call), this, [this, id, done](const auto& answer) {
        if (answer)
            onStored(id, done);
        else
            banner_->say(*answer.fault);
    });
}

void ProviderPage::askToRemoveSecret()
{
    Question question;
    question.heading = tr("Take the secret of %1 away?").arg(title());
    question.text = tr("Tidemark is a public client there from now on. If the provider asks for a "
                       "secret, nobody can sign in with it.");
    question.action = tr("Take away");
    question.isDestructive = true;
    context_.prompter.confirm(this, question, [this](bool isAgreed) {
        if (isAgreed)
            saveSecret(id_, {}, tr("The secret is gone."));
    });
}

void ProviderPage::test()
{
    testProvider(context_.agent, provider_, *banner_);
}

} // namespace tidemark::ui
