#include "ui/sync/edit_change_dialog.hpp"

#include "models/entities/entities.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/sync/conflict_item.hpp"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

const json::object* setOf(const PendingItem& item)
{
    if (item.ops.size() != 1 || !item.ops.front().is_object())
        return nullptr;
    const auto* set = item.ops.front().get_object().if_contains("set");
    return set == nullptr ? nullptr : set->if_object();
}

const FieldInfo* typedField(const PendingItem& item, std::string_view name)
{
    const EntityInfo* entity = findEntity(item.entity.toStdString());
    const FieldInfo* field = entity == nullptr ? nullptr : entity->field(name);
    if (field == nullptr || field->platformSet || field->name == "position")
        return nullptr;
    const bool isTyped = field->kind == FieldKind::text || field->kind == FieldKind::decimal ||
                         field->kind == FieldKind::integer;
    return isTyped ? field : nullptr;
}

} // namespace

bool EditChangeDialog::canEdit(const PendingItem& item)
{
    const json::object* set = setOf(item);
    if (set == nullptr || item.isConflict() || item.state == QLatin1String("sent"))
        return false;
    return std::any_of(set->begin(), set->end(), [&](const json::key_value_pair& member) {
        return typedField(item, member.key()) != nullptr;
    });
}

EditChangeDialog::EditChangeDialog(const PendingItem& item, QWidget* parent)
    : QDialog(parent)
    , item_(item)
{
    const Tokens& tokens = Tokens::current();
    setWindowTitle(tr("Edit the change"));
    auto* form = new QFormLayout;
    form->setVerticalSpacing(tokens.px(length::grid));
    if (const json::object* set = setOf(item_)) {
        for (const auto& member : *set) {
            const FieldInfo* field = typedField(item_, member.key());
            if (field == nullptr)
                continue;
            const bool isEmpty = member.value().is_null();
            auto* edit =
                new QLineEdit(isEmpty ? QString() : valueWords(field, member.value()), this);
            const QString name = fieldTitle(QString::fromStdString(field->name));
            edit->setAccessibleName(name);
            form->addRow(name, edit);
            edits_.emplace_back(field->name, edit);
            connect(edit, &QLineEdit::textChanged, this, &EditChangeDialog::check);
        }
    }
    problem_ = new Label({}, TextStyle::body, Tone::bad, this);
    problem_->setWordWrap(true);
    save_ = new Button(ButtonKind::primary, tr("Save and send"), {}, this);
    auto* cancel = new Button(ButtonKind::normal, tr("Cancel"), {}, this);
    connect(save_, &QAbstractButton::clicked, this, &QDialog::accept);
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(save_);
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(18);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(tokens.px(10));
    column->addWidget(new Label(itemTitle(item_), TextStyle::title, Tone::text, this));
    column->addLayout(form);
    column->addWidget(problem_);
    column->addLayout(buttons);
    setMinimumWidth(tokens.px(380));
    check();
}

void EditChangeDialog::check()
{
    QString wrong;
    for (const auto& [name, edit] : edits_) {
        const FieldInfo* field = typedField(item_, name);
        if (field != nullptr && !typedValue(*field, edit->text()))
            wrong = tr("%1 cannot have this value.").arg(fieldTitle(QString::fromStdString(name)));
    }
    problem_->setText(wrong);
    problem_->setVisible(!wrong.isEmpty());
    save_->setEnabled(wrong.isEmpty());
}

json::array EditChangeDialog::ops() const
{
    json::array ops = item_.ops;
    json::object& set = ops.front().get_object()["set"].get_object();
    for (const auto& [name, edit] : edits_) {
        const FieldInfo* field = typedField(item_, name);
        if (auto value = field == nullptr ? std::nullopt : typedValue(*field, edit->text()))
            set[name] = std::move(*value);
    }
    return ops;
}

} // namespace tidemark::ui
