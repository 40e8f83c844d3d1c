#include "ui/settings/settings_page.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/symbol.hpp"
#include "ui/settings/connection_card.hpp"
#include "ui/settings/device_section.hpp"
#include "ui/settings/files_card.hpp"
#include "ui/settings/idle_lock.hpp"
#include "ui/settings/licences.hpp"
#include "ui/settings/security_card.hpp"
#include "ui/settings/theme_control.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace {

constexpr int scales[] = {80, 90, 100, 110, 125, 150, 175, 200};
constexpr int lockMinutes[] = {5, 15, 30, 60};

/// A card with a heading and a grid of names and fields.
QGridLayout* makeCard(QWidget* card, const QString& heading)
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
    grid->setColumnMinimumWidth(0, tokens.px(150));
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    return grid;
}

void addRow(QGridLayout* grid, const QString& name, QWidget* field)
{
    const int row = grid->rowCount();
    auto* label = new Label(name, TextStyle::body, Tone::muted, field->parentWidget());
    label->setBuddy(field);
    grid->addWidget(label, row, 0, Qt::AlignVCenter);
    grid->addWidget(field, row, 1, Qt::AlignLeading | Qt::AlignVCenter);
}

} // namespace

SettingsPage::SettingsPage(
    const PageContext& context, ThemeControl& theme, IdleLock& idleLock, QWidget* parent
)
    : Page(parent)
    , context_(context)
    , theme_(theme)
    , idleLock_(idleLock)
{
    const Tokens& tokens = Tokens::current();
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* ground = new Pane(Pane::Ground::canvas, Qt::TopEdge, scroll);
    scroll->setWidget(ground);
    auto* cards = new QVBoxLayout;
    cards_ = cards;
    cards->setSpacing(tokens.px(12));
    QWidget* security = new SecurityCard(context_.agent, this);
    connection_ = new ConnectionCard(context_.agent, this);
    for (QWidget* card :
         {createLook(),
          createLock(),
          createDevice(),
          createFiles(),
          createAccount(),
          security,
          static_cast<QWidget*>(connection_),
          createAbout()}) {
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
    column->addWidget(new PageHead(title(), this));
    column->addWidget(scroll, 1);
    connect(&context_.agent, &sync::AgentClient::statusChanged, this, &SettingsPage::refresh);
    connect(&theme_, &ThemeControl::changed, this, &SettingsPage::refresh);
    refresh();
}

/// What needs the reader comes first.
void SettingsPage::entered()
{
    if (!connection_->needsTrust())
        return;
    cards_->removeWidget(connection_);
    cards_->insertWidget(0, connection_);
}

QWidget* SettingsPage::createLook()
{
    auto* card = new Card(this);
    auto* grid = makeCard(card, tr("Look"));
    themeBox_ = new QComboBox(card);
    themeBox_->setAccessibleName(tr("Theme"));
    themeBox_->addItem(tr("Like the system"), int(ThemeChoice::system));
    themeBox_->addItem(tr("Light"), int(ThemeChoice::light));
    themeBox_->addItem(tr("Dark"), int(ThemeChoice::dark));
    themeBox_->addItem(tr("High contrast"), int(ThemeChoice::highContrast));
    // Queued: a change of scale builds this very page anew.
    const auto chooseTheme = [this](int row) {
        theme_.setChoice(static_cast<ThemeChoice>(themeBox_->itemData(row).toInt()));
    };
    connect(themeBox_, &QComboBox::activated, this, chooseTheme, Qt::QueuedConnection);
    addRow(grid, tr("Theme"), themeBox_);
    scaleBox_ = new QComboBox(card);
    scaleBox_->setAccessibleName(tr("Text size"));
    for (const int scale : scales)
        scaleBox_->addItem(tr("%1 %").arg(scale), scale);
    const auto chooseScale = [this](int row) { theme_.setScale(scaleBox_->itemData(row).toInt()); };
    connect(scaleBox_, &QComboBox::activated, this, chooseScale, Qt::QueuedConnection);
    addRow(grid, tr("Text size"), scaleBox_);
    trayBox_ = new QCheckBox(tr("&Icon with how sync stands, where the system has a tray"), card);
    connect(trayBox_, &QAbstractButton::clicked, &theme_, &ThemeControl::setHasTray);
    addRow(grid, tr("Tray"), trayBox_);
    return card;
}

QWidget* SettingsPage::createLock()
{
    auto* card = new Card(this);
    auto* grid = makeCard(card, tr("Lock"));
    lockBox_ = new QComboBox(card);
    lockBox_->setAccessibleName(tr("Lock after"));
    for (const int minutes : lockMinutes)
        lockBox_->addItem(tr("%n minute(s) without input", nullptr, minutes), minutes);
    lockBox_->addItem(tr("Never by itself"), 0);
    connect(lockBox_, &QComboBox::activated, this, [this](int row) {
        idleLock_.setMinutes(lockBox_->itemData(row).toInt());
    });
    addRow(grid, tr("Lock after"), lockBox_);
    auto* note = new Label(
        tr("The data on this device is also locked with your session, before the computer sleeps, "
           "and by Ctrl+L. Unlocking never needs the network."),
        TextStyle::secondary,
        Tone::muted,
        card
    );
    note->setWordWrap(true);
    grid->addWidget(note, grid->rowCount(), 0, 1, 2);
    return card;
}

QWidget* SettingsPage::createDevice()
{
    return new DeviceSection(context_.agent, this);
}

QWidget* SettingsPage::createFiles()
{
    return new FilesCard(context_.agent, this);
}

QWidget* SettingsPage::createAccount()
{
    auto* card = new Card(this);
    auto* grid = makeCard(card, tr("Account and device"));
    user_ = new Label({}, TextStyle::body, Tone::text, card);
    server_ = new Label({}, TextStyle::body, Tone::text, card);
    server_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    key_ = new Label({}, TextStyle::body, Tone::text, card);
    addRow(grid, tr("Signed in as"), user_);
    addRow(grid, tr("Server"), server_);
    addRow(grid, tr("Key of the store"), key_);
    auto* details =
        new Button(ButtonKind::normal, tr("Sync details"), QStringLiteral("gauge"), card);
    connect(details, &QAbstractButton::clicked, this, [this] {
        context_.navigator.open(Place{QStringLiteral("sync"), {}});
    });
    addRow(grid, {}, details);
    return card;
}

QWidget* SettingsPage::createAbout()
{
    auto* card = new Card(this);
    auto* grid = makeCard(card, tr("About"));
    auto* version = new Label(
        QStringLiteral("Tidemark ") + QCoreApplication::applicationVersion(),
        TextStyle::body,
        Tone::text,
        card
    );
    addRow(grid, tr("Version"), version);
    auto* licence = new Label(
        tr("Free software under the GNU General Public License 3 or later"),
        TextStyle::body,
        Tone::text,
        card
    );
    licence->setWordWrap(true);
    grid->addWidget(
        new Label(tr("Licence"), TextStyle::body, Tone::muted, card), grid->rowCount(), 0
    );
    grid->addWidget(licence, grid->rowCount() - 1, 1);
    auto* button = new Button(
        ButtonKind::normal, tr("Licences of the parts"), QStringLiteral("scroll-text"), card
    );
    connect(button, &QAbstractButton::clicked, this, &SettingsPage::showLicences);
    addRow(grid, {}, button);
    return card;
}

QString SettingsPage::title() const
{
    return tr("Settings");
}

void SettingsPage::refresh()
{
    themeBox_->setCurrentIndex(themeBox_->findData(int(theme_.choice())));
    scaleBox_->setCurrentIndex(scaleBox_->findData(theme_.scale()));
    lockBox_->setCurrentIndex(lockBox_->findData(idleLock_.minutes()));
    trayBox_->setChecked(theme_.hasTray());
    const sync::Status& status = context_.agent.status();
    server_->setText(status.server.empty() ? tr("none") : QString::fromStdString(status.server));
    if (status.user) {
        user_->setText(QString::fromStdString(status.user->displayName + " · " + status.user->login)
        );
    } else {
        user_->setText(tr("nobody"));
    }
    switch (status.keyStore) {
    case sync::KeyStore::keyring:
        key_->setText(tr("In the keyring of this system"));
        break;
    case sync::KeyStore::passphrase:
        key_->setText(tr("Behind your passphrase"));
        break;
    case sync::KeyStore::none:
        key_->setText(tr("None yet"));
        break;
    }
}

void SettingsPage::showLicences()
{
    auto* dialog = new LicencesDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

std::vector<PageEntry> settingsPages(ThemeControl& theme, IdleLock& idleLock)
{
    PageEntry entry;
    entry.id = QStringLiteral("settings");
    entry.section = RailSection::foot;
    entry.title = SettingsPage::tr("Settings");
    entry.iconName = QStringLiteral("settings");
    entry.make = [&theme,
                  &idleLock](const PageContext& context, const QString&, QWidget* parent) -> Page* {
        return new SettingsPage(context, theme, idleLock, parent);
    };
    return {std::move(entry)};
}

} // namespace tidemark::ui
