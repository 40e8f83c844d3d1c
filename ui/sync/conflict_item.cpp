#include "ui/sync/conflict_item.hpp"

#include "models/core/decimal.hpp"
#include "models/entities/entities.hpp"
#include "models/entity/row_codec.hpp"
#include "models/merge/text_merge.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/json_parts.hpp"
#include "ui/sync/pending_items.hpp"

#include <QCoreApplication>
#include <QLocale>

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

/// The context of the words below.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(ConflictItem)
};

json::value valueIn(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value == nullptr ? json::value() : *value;
}

ConflictChoiceGroup groupFrom(const json::object& from)
{
    ConflictChoiceGroup group{.group = textIn(from, "group"), .kind = textIn(from, "kind")};
    for (const json::object& field : objectsIn(from, "fields")) {
        ConflictValue value{.field = textIn(field, "field")};
        value.base = valueIn(field, "base");
        value.mine = valueIn(field, "mine");
        value.theirs = valueIn(field, "theirs");
        if (field.contains("both"))
            value.both = field.at("both");
        group.values.push_back(std::move(value));
    }
    if (const auto* by = from.if_contains("by"); by != nullptr && by->is_object()) {
        group.by = QString::fromStdString(textIn(by->get_object(), "name"));
        group.device = QString::fromStdString(textIn(by->get_object(), "device"));
        group.at = timestampIn(by->get_object(), "at");
    }
    if (const auto* rules = from.if_contains("rules"); rules != nullptr && rules->is_array())
        group.rules = rules->get_array();
    group.isChosen = !textIn(from, "chosen").empty();
    return group;
}

QString plain(const json::value& value)
{
    return value.is_string() ? QString::fromStdString(std::string(value.get_string())) : QString();
}

/// What is known of a row that is not here: one of its sides, where the row is decided as a whole.
json::object lostRow(const ConflictItem& item)
{
    for (const ConflictChoiceGroup& group : item.groups) {
        for (const ConflictValue& value : group.values) {
            for (const json::value* side : {&value.mine, &value.base, &value.theirs}) {
                if (value.field.empty() && side->is_object())
                    return side->get_object();
            }
        }
    }
    return {};
}

} // namespace

bool ConflictItem::isWaiting() const
{
    return std::all_of(groups.begin(), groups.end(), [](const ConflictChoiceGroup& group) {
        return group.isChosen;
    });
}

std::string reportIdOf(const ConflictItem& item)
{
    return item.entity == "complianceReport" ? item.id : textIn(item.row, "reportId");
}

QString reportWords(const ConflictItem& item)
{
    if (reportIdOf(item).empty())
        return Words::tr("Other records");
    const auto* year = item.report.if_contains("year");
    if (year == nullptr || !year->is_int64())
        return Words::tr("A report that was deleted");
    const auto* version = item.report.if_contains("version");
    QString words = Words::tr("%1 compliance report").arg(year->get_int64());
    if (version != nullptr && version->is_int64() && version->get_int64() > 0)
        words = Words::tr("%1, version %2").arg(words).arg(version->get_int64());
    const QString organization = plain(valueIn(item.report, "organizationName"));
    return organization.isEmpty() ? words : words + QStringLiteral(", ") + organization;
}

QString cannotRestoreBecause(const ConflictItem& item)
{
    const bool isOfReport = item.entity != "complianceReport" && !reportIdOf(item).empty();
    return isOfReport && item.report.empty()
               ? Words::tr("The report of this row was deleted, too. A copy needs a report.")
               : QString();
}

std::vector<ConflictItem> conflictItemsFrom(const json::value& answer)
{
    std::vector<ConflictItem> items;
    if (!answer.is_object())
        return items;
    for (const json::object& from : objectsIn(answer.get_object(), "items")) {
        ConflictItem item{.entity = textIn(from, "entity"), .id = textIn(from, "id")};
        item.mineAt = timestampIn(from, "mineAt");
        for (const json::object& group : objectsIn(from, "groups"))
            item.groups.push_back(groupFrom(group));
        item.mark = json::serialize(valueIn(from, "groups"));
        if (const auto* row = from.if_contains("row"); row != nullptr && row->is_object())
            item.row = row->get_object();
        else
            item.row = lostRow(item);
        if (const auto* of = from.if_contains("report"); of != nullptr && of->is_object())
            item.report = of->get_object();
        if (!item.id.empty() && !item.groups.empty())
            items.push_back(std::move(item));
    }
    return items;
}

QString differWords(const ConflictItem& item)
{
    const std::string& kind = item.groups.front().kind;
    if (kind == "gone")
        return Words::tr("you changed it, they deleted it");
    if (kind == "removed")
        return Words::tr("you deleted it, they changed it");
    int fields = 0;
    for (const ConflictChoiceGroup& group : item.groups)
        fields += static_cast<int>(group.values.size());
    return Words::tr("%n field(s) differ", nullptr, fields);
}

QString rowTitle(const ConflictItem& item)
{
    QStringList parts;
    for (const char* field : {"nickname", "name", "fuelType", "fuelCategory", "endUse"}) {
        const QString words = plain(valueIn(item.row, field));
        if (!words.isEmpty())
            parts << words;
    }
    if (parts.isEmpty())
        return fieldTitle(QString::fromStdString(item.entity));
    return parts.join(QStringLiteral(", "));
}

QString valueWords(const FieldInfo* field, const json::value& value)
{
    if (value.is_null() || (value.is_string() && value.get_string().empty()))
        return QStringLiteral("—");
    if (value.is_string() && field != nullptr && field->name == "sha256")
        return Words::tr("Version %1").arg(plain(value).left(8));
    if (value.is_string()) {
        const bool isNumber = field != nullptr && field->kind == FieldKind::decimal;
        return isNumber ? formatDecimal(std::string_view(value.get_string())) : plain(value);
    }
    if (value.is_int64() && field != nullptr && field->name == "size")
        return formatBytes(value.get_int64());
    if (value.is_int64())
        return formatNumber(value.get_int64());
    if (value.is_bool())
        return value.get_bool() ? Words::tr("yes") : Words::tr("no");
    if (const auto* list = value.if_array()) {
        QStringList parts;
        for (const json::value& each : *list)
            parts << valueWords(nullptr, each);
        return parts.join(QStringLiteral(", "));
    }
    return Words::tr("the whole row");
}

QString changeWords(const FieldInfo* field, const json::value& base, const json::value& value)
{
    if (field == nullptr || field->kind != FieldKind::decimal)
        return {};
    const auto from = Decimal::parse(plain(base).toStdString());
    const auto to = Decimal::parse(plain(value).toStdString());
    if (!from || !to || *from == *to)
        return {};
    const std::string difference = (*to - *from).toString();
    return (*from < *to ? QStringLiteral("+") : QString()) + formatDecimal(difference);
}

QString newWordsMarked(const json::value& base, const json::value& value)
{
    const std::string from = plain(base).toStdString();
    const std::string to = plain(value).toStdString();
    QString html;
    for (const TextRegion& region : mergeTexts(from, to, from).regions) {
        const QString words = QString::fromStdString(region.mine).toHtmlEscaped();
        const bool isNew = region.kind == TextRegion::Kind::mine && !words.isEmpty();
        html += isNew ? QStringLiteral("<u>%1</u>").arg(words) : words;
    }
    return html.replace(QLatin1Char('\n'), QStringLiteral("<br>"));
}

std::optional<json::value> typedValue(const FieldInfo& field, const QString& text)
{
    QString plainText = text;
    if (field.kind == FieldKind::decimal || field.kind == FieldKind::integer) {
        const QLocale locale;
        plainText = text.trimmed();
        plainText.remove(locale.groupSeparator());
        plainText.remove(QChar::Nbsp);
        plainText.remove(QLatin1Char(' '));
        plainText.replace(locale.decimalPoint(), QStringLiteral("."));
    }
    if (plainText.isEmpty() && field.nullable)
        return json::value();
    json::value value(plainText.toStdString());
    if (field.kind == FieldKind::integer) {
        bool isNumber = false;
        value = static_cast<std::int64_t>(plainText.toLongLong(&isNumber));
        if (!isNumber)
            return std::nullopt;
    }
    auto checked = checkedValue(field, value);
    return checked ? std::optional(std::move(*checked)) : std::nullopt;
}

QString ruleWords(const ConflictChoiceGroup& group)
{
    QStringList lines;
    for (const json::value& each : group.rules) {
        const auto* rule = each.if_object();
        if (rule == nullptr)
            continue;
        const QString field = fieldTitle(QString::fromStdString(textIn(*rule, "field")));
        const QString reason = QString::fromStdString(textIn(*rule, "reason"));
        lines
            << (reason == QLatin1String("not_allowed")
                    ? Words::tr("%1 does not go with the other values.").arg(field)
                : reason == QLatin1String("required") ? Words::tr("%1 is missing.").arg(field)
                                                      : Words::tr("%1 is not valid.").arg(field));
    }
    return lines.join(QLatin1Char(' '));
}

} // namespace tidemark::ui
