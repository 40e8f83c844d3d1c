#include "tests/benchmarks/benchmarks.hpp"
#include "tests/e2e/driver/stopwatch.hpp"

#include <QAbstractTableModel>
#include <QApplication>
#include <QMainWindow>
#include <QTableView>
#include <QTimer>

#include <boost/json.hpp>

#include <cstdio>

namespace tidemark::bench {
namespace {

constexpr int columns = 9;
constexpr int keys = 100;
constexpr int pollMs = 2;

/// A million rows that cost nothing.
class LeastModel : public QAbstractTableModel {
public:
    int rowCount(const QModelIndex&) const override { return 1'000'000; }
    int columnCount(const QModelIndex&) const override { return columns; }
    QVariant data(const QModelIndex& index, int role) const override
    {
        return role == Qt::DisplayRole ? QString::number(index.row() * columns + index.column())
                                       : QVariant();
    }
};

} // namespace

int showLeastWindow()
{
    e2e::Stopwatch stopwatch(qApp);
    LeastModel model;
    QMainWindow window;
    auto* table = new QTableView(&window);
    table->setModel(&model);
    window.setCentralWidget(table);
    window.resize(1440, 900);
    window.show();
    QTimer poll;
    bool isScrolling = false;
    QObject::connect(&poll, &QTimer::timeout, [&] {
        const auto times = stopwatch.times();
        const auto scrolled = stopwatch.keyTimes();
        if (!isScrolling && times.at("firstRows").to_number<double>() > 0) {
            isScrolling = true;
            stopwatch.measureKeys(table, QStringLiteral("PgDown"), keys);
        }
        if (scrolled.at("delays").as_array().size() < keys)
            return;
        poll.stop();
        const boost::json::object told{
            {"paint", times.at("firstPaint")}, {"delays", scrolled.at("delays")}};
        std::printf("%s\n", boost::json::serialize(told).c_str());
        std::fflush(stdout);
    });
    poll.start(pollMs);
    return QApplication::exec();
}

} // namespace tidemark::bench
