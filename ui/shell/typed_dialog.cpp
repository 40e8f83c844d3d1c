#include "ui/shell/typed_dialog.hpp"

#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"

#include <QFontMetrics>
#include <QPlainTextEdit>

#include <algorithm>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int linesLeast = 2;
constexpr int linesMost = 6;

QString textIn(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_string())
        return {};
    const auto& text = value->get_string();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QPlainTextEdit* makeText(const QString& text, QWidget* parent)
{
    auto* field = new QPlainTextEdit(text, parent);
    field->setReadOnly(true);
    field->setTabChangesFocus(true);
    const int lines =
        std::clamp(static_cast<int>(text.count(QLatin1Char('\n'))) + 1, linesLeast, linesMost);
    field->setFixedHeight(QFontMetrics(field->font()).lineSpacing() * (lines + 1));
    return field;
}

} // namespace

TypedDialog::TypedDialog(const json::array& items, sync::AgentClient& agent, QWidget* parent)
    : FormDialog(tr("What you were typing"), tr("I have it, discard"), parent)
    , agent_(agent)
{
    setExplanation(
        tr("Tidemark was locked before this was saved anywhere else. Copy what you still "
           "need from here; it stays on this device until you discard it.")
    );
    for (const json::value& value : items) {
        const auto* item = value.if_object();
        const auto* fields = item == nullptr ? nullptr : item->if_contains("fields");
        if (fields == nullptr || !fields->is_array())
            continue;
        const auto at = Timestamp::parse(textIn(*item, "at").toStdString());
        QString head = textIn(*item, "window");
        if (at)
            head += QStringLiteral(" · ") + formatWhen(*at);
        addWide(new Label(head, TextStyle::strong, Tone::text, this));
        for (const json::value& field : fields->get_array()) {
            if (field.is_object())
                addField(
                    textIn(field.get_object(), "name"),
                    makeText(textIn(field.get_object(), "text"), this)
                );
        }
    }
    connect(this, &FormDialog::agreed, this, [this] {
        setBusy(true);
        agent_.call("typing.forget", json::object(), this, [this](const auto& answer) {
            answer ? accept() : fail(answer.error());
        });
    });
}

void offerTyped(sync::AgentClient& agent, QWidget& shell)
{
    const auto show = [&agent, &shell](const Result<json::value>& answer) {
        const auto* object = answer ? answer->if_object() : nullptr;
        const auto* items = object == nullptr ? nullptr : object->if_contains("items");
        const bool isThere = items != nullptr && items->is_array() && !items->get_array().empty();
        if (!isThere || !shell.isVisible())
            return;
        auto* dialog = new TypedDialog(items->get_array(), agent, shell.window());
        dialog->open();
    };
    agent.call("typing.list", json::object(), &shell, show);
}

} // namespace tidemark::ui
