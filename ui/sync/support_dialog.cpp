#include "ui/sync/support_dialog.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QSaveFile>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;

SupportDialog::SupportDialog(sync::AgentClient& agent, QWidget* parent)
    : QDialog(parent)
    , agent_(agent)
{
    const Tokens& tokens = Tokens::current();
    setWindowTitle(tr("Support bundle"));
    auto* heading = new Label(tr("Support bundle"), TextStyle::title, Tone::text, this);
    auto* text = new Label(
        tr("This is all there is in it; values of rows are never part of it. Read it, then save or "
           "copy it. Nothing is sent from here."),
        TextStyle::body,
        Tone::muted,
        this
    );
    text->setWordWrap(true);
    redact_ = new QCheckBox(tr("Leave out names, addresses and ids of persons"), this);
    redact_->setChecked(true);
    banner_ = new Banner(this);
    preview_ = new QPlainTextEdit(this);
    preview_->setReadOnly(true);
    preview_->setFont(tokens.mono());
    preview_->setLineWrapMode(QPlainTextEdit::NoWrap);
    preview_->setTabChangesFocus(true);
    preview_->setAccessibleName(tr("Contents of the support bundle"));
    copy_ = new Button(ButtonKind::normal, tr("Copy"), QStringLiteral("copy"), this);
    save_ = new Button(ButtonKind::primary, tr("Save…"), QStringLiteral("download"), this);
    auto* close = new Button(ButtonKind::normal, tr("Close"), {}, this);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(tokens.px(length::grid));
    buttons->addWidget(redact_, 1);
    buttons->addWidget(close);
    buttons->addWidget(copy_);
    buttons->addWidget(save_);
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(18);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(tokens.px(10));
    column->addWidget(heading);
    column->addWidget(text);
    column->addWidget(banner_);
    column->addWidget(createChoice());
    column->addWidget(preview_, 1);
    column->addLayout(buttons);
    resize(tokens.px(720), tokens.px(480));
    connect(redact_, &QCheckBox::toggled, this, &SupportDialog::load);
    connect(close, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(save_, &QAbstractButton::clicked, this, &SupportDialog::askFile);
    connect(copy_, &QAbstractButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(preview_->toPlainText());
        banner_->say(Kind::ok, tr("Copied."));
    });
    load();
}

QWidget* SupportDialog::createChoice()
{
    const Tokens& tokens = Tokens::current();
    auto* choice = new QWidget(this);
    hours_ = new QComboBox(choice);
    hours_->setAccessibleName(tr("Time that the bundle covers"));
    hours_->addItem(tr("Everything there is"), 0);
    hours_->addItem(tr("The last hour"), 1);
    hours_->addItem(tr("The last day"), 24);
    hours_->addItem(tr("The last week"), 24 * 7);
    connect(hours_, &QComboBox::currentIndexChanged, this, &SupportDialog::load);
    auto* row = new QHBoxLayout(choice);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(tokens.px(length::grid));
    row->addWidget(hours_);
    const std::vector<std::pair<const char*, QString>> parts{
        {"status", tr("Status")},
        {"checks", tr("Checks")},
        {"scopes", tr("Parts")},
        {"pending", tr("Pending")},
        {"events", tr("Activity")},
        {"log", tr("Log")}};
    for (const auto& [name, words] : parts) {
        auto* box = new QCheckBox(words, choice);
        box->setChecked(true);
        box->setObjectName(QString::fromLatin1(name));
        connect(box, &QCheckBox::toggled, this, &SupportDialog::load);
        row->addWidget(box);
        parts_.push_back(box);
    }
    row->addStretch(1);
    return choice;
}

void SupportDialog::load()
{
    using Answer = Result<json::value>;
    json::object params{{"redact", redact_->isChecked()}};
    if (const int hours = hours_->currentData().toInt(); hours > 0)
        params["hours"] = hours;
    json::array wanted{"versions"};
    for (const QCheckBox* part : parts_) {
        if (part->isChecked())
            wanted.emplace_back(part->objectName().toStdString());
    }
    params["parts"] = std::move(wanted);
    copy_->setEnabled(false);
    save_->setEnabled(false);
    agent_.call("support.bundle", params, this, [this](const Answer& answer) {
        if (!answer) {
            banner_->say(answer.error());
            return;
        }
        banner_->clear();
        const auto* object = answer->if_object();
        const auto* text = object == nullptr ? nullptr : object->if_contains("text");
        const bool isText = text != nullptr && text->is_string();
        preview_->setPlainText(
            isText ? QString::fromStdString(std::string(text->get_string())) : QString()
        );
        copy_->setEnabled(isText);
        save_->setEnabled(isText);
    });
}

void SupportDialog::askFile()
{
    auto* dialog = new QFileDialog(this, tr("Save the support bundle"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QStringLiteral("tidemark-support.txt"));
    connect(dialog, &QFileDialog::fileSelected, this, &SupportDialog::saveTo);
    dialog->open();
}

void SupportDialog::saveTo(const QString& file)
{
    QSaveFile out(file);
    const QByteArray bytes = preview_->toPlainText().toUtf8();
    const bool isSaved =
        out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit();
    if (isSaved)
        banner_->say(Kind::ok, tr("Saved as %1.").arg(file));
    else
        banner_->say(
            Kind::bad,
            tr("The file could not be written: %1.").arg(out.errorString()),
            tr("Choose another folder.")
        );
}

} // namespace tidemark::ui
