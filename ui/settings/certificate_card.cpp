#include "ui/settings/certificate_card.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"

#include <QDateTime>
#include <QGridLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <boost/json/array.hpp>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr auto patience = std::chrono::seconds(10);

QString textIn(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    if (value == nullptr || !value->is_string())
        return {};
    const auto& text = value->get_string();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString dayIn(const json::object& object, std::string_view key)
{
    const auto time = QDateTime::fromString(textIn(object, key), Qt::ISODate);
    return QLocale().toString(time.toLocalTime().date(), QLocale::ShortFormat);
}

/// In four lines of eight bytes, as people compare them.
QString inLines(const QString& fingerprint)
{
    constexpr int lineLength = 8 * 3;
    QStringList lines;
    for (qsizetype at = 0; at < fingerprint.size(); at += lineLength)
        lines.append(fingerprint.mid(at, lineLength - 1));
    return lines.join(QLatin1Char('\n'));
}

} // namespace

CertificateCard::CertificateCard(sync::AgentClient& agent, QWidget* parent)
    : QWidget(parent)
    , agent_(agent)
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, tokens.px(6), 0, tokens.px(6));
    column->setSpacing(tokens.px(8));
    heading_ = new Label({}, TextStyle::strong, Tone::warn, this);
    heading_->setWordWrap(true);
    column->addWidget(heading_);
    facts_ = new QWidget(this);
    grid_ = new QGridLayout(facts_);
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setHorizontalSpacing(tokens.px(12));
    grid_->setVerticalSpacing(tokens.px(4));
    grid_->setColumnStretch(1, 1);
    column->addWidget(facts_);
    auto* advice = new Label(
        tr("Ask the operator of the server for the finger-print, by telephone for example. Trust "
           "the certificate only if both are the same in every place."),
        TextStyle::secondary,
        Tone::muted,
        this
    );
    advice->setWordWrap(true);
    column->addWidget(advice);
    banner_ = new Banner(this);
    column->addWidget(banner_);
    trust_ = new Button(
        ButtonKind::normal, tr("Trust this certificate"), QStringLiteral("shield-check"), this
    );
    connect(trust_, &QAbstractButton::clicked, this, &CertificateCard::trust);
    column->addWidget(trust_, 0, Qt::AlignLeading);
    hide();
}

bool CertificateCard::helpsWith(const Fault& fault)
{
    return fault.reason == "tls_self_signed" || fault.reason == "tls_untrusted" ||
           fault.reason == "tls_changed";
}

void CertificateCard::leave()
{
    ++asked_;
    fingerprint_.clear();
    hide();
}

void CertificateCard::ask(const QString& server)
{
    server_ = server;
    const quint64 number = ++asked_;
    agent_.callFor(
        patience,
        "connection.certificate",
        json::object{{"server", server.toStdString()}},
        this,
        [this, number](Result<json::value> answer) {
            if (number != asked_)
                return;
            if (answer && answer->is_object())
                showFacts(answer->get_object());
            else
                leave();
        }
    );
}

void CertificateCard::addFact(const QString& name, const QString& value, bool isMono)
{
    if (value.isEmpty())
        return;
    const int row = grid_->rowCount();
    auto* label = new Label(name, TextStyle::secondary, Tone::muted, facts_);
    auto* text =
        new Label(value, isMono ? TextStyle::mono : TextStyle::secondary, Tone::text, facts_);
    text->setTextFormat(Qt::PlainText); // Whoever made the certificate chose the words.
    text->setWordWrap(!isMono);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(name + QStringLiteral(": ") + value);
    label->setBuddy(text);
    grid_->addWidget(label, row, 0, Qt::AlignTop);
    grid_->addWidget(text, row, 1);
}

void CertificateCard::showFacts(const json::object& facts)
{
    for (QWidget* old : facts_->findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
        delete old;
    const QString shown = textIn(facts, "fingerprint");
    const QString pinned = textIn(facts, "pinned");
    fingerprint_ = shown.toStdString();
    const bool isChanged = !pinned.isEmpty() && pinned != shown;
    heading_->setTone(isChanged ? Tone::bad : Tone::warn);
    heading_->setText(
        isChanged ? tr("This server shows another certificate than the one you trusted")
                  : tr("Nobody whom this computer trusts vouches for this certificate")
    );
    if (isChanged)
        addFact(tr("Trusted so far"), inLines(pinned), true);
    addFact(tr("SHA-256 finger-print"), inLines(shown), true);
    addFact(tr("Issued to"), textIn(facts, "subject"), false);
    addFact(tr("Issued by"), textIn(facts, "issuer"), false);
    addFact(
        tr("Valid"), tr("%1 to %2").arg(dayIn(facts, "validFrom"), dayIn(facts, "validTo")), false
    );
    banner_->clear();
    trust_->setKind(isChanged ? ButtonKind::danger : ButtonKind::normal);
    trust_->setText(isChanged ? tr("Trust the new certificate") : tr("Trust this certificate"));
    trust_->setEnabled(true);
    show();
}

void CertificateCard::trust()
{
    trust_->setEnabled(false);
    agent_.callFor(
        patience,
        "connection.trust",
        json::object{{"server", server_.toStdString()}, {"fingerprint", fingerprint_}},
        this,
        [this](Result<json::value> answer) {
            trust_->setEnabled(true);
            if (!answer)
                return banner_->say(answer.error());
            leave();
            Q_EMIT trusted();
        }
    );
}

} // namespace tidemark::ui
