#include "ui/sync/value_editor.hpp"

#include "ui/sync/conflict_item.hpp"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int textLines = 4;

QString plain(const json::value& value)
{
    if (value.is_bool())
        return value.get_bool() ? QStringLiteral("true") : QStringLiteral("false");
    return value.is_string() ? QString::fromStdString(std::string(value.get_string())) : QString();
}

std::vector<Choice> choicesOf(const FieldInfo& field)
{
    if (field.kind == FieldKind::boolean)
        return {
            {QStringLiteral("true"), valueWords(&field, true), {}},
            {QStringLiteral("false"), valueWords(&field, false), {}}};
    std::vector<Choice> choices;
    for (const std::string& choice : field.choices)
        choices.push_back({QString::fromStdString(choice), QString::fromStdString(choice), {}});
    return choices;
}

} // namespace

ValueEditor::ValueEditor(
    const FieldInfo& field,
    const std::vector<Choice>& choices,
    const QString& accessibleName,
    QWidget* parent
)
    : QWidget(parent)
    , field_(field)
{
    const std::vector<Choice> listed = choices.empty() ? choicesOf(field) : choices;
    QWidget* editor = nullptr;
    if (!listed.empty()) {
        editor = list_ = new QComboBox(this);
        list_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        list_->setMinimumContentsLength(8);
        fillChoices(listed);
        connect(list_, &QComboBox::currentIndexChanged, this, &ValueEditor::changed);
    } else if (field.merge == MergeRule::text) {
        editor = text_ = new QPlainTextEdit(this);
        text_->setTabChangesFocus(true);
        const Tokens& tokens = Tokens::current();
        const int line = QFontMetrics(tokens.body()).lineSpacing();
        text_->setFixedHeight(line * textLines + tokens.px(14));
        connect(text_, &QPlainTextEdit::textChanged, this, &ValueEditor::changed);
    } else {
        editor = line_ = new QLineEdit(this);
        connect(line_, &QLineEdit::textChanged, this, &ValueEditor::changed);
    }
    editor->setAccessibleName(accessibleName);
    setFocusProxy(editor);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(editor);
}

bool ValueEditor::canEdit(const FieldInfo& field)
{
    if (field.platformSet || field.fixed)
        return false;
    switch (field.kind) {
    case FieldKind::text:
    case FieldKind::decimal:
    case FieldKind::integer:
    case FieldKind::boolean:
    case FieldKind::enumeration:
        return true;
    default:
        return false;
    }
}

void ValueEditor::fillChoices(const std::vector<Choice>& choices)
{
    if (field_.nullable)
        list_->addItem(QStringLiteral("—"), QString());
    for (const Choice& choice : choices)
        list_->addItem(choice.label, choice.value);
    list_->setCurrentIndex(-1);
}

void ValueEditor::fill(const json::value& value)
{
    isFilled_ = true;
    if (list_ != nullptr) {
        const QString wanted = plain(value);
        int at = list_->findData(wanted);
        if (at < 0 && !wanted.isEmpty()) { // Both sides may hold what the list has no more.
            list_->addItem(valueWords(&field_, value), wanted);
            at = list_->count() - 1;
        }
        list_->setCurrentIndex(at);
        return;
    }
    const QString words = value.is_null() ? QString() : valueWords(&field_, value);
    if (line_ != nullptr) {
        line_->setText(words);
        line_->selectAll();
    } else {
        text_->setPlainText(words);
    }
}

std::optional<json::value> ValueEditor::value() const
{
    if (list_ == nullptr)
        return typedValue(field_, line_ != nullptr ? line_->text() : text_->toPlainText());
    if (list_->currentIndex() < 0)
        return std::nullopt;
    const QString chosen = list_->currentData().toString();
    if (field_.kind == FieldKind::boolean)
        return json::value(chosen == QLatin1String("true"));
    return typedValue(field_, chosen);
}

} // namespace tidemark::ui
