#include "ui/grid/number_text.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <string>

namespace tidemark::ui {

namespace {

constexpr QChar typographicMinus(u'\u2212');

bool isGroupSign(QChar c, QChar decimal)
{
    return c.isSpace() || c == u'\'' || c == u'\u2019' || c == u'\u066C' ||
           ((c == u',' || c == u'.') && c != decimal);
}

Fault notANumber(QStringView text)
{
    const QString shown = text.size() > 40 ? text.left(40).toString() + u'…' : text.toString();
    return {
        FaultCode::invalid,
        "not_a_number",
        QCoreApplication::translate("NumberText", "“%1” is not a number.").arg(shown).toStdString(),
        QCoreApplication::translate("NumberText", "Enter digits only, such as 1250000.")
            .toStdString()};
}

/// The digits of `text` in C notation; empty when they are not a number.
std::string plainDigits(QStringView text, QChar decimal)
{
    std::string out;
    int sinceGroup = -1; // Digits since the last group sign; -1 before the first one.
    bool isFraction = false;
    bool hasDigit = false;
    for (const QChar c : text) {
        const int digit = c.digitValue();
        if (digit >= 0) {
            out += static_cast<char>('0' + digit);
            hasDigit = true;
            if (sinceGroup >= 0 && !isFraction)
                ++sinceGroup;
        } else if (c == decimal && !isFraction) {
            if (sinceGroup >= 0 && sinceGroup != 3)
                return {};
            if (!hasDigit)
                out += '0';
            out += '.';
            isFraction = true;
        } else if (isGroupSign(c, decimal) && !isFraction && hasDigit) {
            if (sinceGroup >= 0 && sinceGroup != 3)
                return {};
            sinceGroup = 0;
        } else {
            return {};
        }
    }
    if (!hasDigit || (!isFraction && sinceGroup >= 0 && sinceGroup != 3))
        return {};
    if (out.back() == '.')
        out.pop_back();
    return out;
}

QString localDigits(const std::string& plain, const QLocale& locale, const QString& group)
{
    const bool isNegative = plain.starts_with('-');
    const std::size_t start = isNegative ? 1 : 0;
    const std::size_t point = std::min(plain.find('.'), plain.size());
    QString out = isNegative ? QString(typographicMinus) : QString();
    for (std::size_t i = start; i < point; ++i) {
        if (i > start && (point - i) % 3 == 0)
            out += group;
        out += QLatin1Char(plain[i]);
    }
    if (point < plain.size()) {
        out += locale.decimalPoint();
        out += QLatin1String(plain.data() + point + 1, static_cast<int>(plain.size() - point - 1));
    }
    return out;
}

} // namespace

DecimalSign decimalSignOf(const QLocale& locale)
{
    return locale.decimalPoint() == QLatin1String(",") ? DecimalSign::comma : DecimalSign::point;
}

Result<Decimal> readNumber(QStringView text, DecimalSign sign)
{
    const QStringView whole = text.trimmed();
    QStringView body = whole;
    bool isNegative = false;
    if (body.size() > 2 && body.startsWith(u'(') && body.endsWith(u')')) {
        isNegative = true;
        body = body.mid(1, body.size() - 2).trimmed();
    } else if (!body.isEmpty() && (body[0] == u'-' || body[0] == typographicMinus)) {
        isNegative = true;
        body = body.mid(1).trimmed();
    } else if (body.startsWith(u'+')) {
        body = body.mid(1);
    }
    const std::string digits = plainDigits(body, QChar(sign == DecimalSign::comma ? u',' : u'.'));
    if (digits.empty())
        return notANumber(whole);
    Result<Decimal> value = Decimal::parse(digits);
    if (!value)
        return notANumber(whole);
    return isNegative ? -*value : *value;
}

DecimalSign decimalSignIn(const std::vector<QString>& values, DecimalSign assumed)
{
    for (const QString& value : values) {
        const qsizetype comma = value.lastIndexOf(u',');
        const qsizetype point = value.lastIndexOf(u'.');
        if (comma < 0 && point < 0)
            continue;
        const bool isComma = readNumber(value, DecimalSign::comma).has_value();
        const bool isPoint = readNumber(value, DecimalSign::point).has_value();
        if (isComma != isPoint)
            return isComma ? DecimalSign::comma : DecimalSign::point;
    }
    return assumed;
}

QString writeNumber(const Decimal& value, const QLocale& locale, int places)
{
    std::string plain = (places < 0 ? value : value.rounded(places)).toString();
    if (places > 0) {
        if (plain.find('.') == std::string::npos)
            plain += '.';
        while (plain.size() - plain.find('.') - 1 < static_cast<std::size_t>(places))
            plain += '0';
    }
    return localDigits(plain, locale, locale.groupSeparator());
}

QString writePlainNumber(const Decimal& value, const QLocale& locale)
{
    QString text = localDigits(value.toString(), locale, QString());
    return text.replace(typographicMinus, u'-');
}

} // namespace tidemark::ui
