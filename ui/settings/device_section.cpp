#include "ui/settings/device_section.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/settings/passphrase_dialog.hpp"

#include <QComboBox>
#include <QGridLayout>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace {

namespace json = boost::json;

/// Writing every row of a big copy anew takes minutes.
constexpr auto rotationPatience = std::chrono::minutes(15);
constexpr qint64 gigabyte = 1'000'000'000;
constexpr int limits[] = {1, 2, 5, 10, 20, 50};

QString textOf(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    if (!value || !value->is_string())
        return {};
    return QString::fromUtf8(
        value->get_string().data(), static_cast<qsizetype>(value->get_string().size())
    );
}

bool flagOf(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value && value->is_bool() && value->get_bool();
}

qint64 numberOf(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value && value->is_int64() ? value->get_int64() : 0;
}

QString dateOf(const json::object& object, std::string_view key)
{
    const auto at = Timestamp::parse(textOf(object, key).toStdString());
    return at ? formatWhen(*at) : QString();
}

Label* addRow(QGridLayout* grid, const QString& name, QWidget* parent)
{
    const int row = grid->rowCount();
    grid->addWidget(new Label(name, TextStyle::body, Tone::muted, parent), row, 0, Qt::AlignTop);
    auto* value = new Label({}, TextStyle::body, Tone::text, parent);
    value->setWordWrap(true);
    grid->addWidget(value, row, 1);
    return value;
}

} // namespace

DeviceSection::DeviceSection(sync::AgentClient& agent, QWidget* parent)
    : Card(parent)
    , agent_(agent)
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(16);
    column->setContentsMargins(margin, tokens.px(14), margin, margin);
    column->setSpacing(tokens.px(12));
    column->addWidget(new Label(tr("This device"), TextStyle::strong, Tone::text, this));
    banner_ = new Banner(this);
    column->addWidget(banner_);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(tokens.px(20));
    grid->setVerticalSpacing(tokens.px(10));
    grid->setColumnMinimumWidth(0, tokens.px(150));
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    slots_ = addRow(grid, tr("Opened by"), this);
    set_ =
        new Button(ButtonKind::normal, tr("Set a passphrase…"), QStringLiteral("key-round"), this);
    remove_ = new Button(ButtonKind::normal, tr("Remove…"), {}, this);
    auto* secrets = new QHBoxLayout;
    secrets->addWidget(set_);
    secrets->addWidget(remove_);
    secrets->addStretch(1);
    grid->addLayout(secrets, grid->rowCount(), 1);
    recovery_ = addRow(grid, tr("Recovery"), this);
    age_ = addRow(grid, tr("Keys"), this);
    rotate_ = new Button(
        ButtonKind::normal, tr("Change the keys now"), QStringLiteral("refresh-cw"), this
    );
    grid->addWidget(rotate_, grid->rowCount(), 1, Qt::AlignLeading);
    room_ = addRow(grid, tr("Room"), this);
    limit_ = new QComboBox(this);
    limit_->setAccessibleName(tr("Room for the local copy"));
    for (const int size : limits)
        limit_->addItem(tr("At most %1").arg(formatBytes(size * gigabyte)), size * gigabyte);
    grid->addWidget(limit_, grid->rowCount(), 1, Qt::AlignLeading);

    connect(set_, &QAbstractButton::clicked, this, [this] { askForPassphrase(false); });
    connect(remove_, &QAbstractButton::clicked, this, [this] { askForPassphrase(true); });
    connect(rotate_, &QAbstractButton::clicked, this, &DeviceSection::changeKeys);
    connect(limit_, &QComboBox::activated, this, &DeviceSection::chooseLimit);
    showKeys({});
}

void DeviceSection::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    refresh();
}

void DeviceSection::refresh()
{
    agent_.call("keys.status", json::object(), this, [this](const Result<json::value>& answer) {
        if (answer && answer->is_object())
            showKeys(answer->get_object());
    });
    agent_.call("storage.status", json::object(), this, [this](const Result<json::value>& answer) {
        if (answer && answer->is_object())
            showStorage(answer->get_object());
    });
}

void DeviceSection::showKeys(const json::object& keys)
{
    const bool hasKeyring = flagOf(keys, "keyring");
    hasPassphrase_ = flagOf(keys, "passphrase");
    if (hasKeyring && hasPassphrase_)
        slots_->setText(tr("The keyring of this system, or your passphrase"));
    else if (hasKeyring)
        slots_->setText(tr("The keyring of this system alone. With a passphrase beside it, a lost "
                           "keyring does not lock you out."));
    else
        slots_->setText(hasPassphrase_ ? tr("Your passphrase") : tr("Not known"));
    set_->setText(hasPassphrase_ ? tr("Change the passphrase…") : tr("Set a passphrase…"));
    remove_->setVisible(hasPassphrase_ && hasKeyring);
    const QString recovery = textOf(keys, "recovery");
    recovery_->setText(
        recovery.isEmpty()
            ? tr("Your organization has no recovery key on this device.")
            : tr("The officers of your organization can open it with the recovery key %1.")
                  .arg(recovery)
    );
    const QString made = dateOf(keys, "madeAt");
    age_->setText(
        made.isEmpty()
            ? tr("Of an earlier version")
            : tr("Made %1; changed by themselves after %2").arg(made, dateOf(keys, "dueAt"))
    );
}

void DeviceSection::showStorage(const json::object& storage)
{
    const qint64 limit = numberOf(storage, "limitBytes");
    const qint64 free = numberOf(storage, "diskFreeBytes");
    QString text =
        tr("%1 of %2").arg(formatBytes(numberOf(storage, "mirrorBytes")), formatBytes(limit));
    if (free >= 0)
        text += QStringLiteral(" · ") + tr("%1 free on the disk").arg(formatBytes(free));
    room_->setText(text);
    if (limit_->findData(limit) < 0)
        limit_->addItem(tr("At most %1").arg(formatBytes(limit)), limit);
    limit_->setCurrentIndex(limit_->findData(limit));
}

void DeviceSection::askForPassphrase(bool isRemoval)
{
    using Deed = PassphraseDialog::Deed;
    const Deed deed = isRemoval ? Deed::remove : hasPassphrase_ ? Deed::change : Deed::set;
    auto* dialog = new PassphraseDialog(deed, agent_, this);
    connect(dialog, &PassphraseDialog::done, this, &DeviceSection::refresh);
    dialog->open();
}

void DeviceSection::changeKeys()
{
    rotate_->setEnabled(false);
    banner_->say(
        Kind::info,
        tr("The keys are being changed."),
        tr("Lists are empty meanwhile. Nothing is lost if this computer is switched off.")
    );
    agent_.callFor(
        rotationPatience,
        "keys.rotate",
        json::object(),
        this,
        [this](const Result<json::value>& answer) {
            rotate_->setEnabled(true);
            if (answer)
                banner_->say(
                    Kind::ok,
                    tr("Everything on this device is under new keys."),
                    tr("The old ones are forgotten after the next restart.")
                );
            else
                banner_->say(answer.error());
            refresh();
        }
    );
}

void DeviceSection::chooseLimit(int row)
{
    const json::object params{{"limitBytes", limit_->itemData(row).toLongLong()}};
    agent_.call("storage.setLimit", params, this, [this](const Result<json::value>& answer) {
        if (!answer)
            banner_->say(answer.error());
        refresh();
    });
}

} // namespace tidemark::ui
