// Reports that are kept ready for a time without a network.
#pragma once

#include "sync/engine/filing_look.hpp"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <vector>

namespace tidemark::sync {

/// A report that somebody wants kept ready, and how that stands.
struct Filing {
    Uuid report = {};
    FilingTitle title = {};
    Timestamp since = {};
    Timestamp wantedUntil = {};
    FilingFacts facts = {};
    FilingVerdict verdict = {};
};

[[nodiscard]] boost::json::object toJson(const Filing& filing);

/// Filing-safe mode. What is kept is in the vault, so that it goes on after a restart and a lock,
/// until the person ends it. It looks by itself: through everything after a start and every few
/// hours; at what costs little each minute, and when rows, files or the link have moved.
class FilingKeeper final : public QObject {
    Q_OBJECT

public:
    static constexpr int daysUsual = 14;
    static constexpr int daysMost = 90;
    static constexpr std::size_t most = 20;

    /// The engine outlives it.
    explicit FilingKeeper(Engine& engine, QObject* parent = nullptr);

    /// Begins, or lengthens: files are fetched and kept, leases asked for, changes sent. Returns
    /// once everything was looked at. Faults `notFound`/`no_such_row`, `full`/`too_many_filings`.
    [[nodiscard]] QCoro::Task<Result<Filing>> keep(Uuid report, int days);
    /// Looks through everything now.
    [[nodiscard]] QCoro::Task<Result<Filing>> verify(Uuid report);
    /// Nothing is kept any more; what is here stays until room is needed. Fault `notFound`.
    [[nodiscard]] QCoro::Task<Result<void>> end(Uuid report);
    [[nodiscard]] const std::vector<Filing>& all() const { return all_; }

Q_SIGNALS:
    /// One of them stands differently.
    void moved();

private:
    QCoro::Task<void> load();
    QCoro::Task<Result<void>> save();
    QCoro::Task<void> lookAtAll();
    QCoro::Task<Result<void>> look(Uuid report, bool isThorough);
    QCoro::Task<void> lengthen();
    void lookSoon();
    [[nodiscard]] bool isOnline();
    [[nodiscard]] Filing* find(const Uuid& report);

    Engine& engine_;
    std::vector<Filing> all_ = {};
    QTimer timer_;
    QTimer soon_;
    QElapsedTimer lengthened_;
    QElapsedTimer looked_; ///< Through everything, last.
    bool isThoroughWanted_ = false;
    bool isLooking_ = false;
    bool isLoaded_ = false;
};

} // namespace tidemark::sync
