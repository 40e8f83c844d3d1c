#include "ui/admin/once_dialog.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/secret_clipboard.hpp"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QRandomGenerator>

namespace tidemark::ui {
namespace {

constexpr int groups = 5;
constexpr int groupLetters = 4;

QString textOf(const Secret& secret)
{
    const auto text = secret.reveal();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

Secret makePassword()
{
    // Without letters that are taken for others.
    static constexpr std::string_view letters =
        "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    std::string text;
    for (int i = 0; i < groups * groupLetters; ++i) {
        if (i > 0 && i % groupLetters == 0)
            text += '-';
        const auto at = QRandomGenerator::system()->bounded(static_cast<quint32>(letters.size()));
        text += letters[at];
    }
    return Secret(std::move(text));
}

OnceDialog::OnceDialog(
    const QString& heading,
    const QString& explanation,
    const QString& name,
    Secret secret,
    QWidget* parent
)
    : FormDialog(heading, {}, parent)
    , secret_(std::move(secret))
{
    setExplanation(explanation);
    auto* row = new QWidget(this);
    auto* in = new QHBoxLayout(row);
    in->setContentsMargins(0, 0, 0, 0);
    auto* field = new QLineEdit(textOf(secret_), row);
    field->setReadOnly(true);
    field->setObjectName(QStringLiteral("onceSecret"));
    field->setFont(Tokens::current().mono());
    field->setAccessibleName(name);
    auto* button = new Button(ButtonKind::primary, tr("Copy"), QStringLiteral("copy"), row);
    in->addWidget(field, 1);
    in->addWidget(button);
    addField(name, row);
    row->setAccessibleName(name);
    setOnlyCloses();
    connect(button, &QAbstractButton::clicked, this, &OnceDialog::copy);
    button->setFocus();
}

void OnceDialog::copy()
{
    copySecret(textOf(secret_));
    banner().say(Kind::ok, copiedSecretWords());
}

} // namespace tidemark::ui
