#include "tests/benchmarks/benchmarks.hpp"

#include <QApplication>
#include <QMainWindow>
#include <QTableWidget>
#include <QTimer>

#include <chrono>
#include <cstdio>

namespace tidemark::bench {
namespace {

/// Prints the time of its first paint, once that is done.
class LeastWindow : public QMainWindow {
protected:
    void paintEvent(QPaintEvent* event) override
    {
        QMainWindow::paintEvent(event);
        if (std::exchange(isPainted_, true))
            return;
        QTimer::singleShot(0, this, [] {
            const auto now = std::chrono::steady_clock::now().time_since_epoch();
            const double startedNs = qEnvironmentVariable("TIDEMARK_STARTED_NS").toDouble();
            std::printf("%.3f\n", (static_cast<double>(now.count()) - startedNs) / 1e6);
            std::fflush(stdout);
        });
    }

private:
    bool isPainted_ = false;
};

} // namespace

int showLeastWindow()
{
    LeastWindow window;
    window.setCentralWidget(new QTableWidget(40, 9, &window));
    window.resize(1440, 900);
    window.show();
    return QApplication::exec();
}

} // namespace tidemark::bench
