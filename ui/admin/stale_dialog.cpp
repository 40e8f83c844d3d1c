#include "ui/admin/stale_dialog.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/kit/labels.hpp"

#include <QGridLayout>

#include <boost/json/serialize.hpp>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

const json::value& valueIn(const json::object& row, const std::string& field)
{
    static const json::value none;
    const json::value* value = row.if_contains(field);
    return value == nullptr ? none : *value;
}

} // namespace

QString plainWords(const json::value& value)
{
    if (value.is_null())
        return QStringLiteral("—");
    if (value.is_bool())
        return value.get_bool() ? StaleDialog::tr("yes") : StaleDialog::tr("no");
    if (const json::string* text = value.if_string())
        return text->empty() ? QStringLiteral("—") : QString::fromStdString(std::string(*text));
    return QString::fromStdString(json::serialize(value));
}

StaleDialog::StaleDialog(
    const StaleEdit& edit, const std::vector<FieldWords>& fields, QWidget* parent
)
    : FormDialog(tr("Changed meanwhile"), tr("Save mine over it"), parent)
{
    setExplanation(tr("Somebody else saved this record after you opened it. Nothing of yours is "
                      "lost: look at what is different, then save over it or go back."));
    auto* whole = new QWidget(this);
    auto* grid = new QGridLayout(whole);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Tokens::current().px(16));
    const auto add = [&](int row, int column, const QString& text, TextStyle style, Tone tone) {
        auto* label = new Label(text, style, tone, whole);
        label->setWordWrap(true);
        grid->addWidget(label, row, column);
    };
    const QStringList heads{tr("Field"), tr("When you opened it"), tr("Now"), tr("Yours")};
    for (int i = 0; i < heads.size(); ++i)
        add(0, i, heads.at(i), TextStyle::section, Tone::muted);
    int row = 1;
    for (const FieldWords& field : fields) {
        const json::value& before = valueIn(edit.before, field.field);
        const json::value& now = valueIn(edit.now, field.field);
        const json::value* mine = edit.mine.if_contains(field.field);
        if (before == now && mine == nullptr)
            continue;
        const auto words = field.words ? field.words : plainWords;
        add(row, 0, field.title, TextStyle::body, Tone::muted);
        add(row, 1, words(before), TextStyle::body, Tone::text);
        add(row, 2, words(now), TextStyle::strong, before == now ? Tone::muted : Tone::info);
        add(row, 3, mine == nullptr ? tr("as it is") : words(*mine), TextStyle::strong, Tone::text);
        ++row;
    }
    for (int i = 1; i < 4; ++i)
        grid->setColumnStretch(i, 1);
    addWide(whole);
    setMinimumWidth(Tokens::current().px(560));
}

} // namespace tidemark::ui
