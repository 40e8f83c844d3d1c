#include "ui/sync/choice_cell.hpp"

#include "models/entities/entities.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/style.hpp"
#include "ui/sync/pending_items.hpp"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int textLines = 4;

/// The one field of the group that a person may enter, if there is exactly one of that kind.
const FieldInfo* editableField(const ConflictItem& item, const ConflictChoiceGroup& group)
{
    const EntityInfo* entity = findEntity(item.entity);
    if (entity == nullptr || group.values.size() != 1)
        return nullptr;
    const FieldInfo* field = entity->field(group.values.front().field);
    if (field == nullptr || field->platformSet)
        return nullptr;
    const bool isTyped = field->kind == FieldKind::text || field->kind == FieldKind::decimal ||
                         field->kind == FieldKind::integer;
    return isTyped ? field : nullptr;
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

ChoiceCell::ChoiceCell(const ConflictItem& item, const ConflictChoiceGroup& group, QWidget* parent)
    : QWidget(parent)
    , group_(group)
    , field_(editableField(item, group))
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(length::grid);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(tokens.px(length::half));
    auto* row = new QHBoxLayout;
    row->setSpacing(tokens.px(length::half));
    column->addLayout(row);
    const bool isRemoval = group.kind == "removed";
    const QString name = groupTitle(group);
    addButton(
        Choice::mine,
        isRemoval ? tr("Delete") : tr("Yours"),
        isRemoval ? tr("Delete the row all the same") : tr("%1: take yours").arg(name)
    );
    addButton(
        Choice::theirs,
        isRemoval ? tr("Keep") : tr("Theirs"),
        isRemoval ? tr("Keep the row with their changes") : tr("%1: take theirs").arg(name)
    );
    if (field_ != nullptr) {
        const bool hasBoth = group.values.front().both.has_value();
        addButton(
            Choice::edited,
            hasBoth ? tr("Both…") : tr("Edit…"),
            hasBoth ? tr("%1: keep both and edit").arg(name) : tr("%1: enter another").arg(name)
        );
        createEditor();
    }
    row->addStretch(1);
    for (const auto& [choice, button] : buttons_)
        row->insertWidget(row->count() - 1, button);
    column->addStretch(1);
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

void ChoiceCell::createEditor()
{
    const QString name = tr("%1: your own value").arg(groupTitle(group_));
    if (field_->merge == MergeRule::text) {
        text_ = new QPlainTextEdit(this);
        text_->setTabChangesFocus(true);
        text_->setAccessibleName(name);
        text_->setFixedHeight(
            QFontMetrics(Tokens::current().body()).lineSpacing() * textLines +
            Tokens::current().px(14)
        );
        text_->hide();
        layout()->addWidget(text_);
        connect(text_, &QPlainTextEdit::textChanged, this, &ChoiceCell::onTyped);
    } else {
        line_ = new QLineEdit(this);
        line_->setAccessibleName(name);
        line_->hide();
        layout()->addWidget(line_);
        connect(line_, &QLineEdit::textChanged, this, &ChoiceCell::onTyped);
    }
    problem_ =
        new Label(tr("This is no value for the field."), TextStyle::secondary, Tone::bad, this);
    problem_->setWordWrap(true);
    problem_->hide();
    layout()->addWidget(problem_);
}

void ChoiceCell::choose(Choice choice)
{
    choice_ = choice;
    for (const auto& [one, button] : buttons_)
        button->setChecked(one == choice);
    const bool isEdited = choice == Choice::edited;
    if (line_ != nullptr)
        line_->setVisible(isEdited);
    if (text_ != nullptr)
        text_->setVisible(isEdited);
    if (problem_ != nullptr)
        problem_->setVisible(isEdited && !value());
    Q_EMIT changed();
}

void ChoiceCell::edit()
{
    if (field_ == nullptr)
        return;
    const ConflictValue& values = group_.values.front();
    if (choice_ != Choice::edited)
        startEditing(values.both ? *values.both : values.mine);
    choose(Choice::edited);
    QWidget* editor = line_ != nullptr ? static_cast<QWidget*>(line_) : text_;
    editor->setFocus();
}

void ChoiceCell::startEditing(const json::value& from)
{
    const QString words = from.is_null() ? QString() : valueWords(field_, from);
    if (line_ != nullptr && line_->text().isEmpty()) {
        line_->setText(words);
        line_->selectAll();
    }
    if (text_ != nullptr && text_->toPlainText().isEmpty())
        text_->setPlainText(words);
}

QString ChoiceCell::typed() const
{
    return line_ != nullptr ? line_->text() : text_ != nullptr ? text_->toPlainText() : QString();
}

std::optional<json::value> ChoiceCell::value() const
{
    return field_ == nullptr ? std::nullopt : typedValue(*field_, typed());
}

void ChoiceCell::onTyped()
{
    problem_->setVisible(choice_ == Choice::edited && !value());
    Q_EMIT changed();
}

bool ChoiceCell::isDecided() const
{
    return choice_ != Choice::none && (choice_ != Choice::edited || value());
}

json::object ChoiceCell::decision() const
{
    json::object out{{"group", group_.group}};
    out["source"] = choice_ == Choice::mine     ? "mine"
                    : choice_ == Choice::theirs ? "theirs"
                                                : "edited";
    if (choice_ == Choice::edited)
        out["values"] = json::object{{group_.values.front().field, *value()}};
    return out;
}

} // namespace tidemark::ui
