// How long the start took, for the benchmark: printed only when it is asked for.
#pragma once

namespace tidemark::ui {
class MainWindow;
} // namespace tidemark::ui

namespace tidemark::desk {

/// With TIDEMARK_TRACE_START set to the Unix time in microseconds at which the process was started,
/// prints `{"event":"firstPaint","ms":…}` and `{"event":"firstRows","ms":…}` to standard output.
void traceStart(ui::MainWindow& window);

} // namespace tidemark::desk
