#include "app/desk/start_trace.hpp"

#include "models/core/timestamp.hpp"
#include "sync/client/row_window_model.hpp"
#include "ui/shell/main_window.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/shell.hpp"

#include <cstdio>
#include <memory>

namespace tidemark::desk {
namespace {

void print(const char* event, qint64 startedAt)
{
    const double ms = double(Timestamp::now().micros - startedAt) / 1000.0;
    std::printf("{\"event\":\"%s\",\"ms\":%.1f}\n", event, ms);
    std::fflush(stdout);
}

} // namespace

void traceStart(ui::MainWindow& window)
{
    const qint64 startedAt = qEnvironmentVariable("TIDEMARK_TRACE_START").toLongLong();
    if (startedAt <= 0)
        return;
    QObject::connect(&window, &ui::MainWindow::painted, &window, [startedAt] {
        print("firstPaint", startedAt);
    });
    auto isTold = std::make_shared<bool>(false);
    auto* host = &window.shell().host();
    QObject::connect(host, &ui::PageHost::placeChanged, host, [host, isTold, startedAt] {
        for (auto* model : host->findChildren<sync::RowWindowModel*>()) {
            QObject::connect(model, &sync::RowWindowModel::loaded, host, [isTold, startedAt] {
                if (!std::exchange(*isTold, true))
                    print("firstRows", startedAt);
            });
        }
    });
}

} // namespace tidemark::desk
