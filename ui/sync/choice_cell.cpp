#include "ui/sync/choice_cell.hpp"

#include "models/entities/entities.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/style.hpp"
#include "ui/sync/pending_items.hpp"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

/// The fields of the group, if a person may enter all of them.
std::vector<const FieldInfo*>
editableFields(const ConflictItem& item, const ConflictChoiceGroup& group)
{
    const EntityInfo* entity = findEntity(item.entity);
    std::vector<const FieldInfo*> fields;
    for (const ConflictValue& value : group.values) {
        const FieldInfo* field = entity == nullptr ? nullptr : entity->field(value.field);
        if (field == nullptr || !ValueEditor::canEdit(*field) || item.entity == "attachment")
            return {};
        fields.push_back(field);
    }
    return fields;
}

QString groupTitle(const ConflictChoiceGroup& group)
{
    QStringList names;
    for (const ConflictValue& value : group.values) {
        if (!value.field.empty())
            names << fieldTitle(QString::fromStdString(value.field));
    }
    return names.isEmpty() ? ChoiceCell::tr("Row") : names.join(QStringLiteral(", "));
}

} // namespace

ChoiceButton::ChoiceButton(const QString& label, const QString& accessibleName, QWidget* parent)
    : QAbstractButton(parent)
{
    setText(label);
    setAccessibleName(accessibleName);
    setToolTip(accessibleName);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize ChoiceButton::sizeHint() const
{
    const Tokens& tokens = Tokens::current();
    const QFontMetrics metrics(tokens.strong());
    return {metrics.horizontalAdvance(text()) + tokens.px(20), tokens.px(24)};
}

void ChoiceButton::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = Tokens::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = tokens.px(length::radiusChip);
    const QRectF inner = QRectF(rect()).adjusted(1, 1, -1, -1);
    const QColor line = isChecked() ? tokens.accent : tokens.strongLine;
    painter.setPen(QPen(line, isChecked() ? tokens.px(2) : 1));
    painter.setBrush(
        isChecked()    ? tokens.accentTint
        : underMouse() ? tokens.sunken
                       : tokens.surface
    );
    painter.drawRoundedRect(inner, radius, radius);
    if (hasFocus() && showsFocus(*this)) {
        painter.setPen(QPen(tokens.accent, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(inner.adjusted(3, 3, -3, -3), radius, radius);
    }
    painter.setFont(isChecked() ? tokens.strong() : tokens.body());
    painter.setPen(isChecked() ? tokens.accent : tokens.text);
    painter.drawText(rect(), Qt::AlignCenter, text());
}

ChoiceCell::ChoiceCell(
    const ConflictItem& item,
    const ConflictChoiceGroup& group,
    const FieldChoices& choices,
    QWidget* parent
)
    : QWidget(parent)
    , group_(group)
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(length::grid);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(tokens.px(length::half));
    auto* row = new QHBoxLayout;
    row->setSpacing(tokens.px(length::half));
    column->addLayout(row);
    createSides(item);
    const std::vector<const FieldInfo*> fields = editableFields(item, group);
    if (!fields.empty()) {
        const QString name = groupTitle(group);
        const bool hasBoth = group.values.front().both.has_value();
        addButton(
            Choice::edited,
            hasBoth ? tr("Both…") : tr("Edit…"),
            hasBoth ? tr("%1: keep both and edit").arg(name) : tr("%1: enter another").arg(name)
        );
        createEditors(fields, choices);
    }
    row->addStretch(1);
    for (const auto& [choice, button] : buttons_)
        row->insertWidget(row->count() - 1, button);
    column->addStretch(1);
}

void ChoiceCell::createSides(const ConflictItem& item)
{
    const QString name = groupTitle(group_);
    if (group_.kind == "removed") {
        addButton(Choice::mine, tr("Delete"), tr("Delete the row all the same"));
        addButton(Choice::theirs, tr("Keep"), tr("Keep the row with their changes"));
    } else if (group_.kind == "gone") {
        addButton(
            Choice::mine, tr("Restore as copy"), tr("Make the row anew, with your changes in it")
        );
        addButton(Choice::theirs, tr("Leave deleted"), tr("Give up your changes of the row"));
        if (const QString why = cannotRestoreBecause(item); !why.isEmpty()) {
            buttons_.front().second->setEnabled(false);
            buttons_.front().second->setToolTip(why);
            buttons_.front().second->setAccessibleDescription(why);
        }
    } else {
        addButton(Choice::mine, tr("Yours"), tr("%1: take yours").arg(name));
        addButton(Choice::theirs, tr("Theirs"), tr("%1: take theirs").arg(name));
    }
}

void ChoiceCell::addButton(Choice choice, const QString& label, const QString& meaning)
{
    auto* button = new ChoiceButton(label, meaning, this);
    connect(button, &QAbstractButton::clicked, this, [this, choice] {
        if (choice == Choice::edited)
            edit();
        else
            choose(choice);
    });
    buttons_.emplace_back(choice, button);
}

void ChoiceCell::createEditors(
    const std::vector<const FieldInfo*>& fields, const FieldChoices& choices
)
{
    editing_ = new QWidget(this);
    auto* column = new QVBoxLayout(editing_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::current().px(length::half));
    for (const FieldInfo* field : fields) {
        const QString title = fieldTitle(QString::fromStdString(field->name));
        if (fields.size() > 1)
            column->addWidget(new Label(title, TextStyle::secondary, Tone::muted, editing_));
        auto* editor = new ValueEditor(
            *field,
            choices ? choices(field->name) : std::vector<ui::Choice>(),
            tr("%1: your own value").arg(title),
            editing_
        );
        connect(editor, &ValueEditor::changed, this, &ChoiceCell::onTyped);
        column->addWidget(editor);
        editors_.push_back(editor);
    }
    problem_ =
        new Label(tr("This is no value for the field."), TextStyle::secondary, Tone::bad, editing_);
    problem_->setWordWrap(true);
    problem_->hide();
    column->addWidget(problem_);
    editing_->hide();
    layout()->addWidget(editing_);
}

void ChoiceCell::choose(Choice choice)
{
    for (const auto& [one, button] : buttons_) {
        if (one == choice && !button->isEnabled())
            return;
    }
    choice_ = choice;
    for (const auto& [one, button] : buttons_)
        button->setChecked(one == choice);
    if (editing_ != nullptr) {
        editing_->setVisible(choice == Choice::edited);
        problem_->setVisible(!hasValues());
    }
    Q_EMIT changed();
}

void ChoiceCell::edit()
{
    if (editors_.empty())
        return;
    for (std::size_t i = 0; i < editors_.size(); ++i) {
        const ConflictValue& value = group_.values[i];
        if (!editors_[i]->isFilled())
            editors_[i]->fill(value.both ? *value.both : value.mine);
    }
    choose(Choice::edited);
    editors_.front()->setFocus();
}

bool ChoiceCell::hasValues() const
{
    return std::all_of(editors_.begin(), editors_.end(), [](const ValueEditor* editor) {
        return editor->value().has_value();
    });
}

void ChoiceCell::onTyped()
{
    problem_->setVisible(choice_ == Choice::edited && !hasValues());
    Q_EMIT changed();
}

bool ChoiceCell::isDecided() const
{
    return choice_ != Choice::none && (choice_ != Choice::edited || hasValues());
}

json::object ChoiceCell::decision() const
{
    json::object out{{"group", group_.group}};
    out["source"] = choice_ == Choice::mine     ? "mine"
                    : choice_ == Choice::theirs ? "theirs"
                                                : "edited";
    if (choice_ != Choice::edited)
        return out;
    json::object values;
    for (const ValueEditor* editor : editors_)
        values[editor->field()] = *editor->value();
    out["values"] = std::move(values);
    return out;
}

} // namespace tidemark::ui
