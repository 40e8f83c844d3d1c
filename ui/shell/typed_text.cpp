#include "ui/shell/typed_text.hpp"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextDocument>
#include <QTextEdit>

#include <boost/json/object.hpp>

namespace tidemark::ui {
namespace {

/// More than this of one text is not typed by a person.
constexpr qsizetype lettersMost = 16'000;
constexpr qsizetype nameMost = 100;
constexpr std::size_t fieldsMost = 60;

QString nameOf(const QWidget& window, const QWidget* field)
{
    for (const QWidget* widget = field; widget != nullptr && widget != &window;
         widget = widget->parentWidget()) {
        if (!widget->accessibleName().isEmpty())
            return widget->accessibleName();
        for (const QLabel* label : window.findChildren<QLabel*>()) {
            if (label->buddy() == widget)
                return label->text();
        }
    }
    return window.windowTitle();
}

QString textOf(const QWidget* widget)
{
    if (const auto* line = qobject_cast<const QLineEdit*>(widget))
        return line->isModified() && line->echoMode() == QLineEdit::Normal ? line->text()
                                                                           : QString();
    if (const auto* plain = qobject_cast<const QPlainTextEdit*>(widget))
        return plain->document()->isModified() && !plain->isReadOnly() ? plain->toPlainText()
                                                                       : QString();
    if (const auto* rich = qobject_cast<const QTextEdit*>(widget))
        return rich->document()->isModified() && !rich->isReadOnly() ? rich->toPlainText()
                                                                     : QString();
    return {};
}

} // namespace

boost::json::array typedIn(const QWidget& window)
{
    boost::json::array fields;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (fields.size() == fieldsMost)
            break;
        const QString text = textOf(widget).left(lettersMost);
        if (text.trimmed().isEmpty())
            continue;
        const QString name = nameOf(window, widget).left(nameMost);
        fields.emplace_back(boost::json::object{
            {"name", (name.isEmpty() ? QStringLiteral("?") : name).toStdString()},
            {"text", text.toStdString()}});
    }
    return fields;
}

} // namespace tidemark::ui
