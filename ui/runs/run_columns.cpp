#include "ui/runs/run_columns.hpp"

#include "ui/kit/format.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/runs/run_row.hpp"
#include "ui/runs/run_words.hpp"

#include <QCoreApplication>

namespace tidemark::ui {
namespace {

namespace json = boost::json;

QString heading(const char* text)
{
    return QCoreApplication::translate("Runs", text);
}

constexpr Qt::Alignment trailing = Qt::AlignTrailing | Qt::AlignVCenter;
constexpr Qt::Alignment leading = Qt::AlignLeading | Qt::AlignVCenter;

QString number(const json::value& value, const json::object&)
{
    return value.is_int64() ? formatNumber(value.get_int64()) : QString();
}

QString moment(const json::value& value, const json::object&)
{
    const auto at =
        value.is_string() ? Timestamp::parse(value.get_string()) : Result<Timestamp>(Fault{});
    return at ? formatDateTime(*at) : QString();
}

QString duration(const json::value&, const json::object& row)
{
    const auto elapsed = runningMs(row, Timestamp::now());
    return elapsed ? formatDuration(*elapsed) : QString();
}

QString stateText(const json::value&, const json::object& row)
{
    return runStateChip(textField(row, "state")).text;
}

QVariant stateChip(const json::object& row, int role)
{
    if (role == ChipRole)
        return QVariant::fromValue(runStateChip(textField(row, "state")));
    return {};
}

QString progressText(const json::value& value, const json::object& row)
{
    return isRunActive(textField(row, "state")) && value.is_int64()
               ? QStringLiteral("%1 %").arg(value.get_int64())
               : QString();
}

QVariant progressBar(const json::object& row, int role)
{
    if (role == ProgressRole && isRunActive(textField(row, "state")))
        return static_cast<double>(numberField(row, "progress")) / 100.0;
    return {};
}

QString result(const json::value&, const json::object& row)
{
    const QString cause = stringField(row, "errorCause");
    return cause.isEmpty() ? stringField(row, "artefactName") : cause;
}

QVariant resultTone(const json::object& row, int role)
{
    if (role == ToneRole && !textField(row, "errorCause").empty())
        return static_cast<int>(Tone::bad);
    return {};
}

} // namespace

std::vector<sync::RowColumn> runColumns()
{
    return {
        {.field = "number",
         .title = heading(QT_TRANSLATE_NOOP("Runs", "Run")),
         .format = number,
         .alignment = trailing},
        {.field = "definitionName", .title = heading(QT_TRANSLATE_NOOP("Runs", "Report"))},
        {.field = "state",
         .title = heading(QT_TRANSLATE_NOOP("Runs", "State")),
         .format = stateText,
         .alignment = leading,
         .extra = stateChip},
        {.field = "progress",
         .title = heading(QT_TRANSLATE_NOOP("Runs", "Progress")),
         .format = progressText,
         .alignment = leading,
         .extra = progressBar},
        {.field = "startedBy", .title = heading(QT_TRANSLATE_NOOP("Runs", "Started by"))},
        {.field = "startedAt",
         .title = heading(QT_TRANSLATE_NOOP("Runs", "Started")),
         .format = moment},
        {.field = {},
         .title = heading(QT_TRANSLATE_NOOP("Runs", "Duration")),
         .format = duration,
         .alignment = trailing},
        {.field = "rowsOut",
         .title = heading(QT_TRANSLATE_NOOP("Runs", "Rows")),
         .format = number,
         .alignment = trailing},
        {.field = "artefactName",
         .title = heading(QT_TRANSLATE_NOOP("Runs", "Result")),
         .format = result,
         .alignment = leading,
         .extra = resultTone},
    };
}

} // namespace tidemark::ui
