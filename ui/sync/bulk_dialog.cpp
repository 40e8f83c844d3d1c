#include "ui/sync/bulk_dialog.hpp"

#include "models/entities/entities.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/sync/pending_items.hpp"

#include <QHBoxLayout>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

QStandardItem* cell(const QString& text)
{
    auto* item = new QStandardItem(text);
    item->setEditable(false);
    item->setToolTip(text);
    return item;
}

/// One line for each field: from what is on the other side to what it would become.
QStandardItemModel* previewOf(const std::vector<ConflictItem>& items, bool isMine, QObject* parent)
{
    auto* model = new QStandardItemModel(parent);
    model->setHorizontalHeaderLabels(
        {BulkDialog::tr("Row"),
         BulkDialog::tr("Field"),
         isMine ? BulkDialog::tr("Theirs now") : BulkDialog::tr("Yours now"),
         BulkDialog::tr("Becomes")}
    );
    for (const ConflictItem& item : items) {
        const EntityInfo* entity = findEntity(item.entity);
        for (const ConflictChoiceGroup& group : item.groups) {
            for (const ConflictValue& value : group.values) {
                const FieldInfo* field = entity == nullptr ? nullptr : entity->field(value.field);
                const json::value& before = isMine ? value.theirs : value.mine;
                const json::value& after = isMine ? value.mine : value.theirs;
                const bool isRow = value.field.empty();
                const QString deleted = BulkDialog::tr("deleted");
                model->appendRow(
                    {cell(rowTitle(item)),
                     cell(
                         isRow ? BulkDialog::tr("Row")
                               : fieldTitle(QString::fromStdString(value.field))
                     ),
                     cell(isRow && !isMine ? deleted : valueWords(field, before)),
                     cell(isRow && isMine ? deleted : valueWords(field, after))}
                );
            }
        }
    }
    return model;
}

} // namespace

BulkDialog::BulkDialog(const std::vector<ConflictItem>& items, bool isMine, QWidget* parent)
    : QDialog(parent)
{
    const Tokens& tokens = Tokens::current();
    const int rows = static_cast<int>(items.size());
    setWindowTitle(isMine ? tr("Take yours for all") : tr("Take theirs for all"));
    auto* heading = new Label(
        isMine ? tr("Take yours in %n row(s)?", nullptr, rows)
               : tr("Take theirs in %n row(s)?", nullptr, rows),
        TextStyle::title,
        Tone::text,
        this
    );
    auto* text = new Label(
        isMine ? tr("Your values replace theirs on the platform. You can undo this.")
               : tr("Your values are dropped, theirs stay. You can undo this."),
        TextStyle::body,
        Tone::muted,
        this
    );
    text->setWordWrap(true);
    auto* table = new TableView(tr("What would change"), this);
    table->setModel(previewOf(items, isMine, this));
    table->setColumnWidths({210, 130, 150, 0});
    auto* agree =
        new Button(ButtonKind::primary, isMine ? tr("Take yours") : tr("Take theirs"), {}, this);
    auto* leave = new Button(ButtonKind::normal, tr("Decide one by one"), {}, this);
    leave->setDefault(true);
    agree->setAutoDefault(false);
    connect(agree, &QAbstractButton::clicked, this, &QDialog::accept);
    connect(leave, &QAbstractButton::clicked, this, &QDialog::reject);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(tokens.px(length::grid));
    buttons->addStretch(1);
    buttons->addWidget(leave);
    buttons->addWidget(agree);
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(18);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(tokens.px(10));
    column->addWidget(heading);
    column->addWidget(text);
    column->addWidget(table, 1);
    column->addLayout(buttons);
    resize(tokens.px(720), tokens.px(420));
    leave->setFocus();
}

json::array BulkDialog::choicesFor(const std::vector<ConflictItem>& items, bool isMine)
{
    json::array all;
    for (const ConflictItem& item : items) {
        json::array choices;
        for (const ConflictChoiceGroup& group : item.groups)
            choices.emplace_back(json::object{
                {"group", group.group}, {"source", isMine ? "mine" : "theirs"}});
        all.emplace_back(json::object{
            {"entity", item.entity}, {"id", item.id}, {"choices", std::move(choices)}});
    }
    return all;
}

} // namespace tidemark::ui
