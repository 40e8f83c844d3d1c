#include "ui/settings/connection_card.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/settings/certificate_card.hpp"

#include <QComboBox>
#include <QDialog>
#include <QFileDialog>
#include <QGridLayout>
#include <QIntValidator>
#include <QLineEdit>
#include <QVBoxLayout>

#include <boost/json/array.hpp>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

QString textIn(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    if (value == nullptr || !value->is_string())
        return {};
    const auto& text = value->get_string();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// A finger-print as people can read it without a wide window.
QString inTwoLines(const QString& fingerprint)
{
    constexpr int half = 16 * 3;
    return fingerprint.left(half - 1) + QLatin1Char('\n') + fingerprint.mid(half);
}

void choose(QComboBox* box, const QString& value)
{
    box->setCurrentIndex(std::max(0, box->findData(value)));
}

} // namespace

ConnectionCard::ConnectionCard(sync::AgentClient& agent, QWidget* parent)
    : Card(parent)
    , agent_(agent)
{
    createFields();
    createLayout();
    connect(mode_, &QComboBox::currentIndexChanged, this, &ConnectionCard::showMode);
    connect(browse_, &QAbstractButton::clicked, this, &ConnectionCard::chooseFile);
    connect(save_, &QAbstractButton::clicked, this, &ConnectionCard::save);
    connect(&agent_, &sync::AgentClient::statusChanged, this, &ConnectionCard::showCertificate);
    connect(certificate_, &CertificateCard::trusted, this, [this] {
        banner_->say(Kind::ok, tr("The certificate is trusted. The connection is tried again."));
        refresh();
        Q_EMIT saved();
    });
    showMode();
    refresh();
    showCertificate();
}

/// Asked once for each time that the certificate gets into the way, not for each status.
void ConnectionCard::showCertificate()
{
    const sync::Status& status = agent_.status();
    const bool isInTheWay = status.fault && CertificateCard::helpsWith(*status.fault);
    const std::string about = isInTheWay ? status.fault->reason + ' ' + status.server : "";
    if (about == askedAbout_)
        return;
    askedAbout_ = about;
    if (isInTheWay)
        certificate_->ask(QString::fromStdString(status.server));
    else
        certificate_->leave();
}

void ConnectionCard::createFields()
{
    mode_ = new QComboBox(this);
    mode_->setAccessibleName(tr("Proxy"));
    mode_->addItem(tr("As the system is set"), QStringLiteral("system"));
    mode_->addItem(tr("None"), QStringLiteral("none"));
    mode_->addItem(tr("This one"), QStringLiteral("manual"));
    kind_ = new QComboBox(this);
    kind_->setAccessibleName(tr("Kind of proxy"));
    kind_->addItem(tr("HTTP (CONNECT)"), QStringLiteral("http"));
    kind_->addItem(tr("SOCKS 5"), QStringLiteral("socks5"));
    const auto makeField = [this](const QString& name) {
        auto* field = new QLineEdit(this);
        field->setAccessibleName(name);
        field->setMaxLength(400);
        return field;
    };
    host_ = makeField(tr("Host of the proxy"));
    host_->setPlaceholderText(QStringLiteral("proxy.example.com"));
    port_ = makeField(tr("Port of the proxy"));
    port_->setValidator(new QIntValidator(0, 65535, port_));
    port_->setPlaceholderText(QStringLiteral("3128"));
    user_ = makeField(tr("User at the proxy"));
    password_ = makeField(tr("Password at the proxy"));
    password_->setEchoMode(QLineEdit::Password);
    bypass_ = makeField(tr("Without proxy"));
    bypass_->setToolTip(tr("Hosts, with commas between them; .example.com stands for all below it.")
    );
    caFile_ = makeField(tr("File of certificate authorities"));
    caFile_->setMaxLength(4096);
    caFile_->setPlaceholderText(tr("Those of the system only"));
    browse_ = new Button(ButtonKind::normal, tr("Choose…"), {}, this);
    browse_->setAccessibleName(tr("Choose the file of certificate authorities"));
    save_ = new Button(ButtonKind::primary, tr("Save connection"), {}, this);
    banner_ = new Banner(this);
    certificate_ = new CertificateCard(agent_, this);
}

void ConnectionCard::createLayout()
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(16);
    column->setContentsMargins(margin, tokens.px(14), margin, margin);
    column->setSpacing(tokens.px(12));
    column->addWidget(new Label(tr("Connection"), TextStyle::strong, Tone::text, this));
    column->addWidget(banner_);
    column->addWidget(certificate_);
    grid_ = new QGridLayout;
    grid_->setHorizontalSpacing(tokens.px(20));
    grid_->setVerticalSpacing(tokens.px(10));
    grid_->setColumnMinimumWidth(0, tokens.px(150));
    grid_->setColumnStretch(1, 1);
    const auto addRow = [&](const QString& name, QWidget* field, bool isManualOnly) {
        auto* label = new Label(name, TextStyle::body, Tone::muted, this);
        label->setBuddy(field);
        const int row = grid_->rowCount();
        grid_->addWidget(label, row, 0, Qt::AlignVCenter);
        grid_->addWidget(field, row, 1);
        if (isManualOnly)
            manualOnly_.insert(manualOnly_.end(), {label, field});
    };
    addRow(tr("Proxy"), mode_, false);
    addRow(tr("Kind"), kind_, true);
    addRow(tr("Host"), host_, true);
    addRow(tr("Port"), port_, true);
    addRow(tr("User"), user_, true);
    addRow(tr("Password"), password_, true);
    addRow(tr("Without proxy"), bypass_, true);
    addRow(tr("More authorities"), caFile_, false);
    grid_->addWidget(browse_, grid_->rowCount() - 1, 2);
    column->addLayout(grid_);
    column->addWidget(save_, 0, Qt::AlignLeading);
    pins_ = new QWidget(this);
    pinColumn_ = new QVBoxLayout(pins_);
    pinColumn_->setContentsMargins(0, tokens.px(6), 0, 0);
    pinColumn_->setSpacing(tokens.px(8));
    column->addWidget(pins_);
    pins_->hide();
}

void ConnectionCard::refresh()
{
    agent_.call("connection.get", json::object{}, this, [this](Result<json::value> answer) {
        if (answer && answer->is_object())
            showSettings(answer->get_object());
        else if (!answer)
            banner_->say(answer.error());
    });
}

void ConnectionCard::showSettings(const json::object& settings)
{
    caFile_->setText(textIn(settings, "caFile"));
    if (const auto* proxy = settings.if_contains("proxy"); proxy && proxy->is_object()) {
        const json::object& object = proxy->get_object();
        choose(mode_, textIn(object, "mode"));
        choose(kind_, textIn(object, "kind"));
        host_->setText(textIn(object, "host"));
        const auto* port = object.if_contains("port");
        const bool hasPort = port && port->is_int64() && port->get_int64() > 0;
        port_->setText(hasPort ? QString::number(port->get_int64()) : QString());
        user_->setText(textIn(object, "user"));
        const auto* has = object.if_contains("hasPassword");
        const bool hasPassword = has && has->is_bool() && has->get_bool();
        password_->clear();
        password_->setPlaceholderText(hasPassword ? tr("Kept in the keyring") : QString());
        QStringList bypass;
        if (const auto* list = object.if_contains("bypass"); list && list->is_array()) {
            for (const json::value& one : list->get_array())
                bypass.append(QString::fromStdString(std::string(one.as_string())));
        }
        bypass_->setText(bypass.join(QStringLiteral(", ")));
    }
    showPins(settings);
    if (const QString problem = textIn(settings, "problem"); !problem.isEmpty())
        banner_->say(Kind::warn, problem, tr("Enter it again and save."));
}

void ConnectionCard::showPins(const json::object& settings)
{
    for (QWidget* old : pins_->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
        pinColumn_->removeWidget(old);
        old->deleteLater();
    }
    const auto* list = settings.if_contains("pins");
    const bool hasAny = list && list->is_array() && !list->get_array().empty();
    pins_->setVisible(hasAny);
    if (!hasAny)
        return;
    pinColumn_->addWidget(
        new Label(tr("Certificates that you trusted"), TextStyle::strong, Tone::text, pins_)
    );
    for (const json::value& each : list->get_array()) {
        if (!each.is_object())
            continue;
        const json::object& pin = each.get_object();
        const QString server = textIn(pin, "server");
        auto* row = new QWidget(pins_);
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        auto* words = new Label(
            server + QLatin1Char('\n') + inTwoLines(textIn(pin, "fingerprint")),
            TextStyle::secondary,
            Tone::muted,
            row
        );
        words->setTextFormat(Qt::PlainText);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        words->setWordWrap(true);
        line->addWidget(words, 1);
        auto* forgetting =
            new Button(ButtonKind::normal, tr("Trust no longer"), QStringLiteral("trash-2"), row);
        forgetting->setAccessibleName(tr("Trust the certificate of %1 no longer").arg(server));
        connect(forgetting, &QAbstractButton::clicked, this, [this, server] { forget(server); });
        line->addWidget(forgetting, 0, Qt::AlignTop);
        pinColumn_->addWidget(row);
    }
}

void ConnectionCard::showMode()
{
    const bool isManual = mode_->currentData().toString() == QStringLiteral("manual");
    for (QWidget* widget : manualOnly_)
        widget->setVisible(isManual);
}

void ConnectionCard::chooseFile()
{
    const QString file = QFileDialog::getOpenFileName(
        this,
        tr("File of certificate authorities"),
        caFile_->text(),
        tr("Certificates (*.pem *.crt *.cer);;All files (*)")
    );
    if (!file.isEmpty())
        caFile_->setText(file);
}

json::object ConnectionCard::chosen() const
{
    json::array bypass;
    for (const QString& one : bypass_->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (const QString host = one.trimmed(); !host.isEmpty())
            bypass.emplace_back(host.toStdString());
    }
    json::object proxy{
        {"mode", mode_->currentData().toString().toStdString()},
        {"kind", kind_->currentData().toString().toStdString()},
        {"host", host_->text().trimmed().toStdString()},
        {"port", port_->text().toInt()},
        {"bypass", std::move(bypass)},
        {"user", user_->text().trimmed().toStdString()}};
    if (!password_->text().isEmpty())
        proxy["password"] = password_->text().toStdString();
    return {{"caFile", caFile_->text().trimmed().toStdString()}, {"proxy", std::move(proxy)}};
}

void ConnectionCard::save()
{
    save_->setEnabled(false);
    agent_.call("connection.set", chosen(), this, [this](Result<json::value> answer) {
        save_->setEnabled(true);
        if (!answer)
            return banner_->say(answer.error());
        const auto* object = answer->if_object();
        const auto* kept = object ? object->if_contains("isPasswordKept") : nullptr;
        const bool isKept = !kept || !kept->is_bool() || kept->get_bool();
        if (isKept)
            banner_->say(Kind::ok, tr("The connection settings are saved."));
        else
            banner_->say(
                Kind::warn,
                tr("The keyring did not take the password of the proxy."),
                tr("It holds until Tidemark ends; then enter it again.")
            );
        refresh();
        Q_EMIT saved();
    });
}

void ConnectionCard::forget(const QString& server)
{
    const json::object params{{"server", server.toStdString()}};
    agent_.call("connection.forget", params, this, [this](Result<json::value> answer) {
        if (!answer)
            return banner_->say(answer.error());
        refresh();
        Q_EMIT saved();
    });
}

void openConnectionDialog(sync::AgentClient& agent, QWidget* parent)
{
    const Tokens& tokens = Tokens::current();
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setWindowTitle(ConnectionCard::tr("Connection"));
    auto* column = new QVBoxLayout(dialog);
    const int margin = tokens.px(16);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(tokens.px(12));
    auto* card = new ConnectionCard(agent, dialog);
    column->addWidget(card);
    auto* close = new Button(ButtonKind::normal, ConnectionCard::tr("Close"), {}, dialog);
    QObject::connect(close, &QAbstractButton::clicked, dialog, &QDialog::accept);
    column->addWidget(close, 0, Qt::AlignTrailing);
    dialog->resize(tokens.px(560), dialog->sizeHint().height());
    dialog->open();
}

} // namespace tidemark::ui
