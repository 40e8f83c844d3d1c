// Tables as Excel, LibreOffice, browsers and text files put them on the clipboard.
#include "ui/grid/clipboard_table.hpp"

#include <QMimeData>
#include <QtTest>

using namespace tidemark::ui;

namespace {

QStringList texts(const std::vector<ClipboardCell>& row)
{
    QStringList out;
    for (const ClipboardCell& cell : row)
        out << cell.text;
    return out;
}

const QString excelHtml =
    QString::fromUtf8(R"(<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type
content="text/html; charset=utf-8"><style><!--table {mso-displayed-decimal-separator:"\.";}
td {padding-top:1px;} --></style></head><body link="#0563C1">
<table border=0 cellpadding=0 cellspacing=0 width=192 style='border-collapse:
 collapse;width:144pt'><!--StartFragment--><col width=64 span=3>
 <tr height=20 style='height:15.0pt'>
  <td height=20 class=xl65 width=64 style='height:15.0pt'>Ethanol</td>
  <td class=xl66 align=right>2,275,000</td>
  <td>Fuel&nbsp;code<br>  19 (b)</td>
 </tr>
 <tr height=20>
  <td height=20>A &amp; B &lt;x&gt;</td>
  <td></td>
  <td title="a > b">last</td>
 </tr><!--EndFragment-->
</table></body></html>)");

const QString calcHtml = QString::fromUtf8(R"(<!DOCTYPE html><html><head><style type="text/css">
body,div,table,td { font-family:"Liberation Sans" }</style></head><body>
<table cellspacing="0" border="0"><colgroup width="85"></colgroup>
<tr><td height="17" align="left"><font face="Arial">Diesel</font></td>
<td align="right" sdval="1840000.5" sdnum="1031;0;#.##0,00">1.840.000,50</td></tr>
</table></body></html>)");

} // namespace

class ClipboardTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plain_rows_and_columns();
    void quoted_cells_keep_their_newlines_tabs_and_quotes();
    void a_quote_that_never_closes_is_an_ordinary_character();
    void blank_rows_inside_stay_and_at_the_end_go();
    void an_empty_last_cell_counts();
    void excel_html_gives_the_shown_text();
    void libre_office_html_gives_the_exact_value();
    void merged_cells_hold_their_place();
    void html_without_a_table_falls_back_to_the_text();
    void only_the_first_table_is_read();
    void what_is_written_is_read_back();
    void broken_html_never_hangs();
    void two_hundred_thousand_cells_are_quick();
};

void ClipboardTableTest::plain_rows_and_columns()
{
    const auto table = readTabSeparated(u"a\tb\r\nc\td\r\n");

    QCOMPARE(table.rows.size(), std::size_t(2));
    QCOMPARE(texts(table.rows[1]), QStringList({QStringLiteral("c"), QStringLiteral("d")}));
}

void ClipboardTableTest::quoted_cells_keep_their_newlines_tabs_and_quotes()
{
    const auto table = readTabSeparated(u"\"two\r\nlines\"\t\"a\tb\"\t\"say \"\"hi\"\"\"\nnext\n");

    QCOMPARE(table.rows.size(), std::size_t(2));
    QCOMPARE(
        texts(table.rows[0]),
        QStringList(
            {QStringLiteral("two\nlines"), QStringLiteral("a\tb"), QStringLiteral("say \"hi\"")}
        )
    );
}

void ClipboardTableTest::a_quote_that_never_closes_is_an_ordinary_character()
{
    const auto table = readTabSeparated(u"\"5 inch\tpipe\n\"a\" b\tc");

    QCOMPARE(table.rows.size(), std::size_t(2));
    QCOMPARE(table.rows[0][0].text, QStringLiteral("\"5 inch"));
    QCOMPARE(table.rows[1][0].text, QStringLiteral("\"a\" b"));
}

void ClipboardTableTest::blank_rows_inside_stay_and_at_the_end_go()
{
    QCOMPARE(readTabSeparated(u"a\n\nb\n\n\t\n").rows.size(), std::size_t(3));
    QVERIFY(readTabSeparated(u"\n\n").isEmpty());
    QVERIFY(readTabSeparated(u"").isEmpty());
}

void ClipboardTableTest::an_empty_last_cell_counts()
{
    QCOMPARE(readTabSeparated(u"a\t").rows[0].size(), std::size_t(2));
    QCOMPARE(readTabSeparated(u"a\t\r\nb\tc").rows[0].size(), std::size_t(2));
}

void ClipboardTableTest::excel_html_gives_the_shown_text()
{
    const auto table = readHtmlTable(excelHtml);

    QCOMPARE(table.rows.size(), std::size_t(2));
    QCOMPARE(
        texts(table.rows[0]),
        QStringList(
            {QStringLiteral("Ethanol"),
             QStringLiteral("2,275,000"),
             QStringLiteral("Fuel code\n19 (b)")}
        )
    );
    QCOMPARE(
        texts(table.rows[1]),
        QStringList({QStringLiteral("A & B <x>"), QString(), QStringLiteral("last")})
    );
}

void ClipboardTableTest::libre_office_html_gives_the_exact_value()
{
    const auto table = readHtmlTable(calcHtml);

    QCOMPARE(table.rows.size(), std::size_t(1));
    QCOMPARE(table.rows[0][0].text, QStringLiteral("Diesel"));
    QCOMPARE(table.rows[0][1].text, QStringLiteral("1.840.000,50"));
    QCOMPARE(table.rows[0][1].number, QStringLiteral("1840000.5"));
}

void ClipboardTableTest::merged_cells_hold_their_place()
{
    const auto table = readHtmlTable(
        QStringLiteral("<table><tr><td colspan=2 rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr>"
                       "<tr><td>d</td><td>e</td><td>f</td></tr></table>")
    );

    QCOMPARE(table.rows.size(), std::size_t(3));
    QCOMPARE(texts(table.rows[0]), QStringList({QStringLiteral("a"), {}, QStringLiteral("b")}));
    QCOMPARE(texts(table.rows[1]), QStringList({{}, {}, QStringLiteral("c")}));
    QCOMPARE(table.rows[2].size(), std::size_t(3));
}

void ClipboardTableTest::html_without_a_table_falls_back_to_the_text()
{
    QMimeData data;
    data.setHtml(QStringLiteral("<p>Ethanol <b>2</b></p>"));
    data.setText(QStringLiteral("Ethanol\t2"));

    QCOMPARE(readClipboard(data).rows[0].size(), std::size_t(2));

    data.setHtml(excelHtml);
    QCOMPARE(readClipboard(data).rows.size(), std::size_t(2));
}

void ClipboardTableTest::only_the_first_table_is_read()
{
    const auto table = readHtmlTable(
        QStringLiteral("<table><tr><td>a<table><tr><td>inner</td></tr></table></td></tr></table>"
                       "<table><tr><td>second</td></tr></table>")
    );

    QCOMPARE(table.rows.size(), std::size_t(1));
    QVERIFY(table.rows[0][0].text.startsWith(u'a'));
}

void ClipboardTableTest::what_is_written_is_read_back()
{
    const std::vector<std::vector<QString>> rows{
        {QStringLiteral("a"), QStringLiteral("two\nlines"), QStringLiteral("t\tab")},
        {QStringLiteral("\"quoted\""), QString(), QStringLiteral("<b>&amp;")},
    };

    for (const ClipboardTable& table :
         {readTabSeparated(writeTabSeparated(rows)), readHtmlTable(writeHtmlTable(rows))}) {
        QCOMPARE(table.rows.size(), rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (std::size_t j = 0; j < rows[i].size(); ++j) {
                QString expected = rows[i][j];
                if (table.rows[i][j].text != expected)
                    expected.replace(u'\t', u' '); // HTML has no tabs.
                QCOMPARE(table.rows[i][j].text, expected);
            }
        }
    }
}

void ClipboardTableTest::broken_html_never_hangs()
{
    for (const char* text :
         {"<table><tr><td>a",
          "<table><tr><td title='x>a</td>",
          "<table><!-- ",
          "<",
          "<table><style>",
          "</table></td></tr>",
          "<table><td colspan=99999999>a</td></table>",
          "<table><tr><td>&#x110000;&#xD800;&unknown;&</td></tr></table>"}) {
        const auto table = readHtmlTable(QString::fromLatin1(text));
        QVERIFY(table.rows.size() <= 1);
        QVERIFY(table.width() <= 1'000);
    }
    // An old browser's cells without row tags still make a row.
    QCOMPARE(readHtmlTable(u"<table><td>a<td>b</table>").rows[0].size(), std::size_t(2));
}

void ClipboardTableTest::two_hundred_thousand_cells_are_quick()
{
    QString text;
    QString html = QStringLiteral("<table>");
    for (int row = 0; row < 10'000; ++row) {
        html += QLatin1String("<tr height=20 style='height:15.0pt'>");
        for (int column = 0; column < 20; ++column) {
            text += QStringLiteral("1,234,567%1").arg(QLatin1Char(column == 19 ? '\n' : '\t'));
            html += QLatin1String("<td class=xl66 align=right>1,234,567</td>");
        }
        html += QLatin1String("</tr>\n");
    }
    QElapsedTimer timer;
    timer.start();

    QCOMPARE(readTabSeparated(text).cellCount(), std::size_t(200'000));
    const qint64 textMs = timer.restart();
    QCOMPARE(readHtmlTable(html).cellCount(), std::size_t(200'000));
    const qint64 htmlMs = timer.elapsed();

    qInfo("text %lld ms, html %lld ms", textMs, htmlMs);
    QVERIFY(textMs < 1'000);
    QVERIFY(htmlMs < 1'000);
}

QTEST_GUILESS_MAIN(ClipboardTableTest)
#include "clipboard_table_test.moc"
