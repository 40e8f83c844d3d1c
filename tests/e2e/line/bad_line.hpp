// Two network namespaces and a line between them that loses, delays and cuts: this process and the
// programs that it starts are on the near side, what is started with `enterFarSide` on the far one.
#pragma once

#include <QThread>

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace tidemark::e2e {

/// Packets of one direction; 0 is away from the near side.
struct LineFigures {
    std::uint64_t carried = 0;
    std::uint64_t lost = 0;
};

/// The line. Linux, with the right to make namespaces. Make it before anything that has a socket:
/// the calling thread moves to the near side for good.
class BadLine : public QThread {
public:
    ~BadLine() override;

    /// Makes both sides and begins to carry; empty, or what the system refused.
    [[nodiscard]] std::string open();

    /// Loses this share of the packets and delays the others by `delayMs` ± `jitterMs`, both ways.
    void set(int lossPercent, int delayMs, int jitterMs);
    /// Nothing gets through any more in this direction, and nobody is told.
    void cut(int direction, bool isCut) { isCut_.at(static_cast<std::size_t>(direction)) = isCut; }
    void cutBoth(bool isCut);

    [[nodiscard]] LineFigures figures(int direction) const;

    /// For a child process, between fork and exec.
    [[nodiscard]] std::function<void()> enterFarSide() const;

    static constexpr auto farAddress = "127.77.0.1";

protected:
    void run() override;

private:
    using Packet = std::vector<char>;

    void carry();
    void take(std::size_t direction, std::int64_t now);
    void deliver(std::size_t direction, std::int64_t now);

    int nearTun_ = -1;
    int farTun_ = -1;
    int farSpace_ = -1;
    std::string refused_ = {};
    std::atomic<bool> isReady_ = false;
    std::atomic<bool> isEnding_ = false;
    std::atomic<int> lossPercent_ = 0;
    std::atomic<int> delayMs_ = 0;
    std::atomic<int> jitterMs_ = 0;
    std::array<std::atomic<bool>, 2> isCut_ = {};
    std::array<std::atomic<std::uint64_t>, 2> carried_ = {};
    std::array<std::atomic<std::uint64_t>, 2> lost_ = {};
    std::array<std::multimap<std::int64_t, Packet>, 2> underWay_ = {};
};

} // namespace tidemark::e2e
