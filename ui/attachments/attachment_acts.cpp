// What a person does with a file of the list.
#include "models/core/uuid.hpp"
#include "sync/client/row_window_model.hpp"
#include "ui/attachments/attachment_table.hpp"
#include "ui/attachments/attachments_tab.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/table_view.hpp"

#include <QDesktopServices>
#include <QFileDialog>
#include <QInputDialog>
#include <QUrl>

namespace tidemark::ui {
namespace {

namespace json = boost::json;

/// A copy into the agent takes as long as the disk needs.
constexpr std::chrono::minutes copyPatience{10};

QFileDialog* fileDialog(QWidget* parent, const QString& title)
{
    auto* dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    return dialog;
}

} // namespace

void AttachmentsTab::add(json::object params)
{
    const auto reply = [this](Result<json::value> answer) {
        if (!answer)
            return report(answer.error());
        banner_->clear();
        states_->load();
    };
    agent_.callFor(copyPatience, "blobs.add", std::move(params), this, reply);
}

void AttachmentsTab::addFiles(const QStringList& paths)
{
    for (const QString& path : paths)
        add({{"report", reportId_}, {"file", path.toStdString()}});
}

void AttachmentsTab::chooseFiles()
{
    QFileDialog* dialog = fileDialog(this, tr("Add files to the report"));
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &AttachmentsTab::addFiles);
    dialog->open();
}

void AttachmentsTab::openCurrent()
{
    const Row* row = current();
    if (row == nullptr || !open_->isEnabled())
        return;
    const std::string id = rowText(*row, "id");
    const std::string content = rowText(*row, "sha256");
    const FileState* state = states_->of(content);
    if (state != nullptr && state->isHere)
        return openFile(id);
    openWhenHere_ = id;
    openContent_ = content;
    fetch(id);
}

void AttachmentsTab::openFile(const std::string& id)
{
    const auto reply = [this, id](Result<json::value> answer) {
        if (!answer && answer.error().reason == "not_on_device")
            return fetch(id); // It was let go meanwhile.
        if (!answer)
            return report(answer.error());
        const QString file = QString::fromStdString(rowText(answer->as_object(), "file"));
        if (!QDesktopServices::openUrl(QUrl::fromLocalFile(file)))
            banner_->say(
                Kind::warn,
                tr("No program on this computer opens this kind of file."),
                tr("Save a copy and open it with a program of your choice.")
            );
    };
    agent_.callFor(copyPatience, "blobs.open", json::object{{"id", id}}, this, reply);
}

void AttachmentsTab::fetch(const std::string& id)
{
    const auto reply = [this](Result<json::value> answer) {
        if (answer)
            return;
        openWhenHere_.clear();
        report(answer.error());
    };
    agent_.call("blobs.fetch", json::object{{"id", id}}, this, reply);
}

void AttachmentsTab::cancelCurrent()
{
    const Row* row = current();
    if (row == nullptr)
        return;
    openWhenHere_.clear();
    const auto reply = [this](Result<json::value> answer) {
        if (!answer)
            report(answer.error());
    };
    agent_.call("blobs.cancel", json::object{{"id", rowText(*row, "id")}}, this, reply);
}

void AttachmentsTab::saveCurrent()
{
    const Row* row = current();
    if (row == nullptr)
        return;
    QFileDialog* dialog = fileDialog(this, tr("Save a copy"));
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QString::fromStdString(rowText(*row, "name")));
    const std::string id = rowText(*row, "id");
    connect(dialog, &QFileDialog::fileSelected, this, [this, id](const QString& path) {
        const auto reply = [this, path](Result<json::value> answer) {
            if (!answer)
                return report(answer.error());
            banner_->setAction({});
            banner_->say(Kind::ok, tr("A copy was saved: %1").arg(path));
        };
        const json::object params{{"id", id}, {"file", path.toStdString()}};
        agent_.callFor(copyPatience, "blobs.save", params, this, reply);
    });
    dialog->open();
}

void AttachmentsTab::renameCurrent()
{
    const Row* row = current();
    if (row == nullptr || !isEditable_)
        return;
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename the file"));
    dialog->setLabelText(tr("Name:"));
    dialog->setOkButtonText(tr("Rename"));
    dialog->setTextValue(QString::fromStdString(rowText(*row, "name")));
    const Row before = *row;
    connect(dialog, &QInputDialog::textValueSelected, this, [this, before](const QString& name) {
        rename(before, name);
    });
    dialog->open();
}

void AttachmentsTab::rename(const Row& before, const QString& name)
{
    const std::string wanted = name.trimmed().toStdString();
    if (wanted.empty() || wanted == rowText(before, "name"))
        return;
    sync::MutationOp op;
    op.entity = "attachment";
    op.id = rowText(before, "id");
    if (const std::string rv = rowText(before, "rv"); !rv.empty() && rv != "0")
        op.baseRv = rv;
    op.base["name"] = rowText(before, "name");
    op.set["name"] = wanted;
    sync::Mutation mutation{.name = "attachment.rename"};
    mutation.ops.push_back(std::move(op));
    const auto reply = [this](Result<std::int64_t> answer) {
        if (!answer)
            report(answer.error());
    };
    agent_.mutate(mutation, this, reply);
}

void AttachmentsTab::replaceCurrent()
{
    const Row* row = current();
    if (row == nullptr || !isEditable_)
        return;
    QFileDialog* dialog = fileDialog(this, tr("Choose the new version"));
    const std::string id = rowText(*row, "id");
    connect(dialog, &QFileDialog::fileSelected, this, [this, id](const QString& path) {
        add({{"report", reportId_}, {"file", path.toStdString()}, {"replaces", id}});
    });
    dialog->open();
}

void AttachmentsTab::removeCurrent()
{
    const Row* row = current();
    if (row == nullptr || !isEditable_)
        return;
    const Row gone = *row;
    const auto reply = [this, gone](Result<json::value> answer) {
        if (!answer)
            return report(answer.error());
        removed_ = gone;
        const QString name = QString::fromStdString(rowText(gone, "name"));
        banner_->say(Kind::info, tr("“%1” was removed.").arg(name));
        banner_->setAction(tr("Undo"));
    };
    agent_.call("blobs.remove", json::object{{"id", rowText(gone, "id")}}, this, reply);
}

void AttachmentsTab::undoRemoval()
{
    if (removed_.empty())
        return;
    const Row back = std::exchange(removed_, {});
    sync::MutationOp op;
    op.kind = sync::MutationOp::Kind::create;
    op.entity = "attachment";
    op.id = Uuid::make().toString(); // Ids are never used twice.
    for (const char* field : {"name", "sha256", "size", "mime"}) {
        if (const auto* value = back.if_contains(field))
            op.set[field] = *value;
    }
    op.set["reportId"] = reportId_;
    sync::Mutation mutation{.name = "attachment.add"};
    mutation.ops.push_back(std::move(op));
    const auto reply = [this](Result<std::int64_t> answer) {
        if (!answer)
            return report(answer.error());
        banner_->clear();
    };
    agent_.mutate(mutation, this, reply);
}

} // namespace tidemark::ui
