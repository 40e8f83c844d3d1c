#include "ui/audit/entry_card.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/audit/audit_words.hpp"
#include "ui/kit/fault_text.hpp"
#include "ui/kit/field_list.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/symbol.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;

EntryCard::EntryCard(sync::AgentClient& agent, QWidget* parent)
    : QWidget(parent)
    , agent_(agent)
{
    const Tokens& tokens = Tokens::current();
    heading_ = new Label({}, TextStyle::strong, Tone::text, this);
    heading_->setWordWrap(true);
    about_ = new FieldList(this);
    changes_ = new QVBoxLayout;
    changes_->setSpacing(tokens.px(8));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens.px(10));
    column->addWidget(heading_);
    column->addLayout(changes_);
    column->addWidget(about_);
    clear();
}

void EntryCard::clear()
{
    shown_.clear();
    removeChanges();
    about_->setLines({});
    heading_->setTone(Tone::muted);
    heading_->setText(tr("Choose an entry to see what it changed."));
}

void EntryCard::show(const std::string& entryId)
{
    if (entryId == shown_)
        return;
    shown_ = entryId;
    const PlatformCall call{.path = "audit/entries/" + entryId};
    askPlatform(agent_, call, this, [this, entryId](const PlatformAnswer& answer) {
        if (entryId == shown_)
            onAnswer(entryId, answer);
    });
}

void EntryCard::onAnswer(const std::string& entryId, const PlatformAnswer& answer)
{
    removeChanges();
    if (!answer) {
        shown_.clear();
        about_->setLines({});
        heading_->setTone(Tone::bad);
        heading_->setText(faultText(*answer.fault));
        return;
    }
    const json::object& entry = answer.object();
    heading_->setTone(Tone::text);
    heading_->setText(deedWords(textIn(entry, "action")));
    const auto changes = objectsIn(entry, "changes");
    for (const json::object& change : changes)
        addChange(change);
    if (changes.empty())
        changes_->addWidget(new Label(
            tr("This entry changed no field; it keeps that something was done."),
            TextStyle::body,
            Tone::muted,
            this
        ));
    for (int i = 0; i < changes_->count(); ++i) {
        if (auto* label = qobject_cast<Label*>(changes_->itemAt(i)->widget()))
            label->setWordWrap(true);
    }
    std::vector<FieldLine> lines{
        {tr("Who"), wordsIn(entry, "actor")},
        {tr("When"), whenIn(entry, "at")},
        {tr("From"), wordsIn(entry, "address")},
        {tr("Device"), wordsIn(entry, "device")},
        {tr("Program"), wordsIn(entry, "agent")},
        {tr("Request"), wordsIn(entry, "requestId")},
        {tr("Record"), wordsIn(entry, "entityId")},
        {tr("Number in the chain"), QString::number(numberIn(entry, "seq"))},
        {tr("Hash"), wordsIn(entry, "hash").left(16)},
        {tr("Entry"), QString::fromStdString(entryId)}};
    lines.erase(
        std::remove_if(
            lines.begin(), lines.end(), [](const FieldLine& line) { return line.value.isEmpty(); }
        ),
        lines.end()
    );
    about_->setLines(lines);
}

void EntryCard::addChange(const json::object& change)
{
    const Tokens& tokens = Tokens::current();
    const auto isNull = [&change](std::string_view side) {
        const json::value* value = change.if_contains(side);
        return value == nullptr || value->is_null();
    };
    if (isNull("before") && isNull("after"))
        return;
    const QString before = sideWords(change, "before");
    const QString after = sideWords(change, "after");
    const QString field = fieldWordsOf(textIn(change, "field"));
    auto* card = new Card(this);
    card->setAccessibleName(tr("%1: from %2 to %3").arg(field, before, after));
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(tokens.px(10), tokens.px(8), tokens.px(10), tokens.px(8));
    inside->setSpacing(tokens.px(2));
    inside->addWidget(new Label(field, TextStyle::secondary, Tone::muted, card));
    const auto addSide = [&](const QString& mark, const QString& text, Tone tone) {
        auto* label =
            new Label(QStringLiteral("%1 %2").arg(mark, text), TextStyle::body, tone, card);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        inside->addWidget(label);
    };
    if (!isNull("before"))
        addSide(QStringLiteral("−"), before, Tone::bad);
    addSide(QStringLiteral("+"), after, Tone::ok);
    changes_->addWidget(card);
}

void EntryCard::removeChanges()
{
    while (QLayoutItem* item = changes_->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
}

} // namespace tidemark::ui
