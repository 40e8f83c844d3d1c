#include "ui/kit/format.hpp"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace tidemark::ui {
namespace {

/// The context of the words below.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Format)
};

QDateTime localTime(const Timestamp& when)
{
    return QDateTime::fromMSecsSinceEpoch(when.micros / 1000, Qt::UTC).toLocalTime();
}

bool isDecimal(std::string_view text)
{
    if (!text.empty() && text.front() == '-')
        text.remove_prefix(1);
    const auto point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view part = point == text.npos ? std::string_view() : text.substr(point + 1);
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return !whole.empty() && std::all_of(whole.begin(), whole.end(), isDigit) &&
           std::all_of(part.begin(), part.end(), isDigit);
}

/// Groups of three, as nearly all locales have them; the separators are the locale's.
QString grouped(std::string_view digits, const QLocale& locale)
{
    QString out;
    const QString separator = locale.groupSeparator();
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            out += separator;
        out += QLatin1Char(digits[i]);
    }
    return out;
}

} // namespace

QString formatNumber(qint64 number)
{
    return QLocale().toString(number);
}

QString formatDecimal(std::string_view decimal, int places)
{
    if (!isDecimal(decimal))
        return QString::fromUtf8(decimal.data(), static_cast<qsizetype>(decimal.size()));
    const QLocale locale;
    const bool isNegative = decimal.front() == '-';
    if (isNegative)
        decimal.remove_prefix(1);
    const auto point = decimal.find('.');
    const std::string_view whole = decimal.substr(0, point);
    std::string part(point == decimal.npos ? std::string_view() : decimal.substr(point + 1));
    if (places >= 0 && part.size() < static_cast<std::size_t>(places))
        part.resize(static_cast<std::size_t>(places), '0');
    else if (places >= 0)
        part.resize(static_cast<std::size_t>(places));
    QString out = isNegative ? QString(QChar(0x2212)) : QString();
    out += grouped(whole, locale);
    if (!part.empty())
        out += locale.decimalPoint() + QString::fromStdString(part);
    return out;
}

QString formatBytes(qint64 bytes)
{
    const int places = bytes >= 10LL * 1000 * 1000 * 1000 ? 1 : 0;
    return QLocale().formattedDataSize(bytes, places, QLocale::DataSizeSIFormat);
}

QString formatTime(const Timestamp& when)
{
    return QLocale().toString(localTime(when).time(), QStringLiteral("HH:mm"));
}

QString formatWhen(const Timestamp& when)
{
    const QDateTime local = localTime(when);
    const qint64 days = local.date().daysTo(QDate::currentDate());
    if (days == 0)
        return formatTime(when);
    if (days > 0 && days < 7)
        return QLocale().toString(local, QStringLiteral("ddd HH:mm"));
    return QLocale().toString(local.date(), QLocale::ShortFormat);
}

QString formatAge(const Timestamp& when)
{
    const qint64 seconds = (Timestamp::now().micros - when.micros) / 1000000;
    if (seconds < 2)
        return Words::tr("just now");
    if (seconds < 60)
        return Words::tr("%n s ago", nullptr, static_cast<int>(seconds));
    if (seconds < 3600)
        return Words::tr("%n min ago", nullptr, static_cast<int>(seconds / 60));
    return formatWhen(when);
}

QString formatIn(const Timestamp& when)
{
    const qint64 seconds = (when.micros - Timestamp::now().micros + 500000) / 1000000;
    if (seconds <= 0)
        return Words::tr("now");
    if (seconds < 90)
        return Words::tr("in %n s", nullptr, static_cast<int>(seconds));
    return Words::tr("in %n min", nullptr, static_cast<int>((seconds + 30) / 60));
}

QString formatDateTime(const Timestamp& when)
{
    // A list is read by the minute; where seconds matter the log has them.
    static const QRegularExpression seconds(QStringLiteral("[:.]ss?"));
    const QString format = QLocale().dateTimeFormat(QLocale::ShortFormat).remove(seconds);
    return QLocale().toString(localTime(when), format);
}

QString formatDate(const Date& date)
{
    const QDate day = QDate(1970, 1, 1).addDays(date.days);
    return QLocale().toString(day, QLocale::ShortFormat);
}

QString formatDuration(qint64 milliseconds)
{
    const qint64 seconds = milliseconds / 1000;
    if (milliseconds < 1000)
        return Words::tr("%1 ms").arg(milliseconds);
    if (milliseconds < 10000) {
        return Words::tr("%1 s").arg(QLocale().toString(double(milliseconds) / 1000.0, 'f', 1));
    }
    if (seconds < 60)
        return Words::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return Words::tr("%1 m %2 s").arg(seconds / 60).arg(seconds % 60);
    return Words::tr("%1 h %2 m").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

} // namespace tidemark::ui
