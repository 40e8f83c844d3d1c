// Where pasted cells go: by position, by head, repeated, ragged, and what is said to be left out.
#include "ui/grid/paste_plan.hpp"

#include <QtTest>

using namespace tidemark::ui;

namespace {

enum Column { Type, Category, Quantity, Unit, Canada, Mark };

std::vector<SheetColumn> columns()
{
    return {
        {.key = QStringLiteral("fuelType"),
         .title = QStringLiteral("Fuel type"),
         .aliases = {QStringLiteral("Fuel")},
         .kind = CellKind::choice},
        {.key = QStringLiteral("fuelCategory"),
         .title = QStringLiteral("Category"),
         .kind = CellKind::choice},
        {.key = QStringLiteral("quantity"),
         .title = QStringLiteral("Quantity"),
         .kind = CellKind::number,
         .decimals = 3},
        {.key = QStringLiteral("unit"), .title = QStringLiteral("Unit"), .isDerived = true},
        {.key = QStringLiteral("canada"),
         .title = QStringLiteral("Made in Canada"),
         .kind = CellKind::check},
        {.key = QStringLiteral("mark"), .title = {}, .kind = CellKind::mark},
    };
}

PasteTarget at(int row, int shownIndex, int realRows = 100)
{
    return {
        .shownColumns = {Type, Category, Quantity, Unit, Canada, Mark},
        .row = row,
        .shownIndex = shownIndex,
        .realRows = realRows};
}

PastePlan plan(QStringView text, const PasteTarget& target, DecimalSign sign = DecimalSign::point)
{
    return planPaste(readTabSeparated(text), columns(), target, sign);
}

CellEdit edit(int row, int column, const char* value)
{
    return {row, column, QString::fromUtf8(value)};
}

} // namespace

class PastePlanTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void by_position_from_the_cursor();
    void by_head_whatever_their_order();
    void one_known_head_alone_is_data();
    void derived_columns_are_passed_over();
    void hidden_columns_are_not_filled_by_position();
    void one_cell_fills_the_selection();
    void numbers_take_the_decimal_sign_of_their_column();
    void what_is_no_number_is_left_out_and_named();
    void a_row_of_ten_thousand_cells_says_what_was_left_out();
    void short_rows_leave_the_rest_alone();
    void blank_rows_make_no_new_rows();
    void the_exact_value_wins_over_the_shown_one();
    void digits_that_do_not_fit_are_rounded_and_said();
};

void PastePlanTest::by_position_from_the_cursor()
{
    const PastePlan made = plan(u"Diesel\t1,200\nGasoline\t7", at(3, Category));

    QVERIFY(!made.hasHeader);
    QCOMPARE(made.rows, 2);
    QCOMPARE(
        made.edits,
        (std::vector<CellEdit>{
            edit(3, Category, "Diesel"),
            edit(3, Quantity, "1200"),
            edit(4, Category, "Gasoline"),
            edit(4, Quantity, "7")})
    );
    QVERIFY(describeLoss(made.loss).isEmpty());
}

void PastePlanTest::by_head_whatever_their_order()
{
    const PastePlan made =
        plan(u"quantity\tNotes\tFUEL\tmade in canada\n5\tn\tCNG\tx\n6\t\tLNG\tno", at(0, Unit));

    QVERIFY(made.hasHeader);
    QCOMPARE(
        made.edits,
        (std::vector<CellEdit>{
            edit(0, Quantity, "5"),
            edit(0, Type, "CNG"),
            edit(0, Canada, "true"),
            edit(1, Quantity, "6"),
            edit(1, Type, "LNG"),
            edit(1, Canada, "false")})
    );
    QVERIFY(made.loss.isLossy());
    QVERIFY(describeLoss(made.loss).contains(QStringLiteral("Notes")));
}

void PastePlanTest::one_known_head_alone_is_data()
{
    QVERIFY(!plan(u"Category\tx\nDiesel\t1", at(0, 0)).hasHeader);
    QVERIFY(!plan(u"Quantity", at(0, 0)).hasHeader);
}

void PastePlanTest::derived_columns_are_passed_over()
{
    const PastePlan made = plan(u"9\tL\tyes", at(0, Quantity));

    QCOMPARE(made.edits, (std::vector<CellEdit>{edit(0, Quantity, "9"), edit(0, Canada, "true")}));
    QCOMPARE(made.loss.derivedColumns, QStringList(QStringLiteral("Unit")));
    QVERIFY(!made.loss.isLossy());
}

void PastePlanTest::hidden_columns_are_not_filled_by_position()
{
    PasteTarget target = at(0, 0);
    target.shownColumns = {Type, Quantity};

    QCOMPARE(
        plan(u"CNG\t4", target).edits,
        (std::vector<CellEdit>{edit(0, Type, "CNG"), edit(0, Quantity, "4")})
    );
}

void PastePlanTest::one_cell_fills_the_selection()
{
    PasteTarget target = at(2, Type);
    target.selectedRows = 3;
    target.selectedColumns = 2;

    const PastePlan made = plan(u"x", target);

    QCOMPARE(made.edits.size(), std::size_t(6));
    QCOMPARE(made.edits.front(), edit(2, Type, "x"));
    QCOMPARE(made.edits.back(), edit(4, Category, "x"));
}

void PastePlanTest::numbers_take_the_decimal_sign_of_their_column()
{
    const PastePlan comma = plan(u"1.234\n12,5", at(0, Quantity), DecimalSign::point);
    QCOMPARE(
        comma.edits, (std::vector<CellEdit>{edit(0, Quantity, "1234"), edit(1, Quantity, "12.5")})
    );

    const PastePlan assumed = plan(u"1.234", at(0, Quantity), DecimalSign::comma);
    QCOMPARE(assumed.edits.front(), edit(0, Quantity, "1234"));
    QCOMPARE(
        plan(u"1.234", at(0, Quantity), DecimalSign::point).edits.front().value,
        QStringLiteral("1.234")
    );
}

void PastePlanTest::what_is_no_number_is_left_out_and_named()
{
    const PastePlan made = plan(u"5\nabout 7\nn/a", at(0, Quantity));

    QCOMPARE(made.edits.size(), std::size_t(1));
    QCOMPARE(made.loss.notNumbers, std::size_t(2));
    const QString words = describeLoss(made.loss);
    QVERIFY2(words.contains(QStringLiteral("about 7")), qPrintable(words));
    QVERIFY2(words.contains(QStringLiteral("row 2")), qPrintable(words));
}

void PastePlanTest::a_row_of_ten_thousand_cells_says_what_was_left_out()
{
    QString text = QStringLiteral("CNG\tDiesel\t3\n");
    for (int i = 0; i < 10'000; ++i)
        text += QStringLiteral("v\t");
    text += QLatin1String("v\nLNG");

    const PastePlan made = plan(text, at(0, 0));

    QCOMPARE(made.rows, 3);
    QCOMPARE(made.loss.rowsBeyond, std::size_t(1));
    QCOMPARE(made.loss.cellsBeyond, std::size_t(10'001 - 6));
    const QString words = describeLoss(made.loss);
    QVERIFY2(words.contains(QStringLiteral("9,995 cells")), qPrintable(words));
    QCOMPARE(made.edits.back(), edit(2, Type, "LNG"));
}

void PastePlanTest::short_rows_leave_the_rest_alone()
{
    const PastePlan made = plan(u"CNG\tDiesel\nLNG", at(0, 0));

    QCOMPARE(made.edits.size(), std::size_t(3));
}

void PastePlanTest::blank_rows_make_no_new_rows()
{
    const PastePlan made = plan(u"a\tb\n\t\nc\td", at(9, 0, 10));

    QCOMPARE(made.rows, 2);
    QCOMPARE(made.loss.blankRows, std::size_t(1));
    QCOMPARE(made.edits.back().row, 10);

    const PastePlan over = plan(u"a\tb\n\t\nc\td", at(0, 0, 10));
    QCOMPARE(over.rows, 3);
    QCOMPARE(over.edits[2], edit(1, Type, ""));
}

void PastePlanTest::the_exact_value_wins_over_the_shown_one()
{
    ClipboardTable table;
    table.rows = {{{QStringLiteral("1.840.000,50"), QStringLiteral("1840000.5")}}};

    QCOMPARE(
        planPaste(table, columns(), at(0, Quantity), DecimalSign::point).edits.front().value,
        QStringLiteral("1840000.5")
    );
}

void PastePlanTest::digits_that_do_not_fit_are_rounded_and_said()
{
    const PastePlan made = plan(u"1.2345\n2.5", at(0, Quantity));

    QCOMPARE(made.edits.front().value, QStringLiteral("1.235"));
    QCOMPARE(made.loss.rounded, std::size_t(1));
    QVERIFY(describeLoss(made.loss).contains(QStringLiteral("rounded")));
}

QTEST_GUILESS_MAIN(PastePlanTest)
#include "paste_plan_test.moc"
