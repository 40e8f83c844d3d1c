#include "ui/filing/filing_words.hpp"

#include "ui/kit/format.hpp"

#include <QCoreApplication>

#include <boost/json.hpp>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

/// The words of filing-safe mode are one context for translators.
class Filing {
    Q_DECLARE_TR_FUNCTIONS(Filing)
};

struct Point {
    QString id = {};
    QString state = {};
    int count = 0;
    int total = 0;
    QString detail = {};
    QString nextStep = {};
};

QString textIn(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_string())
        return {};
    const auto& text = value->get_string();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

int numberIn(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_int64() ? static_cast<int>(value->get_int64()) : 0;
}

QString whenIn(const json::object& object, std::string_view key)
{
    const auto at = Timestamp::parse(textIn(object, key).toStdString());
    return at ? formatWhen(*at) : QString();
}

std::vector<Point> pointsOf(const json::object& item)
{
    std::vector<Point> points;
    const auto* list = item.if_contains("points");
    if (list == nullptr || !list->is_array())
        return points;
    for (const json::value& value : list->get_array()) {
        const auto* object = value.if_object();
        if (object == nullptr)
            continue;
        points.push_back(
            {textIn(*object, "id"),
             textIn(*object, "state"),
             numberIn(*object, "count"),
             numberIn(*object, "total"),
             textIn(*object, "detail"),
             textIn(*object, "nextStep")}
        );
    }
    return points;
}

QString goodWords(const Point& point, const json::object& item)
{
    if (point.id == QLatin1String("report"))
        return Filing::tr("The report is here");
    if (point.id == QLatin1String("rows"))
        return Filing::tr("Its rows, reference data and people are here and add up");
    if (point.id == QLatin1String("store"))
        return Filing::tr("The data files were read through and are sound");
    if (point.id == QLatin1String("files"))
        return point.total == 0
                   ? Filing::tr("It has no attachments")
                   : Filing::tr("%n attachment(s) here, content checked", nullptr, point.total);
    if (point.id == QLatin1String("unsent"))
        return point.count == 0
                   ? Filing::tr("Nothing waits to be sent")
                   : Filing::tr(
                         "%n change(s) safe here, sent when connected", nullptr, point.count
                     );
    if (point.id == QLatin1String("needYou"))
        return Filing::tr("No change waits for a decision");
    if (point.id == QLatin1String("room"))
        return Filing::tr("There is room on the disk");
    const QString until = whenIn(item, "validUntil");
    if (point.id == QLatin1String("lease"))
        return until.isEmpty() ? Filing::tr("It may be read here without an end")
                               : Filing::tr("It may be read here until %1").arg(until);
    return point.detail;
}

QString otherWords(const Point& point, const json::object& item)
{
    const bool isBad = point.state == QLatin1String("bad");
    if (point.id == QLatin1String("report"))
        return Filing::tr("the report is not on this device");
    if (point.id == QLatin1String("rows"))
        return Filing::tr("not all of its rows are here and compared with the platform");
    if (point.id == QLatin1String("store"))
        return isBad ? Filing::tr("the data files of this device are damaged")
                     : Filing::tr("the data files are being read through");
    if (point.id == QLatin1String("files"))
        return Filing::tr("%1 of %n attachment(s) here", nullptr, point.total)
            .arg(formatNumber(point.count));
    if (point.id == QLatin1String("unsent"))
        return Filing::tr("%n change(s) being sent", nullptr, point.count);
    if (point.id == QLatin1String("needYou"))
        return Filing::tr("%n change(s) wait for your decision", nullptr, point.count);
    if (point.id == QLatin1String("room"))
        return Filing::tr("there is little room on the disk");
    if (point.id == QLatin1String("lease"))
        return isBad ? Filing::tr("it may not be read here any more since %1")
                           .arg(whenIn(item, "validUntil"))
                     : Filing::tr("it may be read here only until %1")
                           .arg(whenIn(item, "validUntil"));
    return point.detail;
}

QString nextStepOf(const Point& point)
{
    if (point.nextStep.startsWith(QLatin1String("Connect")))
        return Filing::tr("Connect to the network; the rest happens by itself.");
    if (point.id == QLatin1String("needYou"))
        return Filing::tr("Decide under Needs you; that works offline too.");
    if (point.id == QLatin1String("room"))
        return Filing::tr("Make room; new attachments may not fit.");
    if (point.id == QLatin1String("files") && point.state == QLatin1String("bad"))
        return Filing::tr("Open the attachments of the report and try again.");
    if (point.id == QLatin1String("store") && point.state == QLatin1String("bad"))
        return point.nextStep;
    return Filing::tr("It goes on by itself.");
}

} // namespace

QString filingReport(const json::object& item)
{
    return textIn(item, "report");
}

QString filingTitle(const json::object& item)
{
    const QString organization = textIn(item, "organization");
    const int year = numberIn(item, "year");
    return organization.isEmpty() ? Filing::tr("this report")
                                  : QStringLiteral("%1 %2").arg(organization).arg(year);
}

FilingWords filingWords(const json::object& item)
{
    const QString title = filingTitle(item);
    const QString state = textIn(item, "state");
    const auto points = pointsOf(item);
    const auto worst = std::find_if(points.begin(), points.end(), [&state](const Point& point) {
        return point.state == state;
    });
    if (state == QLatin1String("ok")) {
        const QString verified = whenIn(item, "verifiedAt");
        const QString until = whenIn(item, "validUntil");
        if (until.isEmpty())
            return {
                Kind::ok,
                Filing::tr("Everything for %1 is on this device, verified %2").arg(title, verified),
                {}};
        return {
            Kind::ok,
            Filing::tr("Everything for %1 is on this device, verified %2, valid until %3")
                .arg(title, verified, until),
            {}};
    }
    if (worst == points.end())
        return {Kind::info, Filing::tr("%1 is being made ready").arg(title), {}};
    const QString why = otherWords(*worst, item);
    if (state == QLatin1String("bad"))
        return {Kind::bad, Filing::tr("%1 is not ready: %2").arg(title, why), nextStepOf(*worst)};
    return {Kind::warn, Filing::tr("Not ready yet: %1: %2").arg(title, why), nextStepOf(*worst)};
}

QStringList filingPoints(const json::object& item)
{
    QStringList words;
    for (const Point& point : pointsOf(item))
        words
            << (point.state == QLatin1String("ok") ? goodWords(point, item)
                                                   : otherWords(point, item));
    return words;
}

} // namespace tidemark::ui
