#include "ui/settings/recovery_codes.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/secret_clipboard.hpp"

#include <QFileDialog>
#include <QSaveFile>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace tidemark::ui {

RecoveryCodes::RecoveryCodes(QWidget* parent)
    : QWidget(parent)
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens.px(length::grid));
    auto* text = new Label(
        tr("Each of these codes signs you in once when your phone is not at hand. They are shown "
           "only now: keep them where you keep papers, not on this computer."),
        TextStyle::body,
        Tone::muted,
        this
    );
    text->setWordWrap(true);
    list_ = new Label({}, TextStyle::mono, Tone::text, this);
    list_->setAccessibleName(tr("Recovery codes"));
    list_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    banner_ = new Banner(this);
    auto* copy = new Button(ButtonKind::normal, tr("Copy"), QStringLiteral("copy"), this);
    auto* save = new Button(ButtonKind::normal, tr("Save…"), QStringLiteral("save"), this);
    kept_ = new Button(ButtonKind::primary, tr("I have kept them"), QStringLiteral("check"), this);
    auto* row = new QHBoxLayout;
    row->setSpacing(tokens.px(length::grid));
    row->addWidget(copy);
    row->addWidget(save);
    row->addStretch(1);
    column->addWidget(text);
    column->addWidget(list_, 0, Qt::AlignHCenter);
    column->addLayout(row);
    column->addWidget(banner_);
    column->addSpacing(tokens.px(6));
    column->addWidget(kept_);
    column->addStretch(1);
    connect(copy, &QAbstractButton::clicked, this, &RecoveryCodes::copy);
    connect(save, &QAbstractButton::clicked, this, &RecoveryCodes::save);
    connect(kept_, &QAbstractButton::clicked, this, &RecoveryCodes::kept);
    setFocusProxy(copy);
}

void RecoveryCodes::setCodes(const QStringList& codes)
{
    codes_ = codes;
    banner_->clear();
    // Two columns: ten lines make a dialog taller than small screens.
    QString text;
    const auto half = (codes.size() + 1) / 2;
    for (qsizetype i = 0; i < half; ++i) {
        text += codes[i];
        if (i + half < codes.size())
            text += QStringLiteral("    ") + codes[i + half];
        text += QLatin1Char('\n');
    }
    list_->setText(text.trimmed());
}

void RecoveryCodes::copy()
{
    copySecret(codes_.join(QLatin1Char('\n')));
    banner_->say(Kind::ok, copiedSecretWords());
}

void RecoveryCodes::save()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto* dialog =
        new QFileDialog(this, tr("Save the recovery codes"), folder, tr("Text files (*.txt)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    dialog->selectFile(tr("tidemark-recovery-codes.txt"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        const QString wrong = saveTo(file);
        if (wrong.isEmpty())
            banner_->say(Kind::ok, tr("Saved."));
        else
            banner_->say(Kind::bad, wrong, tr("Choose another folder."));
    });
    dialog->open();
}

QString RecoveryCodes::saveTo(const QString& name) const
{
    QSaveFile file(name);
    const QByteArray text =
        (tr("Recovery codes of Tidemark. Each is good once.") + QStringLiteral("\n\n") +
         codes_.join(QLatin1Char('\n')) + QLatin1Char('\n'))
            .toUtf8();
    const bool isWritten = file.open(QIODevice::WriteOnly) &&
                           file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                           file.write(text) == text.size() && file.commit();
    return isWritten ? QString() : tr("The file could not be written: %1.").arg(file.errorString());
}

} // namespace tidemark::ui
