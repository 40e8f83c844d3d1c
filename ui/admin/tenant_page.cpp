#include "ui/admin/tenant_page.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/admin/stale_dialog.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/field_list.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/symbol.hpp"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QSpinBox>
#include <QTimeZone>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int minutesLeast = 5;
constexpr int minutesMost = 480;

/// A card with a heading over a grid of names and fields.
QGridLayout* fillCard(QWidget* card, const QString& heading)
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(card);
    const int margin = tokens.px(16);
    column->setContentsMargins(margin, tokens.px(14), margin, margin);
    column->setSpacing(tokens.px(12));
    column->addWidget(new Label(heading, TextStyle::strong, Tone::text, card));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(tokens.px(20));
    grid->setVerticalSpacing(tokens.px(10));
    grid->setColumnMinimumWidth(0, tokens.px(170));
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    return grid;
}

void addRow(QGridLayout* grid, const QString& name, QWidget* field, const QString& hint = {})
{
    const int row = grid->rowCount();
    auto* label = new Label(name, TextStyle::body, Tone::muted, field->parentWidget());
    label->setBuddy(field);
    field->setAccessibleName(name);
    grid->addWidget(label, row, 0, Qt::AlignVCenter);
    grid->addWidget(field, row, 1);
    if (hint.isEmpty())
        return;
    auto* words = new Label(hint, TextStyle::secondary, Tone::muted, field->parentWidget());
    words->setWordWrap(true);
    field->setAccessibleDescription(hint);
    grid->addWidget(words, row + 1, 1);
}

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
    const Tokens& tokens = Tokens::current();
    head_ = new PageHead(title(), this);
    auto* saving = new Button(ButtonKind::primary, tr("Save"), QStringLiteral("save"), this);
    head_->addAction(saving);
    canSave_ = new ActionGuard(context_.agent, saving, "tenant:update");
    canSave_->setKeys(QKeySequence(Qt::CTRL | Qt::Key_S));
    connect(saving, &QAbstractButton::clicked, this, [this] {
        if (changes().empty())
            saveFactor();
        else
            save(plainIn(tenant_, "rv"));
    });
    banner_ = new Banner(this);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* ground = new Pane(Pane::Ground::canvas, Qt::TopEdge, scroll);
    scroll->setWidget(ground);
    auto* cards = new QVBoxLayout;
    cards->setSpacing(tokens.px(12));
    for (QWidget* card : {createGeneral(), createSecurity()}) {
        card->setMaximumWidth(tokens.px(720));
        cards->addWidget(card);
    }
    cards->addStretch(1);
    auto* aside = new QHBoxLayout(ground);
    const int margin = tokens.px(length::pageMargin);
    aside->setContentsMargins(margin, margin, margin, margin);
    aside->addLayout(cards, 4);
    aside->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head_);
    column->addWidget(banner_);
    column->addWidget(scroll, 1);
    connect(banner_, &Banner::actionTriggered, this, &TenantPage::load);
}

QWidget* TenantPage::createGeneral()
{
    auto* card = new Card(this);
    QGridLayout* grid = fillCard(card, tr("General"));
    name_ = new QLineEdit(card);
    name_->setMaxLength(120);
    zone_ = new QComboBox(card);
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds())
        zone_->addItem(QString::fromLatin1(id));
    addRow(grid, tr("Name"), name_);
    addRow(grid, tr("Time zone"), zone_, tr("Deadlines of reports end at midnight of this zone."));
    facts_ = new FieldList(card);
    grid->addWidget(facts_, grid->rowCount(), 0, 1, 2);
    connect(name_, &QLineEdit::textEdited, this, &TenantPage::update);
    connect(zone_, &QComboBox::activated, this, &TenantPage::update);
    return card;
}

QWidget* TenantPage::createSecurity()
{
    auto* card = new Card(this);
    QGridLayout* grid = fillCard(card, tr("Signing in"));
    timeout_ = new QSpinBox(card);
    timeout_->setRange(minutesLeast, minutesMost);
    timeout_->setSuffix(tr(" minutes"));
    required_ = new QComboBox(card);
    required_->addItem(tr("Nobody has to"), QStringLiteral("nobody"));
    required_->addItem(tr("Everybody"), QStringLiteral("everyone"));
    addRow(
        grid,
        tr("Sign out after"),
        timeout_,
        tr("From 5 to 480 minutes without anything done by a person. What a program does by itself "
           "does not count.")
    );
    addRow(
        grid,
        tr("Second factor"),
        required_,
        tr("Who must sign in with a code besides the password. They are asked to set it up at the "
           "next sign-in.")
    );
    connect(timeout_, &QSpinBox::valueChanged, this, &TenantPage::update);
    connect(required_, &QComboBox::activated, this, &TenantPage::update);
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
    const bool isReal = plainIn(tenant_, "environment") == "production";
    facts_->setLines(
        {{tr("Short name"), wordsIn(tenant_, "slug")},
         {tr("Environment"), isReal ? tr("Production") : tr("Sandbox")}}
    );
    update();
}

void TenantPage::onFactor(const PlatformAnswer& answer)
{
    factor_ = answer ? answer.object() : json::object();
    const QString required = wordsIn(factor_, "required");
    const int roles = required_->findData(QStringLiteral("roles"));
    if (required == QLatin1String("roles") && roles < 0) {
        const auto count = static_cast<int>(textsIn(factor_, "roles").size());
        required_->addItem(
            tr("People with one of %n role(s)", nullptr, count), QStringLiteral("roles")
        );
    }
    required_->setEnabled(!factor_.empty());
    required_->setToolTip(factor_.empty() ? tr("The platform does not tell this now.") : QString());
    required_->setCurrentIndex(required_->findData(required));
    update();
}

json::object TenantPage::changes() const
{
    json::object changed;
    if (tenant_.empty())
        return changed;
    const std::string name = name_->text().trimmed().toStdString();
    if (name != plainIn(tenant_, "name"))
        changed["name"] = name;
    const std::string zone = zone_->currentText().toStdString();
    if (zone != plainIn(tenant_, "timeZone"))
        changed["timeZone"] = zone;
    if (timeout_->value() != numberIn(tenant_, "sessionTimeoutMinutes"))
        changed["sessionTimeoutMinutes"] = timeout_->value();
    return changed;
}

bool TenantPage::isFactorChanged() const
{
    return !factor_.empty() && required_->currentIndex() >= 0 &&
           required_->currentData().toString() != wordsIn(factor_, "required");
}

void TenantPage::update()
{
    const auto& user = context_.agent.status().user;
    const bool mayChange = user && user->may("tenant:update") && !tenant_.empty();
    for (QWidget* field :
         {static_cast<QWidget*>(name_),
          static_cast<QWidget*>(zone_),
          static_cast<QWidget*>(timeout_)}) {
        field->setEnabled(mayChange);
        field->setToolTip(
            mayChange || tenant_.empty() ? QString()
                                         : tr("Changing this needs the permission tenant:update.")
        );
    }
    const bool isChanged = !changes().empty() || isFactorChanged();
    canSave_->setReason(
        tenant_.empty()                     ? tr("The settings are not loaded yet.")
        : name_->text().trimmed().isEmpty() ? tr("The name is missing.")
        : isChanged                         ? QString()
                                            : tr("Nothing is changed.")
    );
}

void TenantPage::save(const std::string& rv)
{
    const json::object body = changes();
    PlatformCall call{
        .method = "PATCH", .path = "tenants/" + plainIn(tenant_, "id"), .body = body, .rv = rv};
    askPlatform(context_.agent, std::move(call), this, [this, body](const PlatformAnswer& answer) {
        onSaved(answer, body);
    });
}

void TenantPage::onSaved(const PlatformAnswer& answer, const json::object& sent)
{
    if (answer.isStale()) {
        const json::object now = objectIn(answer.object(), "current");
        auto* dialog = new StaleDialog({tenant_, sent, now}, fieldWords(), this);
        connect(dialog, &FormDialog::agreed, this, [this, dialog, rv = plainIn(now, "rv")] {
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
    const std::string required = required_->currentData().toString().toStdString();
    PlatformCall call{
        .method = "PUT",
        .path = "access/second-factor",
        .body = json::object{{"required", required}}};
    askPlatform(
        context_.agent,
        std::move(call),
        this,
        [this, required, done](const PlatformAnswer& answer) {
            if (!answer) {
                banner_->setAction({});
                banner_->say(*answer.fault);
                return;
            }
            factor_["required"] = required;
            done();
        }
    );
}

} // namespace tidemark::ui
