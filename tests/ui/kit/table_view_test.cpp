// Columns of a table when room is scarce.
#include "ui/kit/style.hpp"
#include "ui/kit/table_view.hpp"

#include <QApplication>
#include <QHeaderView>
#include <QStandardItemModel>
#include <QTest>

using namespace tidemark::ui;

class TableViewTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHeadIsNeverCut()
    {
        QApplication::setStyle(new Style(Tokens::of(Theme::light, 1.0)));
        QStandardItemModel model(0, 3);
        const QString longHead = QStringLiteral("Gespeichert und noch nicht gesendet");
        model.setHorizontalHeaderLabels(
            {QStringLiteral("Name"), longHead, QStringLiteral("Grund")}
        );
        TableView table(QStringLiteral("Changes"));
        table.setModel(&model);
        table.setColumnWidths({0, 60, 60});
        table.resize(320, 200);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        const int words =
            QFontMetrics(Tokens::current().secondary()).horizontalAdvance(longHead);
        QVERIFY(table.columnWidth(1) >= words + 2 * length::grid);
        QVERIFY(table.columnWidth(2) >= 60 * 0.88 - 1 && table.columnWidth(2) <= 60);
    }
};

QTEST_MAIN(TableViewTest)
#include "table_view_test.moc"
