// Reads a table out of the HTML that spreadsheets put on the clipboard. QTextDocument would lay the
// whole table out, which takes tens of seconds for 10,000 rows; this looks at tags and text only.
#include "ui/grid/clipboard_table.hpp"

#include <array>
#include <utility>

namespace tidemark::ui {

namespace {

constexpr int spanMost = 1'000; ///< A wider merged cell is a mistake or an attack.

struct Entity {
    QLatin1String name;
    char16_t character;
};

constexpr std::array<Entity, 14> entities{{
    {QLatin1String("nbsp"), u'\u00A0'},
    {QLatin1String("amp"), u'&'},
    {QLatin1String("lt"), u'<'},
    {QLatin1String("gt"), u'>'},
    {QLatin1String("quot"), u'"'},
    {QLatin1String("apos"), u'\''},
    {QLatin1String("sup2"), u'²'},
    {QLatin1String("sup3"), u'³'},
    {QLatin1String("deg"), u'°'},
    {QLatin1String("ndash"), u'–'},
    {QLatin1String("mdash"), u'—'},
    {QLatin1String("eacute"), u'é'},
    {QLatin1String("egrave"), u'è'},
    {QLatin1String("minus"), u'\u2212'},
}};

/// The character that the entity between `&` and `;` stands for; empty when it is not one.
QString entityText(QStringView body)
{
    if (body.startsWith(u'#')) {
        const bool isHex = body.size() > 1 && (body[1] == u'x' || body[1] == u'X');
        bool ok = false;
        const uint code = body.mid(isHex ? 2 : 1).toUInt(&ok, isHex ? 16 : 10);
        const bool isCharacter =
            ok && code > 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
        const char32_t point = code;
        return isCharacter ? QString::fromUcs4(&point, 1) : QString();
    }
    for (const Entity& entity : entities) {
        if (body == entity.name)
            return QString(QChar(entity.character));
    }
    return {};
}

class HtmlTableReader {
public:
    explicit HtmlTableReader(QStringView html)
        : html_(html)
    {
    }

    ClipboardTable read()
    {
        while (at_ < html_.size() && !isDone_) {
            if (html_[at_] == u'<')
                readMarkup();
            else
                readText();
        }
        endRow();
        return std::move(table_);
    }

private:
    void readMarkup()
    {
        if (html_.mid(at_).startsWith(u"<!--")) {
            const qsizetype end = html_.indexOf(QLatin1String("-->"), at_ + 4);
            at_ = end < 0 ? html_.size() : end + 3;
            return;
        }
        const qsizetype end = tagEnd(at_ + 1);
        const QStringView body = html_.mid(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        const bool isClosing = body.startsWith(u'/');
        qsizetype nameEnd = isClosing ? 1 : 0;
        while (nameEnd < body.size() && body[nameEnd].isLetterOrNumber())
            ++nameEnd;
        const QStringView name = body.mid(isClosing ? 1 : 0, nameEnd - (isClosing ? 1 : 0));
        if (isClosing)
            close(name);
        else
            open(name, body.mid(nameEnd));
    }

    /// A `>` inside a quoted attribute does not end the tag.
    [[nodiscard]] qsizetype tagEnd(qsizetype from) const
    {
        QChar quote;
        for (qsizetype i = from; i < html_.size(); ++i) {
            const QChar c = html_[i];
            if (!quote.isNull()) {
                if (c == quote)
                    quote = QChar();
            } else if (c == u'"' || c == u'\'') {
                quote = c;
            } else if (c == u'>') {
                return i;
            }
        }
        return html_.size();
    }

    static bool is(QStringView name, QLatin1String tag)
    {
        return name.compare(tag, Qt::CaseInsensitive) == 0;
    }

    void open(QStringView name, QStringView attributes)
    {
        if (is(name, QLatin1String("style")) || is(name, QLatin1String("script"))) {
            skipPast(name);
        } else if (is(name, QLatin1String("table"))) {
            ++depth_;
        } else if (depth_ != 1) {
            return;
        } else if (is(name, QLatin1String("tr"))) {
            endRow();
            isInRow_ = true;
        } else if (is(name, QLatin1String("td")) || is(name, QLatin1String("th"))) {
            endCell();
            startCell(attributes);
        } else if (isInCell_ && is(name, QLatin1String("br"))) {
            text_ += u'\n';
        }
    }

    void close(QStringView name)
    {
        if (is(name, QLatin1String("table"))) {
            if (depth_ == 1) {
                endRow();
                isDone_ = !table_.rows.empty() || table_.rowsLeftOut > 0;
            }
            depth_ = std::max(0, depth_ - 1);
        } else if (depth_ != 1) {
            return;
        } else if (is(name, QLatin1String("tr"))) {
            endRow();
        } else if (is(name, QLatin1String("td")) || is(name, QLatin1String("th"))) {
            endCell();
        }
    }

    void skipPast(QStringView name)
    {
        const QString closing = QLatin1String("</") + name.toString();
        const qsizetype end = html_.indexOf(closing, at_, Qt::CaseInsensitive);
        at_ = end < 0 ? html_.size() : end;
    }

    void startCell(QStringView attributes)
    {
        isInRow_ = true;
        isInCell_ = true;
        text_.clear();
        // LibreOffice states the value in sdval, older Excel in x:num.
        number_ = attribute(attributes, QLatin1String("sdval"));
        if (number_.isEmpty())
            number_ = attribute(attributes, QLatin1String("x:num"));
        columns_ = spanOf(attribute(attributes, QLatin1String("colspan")));
        rows_ = spanOf(attribute(attributes, QLatin1String("rowspan")));
        skipCoveredColumns();
    }

    static int spanOf(const QString& value) { return std::clamp(value.toInt(), 1, spanMost); }

    static QString attribute(QStringView attributes, QLatin1String name)
    {
        qsizetype at = attributes.indexOf(name, 0, Qt::CaseInsensitive);
        while (at > 0 && !attributes[at - 1].isSpace())
            at = attributes.indexOf(name, at + 1, Qt::CaseInsensitive);
        if (at < 0)
            return {};
        QStringView rest = attributes.mid(at + name.size()).trimmed();
        if (!rest.startsWith(u'='))
            return {};
        rest = rest.mid(1).trimmed();
        if (rest.isEmpty())
            return {};
        const bool isQuoted = rest[0] == u'"' || rest[0] == u'\'';
        qsizetype end = 1;
        while (end < rest.size() && (isQuoted ? rest[end] != rest[0] : !rest[end].isSpace()))
            ++end;
        return rest.mid(isQuoted ? 1 : 0, end - (isQuoted ? 1 : 0)).toString();
    }

    void endCell()
    {
        if (!isInCell_)
            return;
        isInCell_ = false;
        const std::size_t column = row_.size();
        row_.push_back({tidied(text_), number_});
        for (int i = 1; i < columns_; ++i)
            row_.push_back({});
        for (std::size_t i = column; rows_ > 1 && i < row_.size(); ++i) {
            if (covered_.size() <= i)
                covered_.resize(i + 1, 0);
            covered_[i] = rows_;
        }
    }

    /// A cell merged downwards occupies its column in the next rows too.
    void skipCoveredColumns()
    {
        while (row_.size() < covered_.size() && covered_[row_.size()] > 0)
            row_.push_back({});
    }

    void endRow()
    {
        endCell();
        if (!isInRow_)
            return;
        isInRow_ = false;
        for (int& left : covered_)
            left = std::max(0, left - 1);
        if (table_.rows.size() < clipboardRowLimit)
            table_.rows.push_back(std::move(row_));
        else
            ++table_.rowsLeftOut;
        row_.clear();
    }

    void readText()
    {
        qsizetype end = html_.indexOf(u'<', at_);
        if (end < 0)
            end = html_.size();
        if (isInCell_ && depth_ >= 1)
            appendText(html_.mid(at_, end - at_));
        at_ = end;
    }

    void appendText(QStringView text)
    {
        for (qsizetype i = 0; i < text.size(); ++i) {
            const QChar c = text[i];
            if (c == u'&') {
                const qsizetype end = text.indexOf(u';', i);
                const QString character =
                    end > i && end - i <= 10 ? entityText(text.mid(i + 1, end - i - 1)) : QString();
                text_ += character.isEmpty() ? QString(c) : character;
                if (!character.isEmpty())
                    i = end;
            } else if (c == u'\n' || c == u'\r' || c == u'\t' || c == u' ') {
                if (!text_.isEmpty() && !text_.endsWith(u' ') && !text_.endsWith(u'\n'))
                    text_ += u' ';
            } else {
                text_ += c;
            }
        }
    }

    static QString tidied(QString text)
    {
        text.replace(u'\u00A0', u' ');
        text.replace(QLatin1String(" \n"), QLatin1String("\n"));
        return text.trimmed();
    }

    QStringView html_;
    qsizetype at_ = 0;
    ClipboardTable table_ = {};
    std::vector<ClipboardCell> row_ = {};
    std::vector<int> covered_ = {}; ///< Rows that a merged cell still covers, by column.
    QString text_ = {};
    QString number_ = {};
    int depth_ = 0;
    int columns_ = 1;
    int rows_ = 1;
    bool isInRow_ = false;
    bool isInCell_ = false;
    bool isDone_ = false;
};

} // namespace

ClipboardTable readHtmlTable(QStringView html)
{
    ClipboardTable table = HtmlTableReader(html).read();
    while (!table.rows.empty()) {
        bool isBlank = true;
        for (const ClipboardCell& cell : table.rows.back())
            isBlank = isBlank && cell.text.isEmpty();
        if (!isBlank)
            break;
        table.rows.pop_back();
    }
    return table;
}

} // namespace tidemark::ui
