#include "ui/attachments/attachment_table.hpp"

#include "ui/kit/format.hpp"
#include "ui/kit/table_view.hpp"

#include <QCoreApplication>

namespace tidemark::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Attachments)
};

QString shown(const boost::json::object& row, std::string_view field)
{
    return QString::fromStdString(rowText(row, field));
}

} // namespace

std::string rowText(const boost::json::object& row, std::string_view field)
{
    const auto* value = row.if_contains(field);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

qint64 rowNumber(const boost::json::object& row, std::string_view field)
{
    const auto* value = row.if_contains(field);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

std::vector<sync::RowColumn>
attachmentColumns(const FileStates& states, std::function<bool()> isOnline)
{
    using Json = boost::json::value;
    using Row = boost::json::object;
    const auto name = [](const Json&, const Row& row) { return shown(row, "name"); };
    const auto nameExtra = [](const Row&, int role) {
        return role == IconNameRole ? QVariant(QStringLiteral("file-text")) : QVariant();
    };
    const auto size = [](const Json&, const Row& row) {
        return formatBytes(rowNumber(row, "size"));
    };
    const auto who = [](const Json&, const Row& row) {
        const QString by = shown(row, "addedBy");
        return by.isEmpty() ? Words::tr("You") : by;
    };
    const auto when = [](const Json&, const Row& row) {
        const auto at = Timestamp::parse(rowText(row, "updatedAt"));
        return at ? formatDateTime(*at) : Words::tr("Not sent yet");
    };
    const auto place = [&states, isOnline](const Row& row) {
        return fileChip(states.of(rowText(row, "sha256")), isOnline());
    };
    const auto state = [place](const Json&, const Row& row) { return place(row).text; };
    const auto stateExtra = [&states, isOnline, place](const Row& row, int role) -> QVariant {
        if (role == ChipRole)
            return QVariant::fromValue(place(row));
        if (role == Qt::ToolTipRole)
            return fileDetail(
                states.of(rowText(row, "sha256")), rowNumber(row, "size"), isOnline()
            );
        return {};
    };
    std::vector<sync::RowColumn> columns;
    columns.push_back(
        {.field = "name", .title = Words::tr("Name"), .format = name, .extra = nameExtra}
    );
    columns.push_back(
        {.field = "size",
         .title = Words::tr("Size"),
         .format = size,
         .alignment = Qt::AlignTrailing | Qt::AlignVCenter}
    );
    columns.push_back({.field = "addedBy", .title = Words::tr("Added by"), .format = who});
    columns.push_back({.field = "updatedAt", .title = Words::tr("When"), .format = when});
    columns.push_back({.title = Words::tr("Where it is"), .format = state, .extra = stateExtra});
    return columns;
}

} // namespace tidemark::ui
