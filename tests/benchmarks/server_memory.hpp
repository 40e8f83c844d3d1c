// How much memory the platform and its database take while something is measured.
#pragma once

#include "tests/benchmarks/benchmarks.hpp"

#include <QTimer>

namespace tidemark::bench {

/// Looks ten times a second while the event loop turns; what the processes of the database share is
/// counted once.
class ServerMemory {
public:
    explicit ServerMemory(Stage& stage);

    /// The most so far, in MB; 0 where the system does not tell.
    [[nodiscard]] double platform() const { return platform_; }
    [[nodiscard]] double database() const { return database_; }

private:
    void look();

    qint64 pid_;
    qint64 postmaster_ = 0;
    double platform_ = 0;
    double database_ = 0;
    QTimer timer_;
};

} // namespace tidemark::bench
