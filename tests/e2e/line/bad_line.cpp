#include "tests/e2e/line/bad_line.hpp"

#include <QRandomGenerator>

#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tidemark::e2e {
namespace {

std::int64_t nowMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

std::string failure(const char* what)
{
    return std::string(what) + ": " + std::strerror(errno) +
           ". It needs root, or the right to make network namespaces and /dev/net/tun.";
}

void setAddress(ifreq& request, const char* address)
{
    sockaddr_in to{};
    to.sin_family = AF_INET;
    inet_pton(AF_INET, address, &to.sin_addr);
    std::memcpy(&request.ifr_addr, &to, sizeof to);
}

/// Gives a device of this namespace its address and takes it up.
bool bringUp(const char* device, const char* address, const char* mask)
{
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq request{};
    std::strncpy(request.ifr_name, device, IFNAMSIZ - 1);
    request.ifr_flags = IFF_UP | IFF_RUNNING;
    bool isDone = ioctl(socket, SIOCSIFFLAGS, &request) == 0;
    setAddress(request, address);
    isDone = isDone && ioctl(socket, SIOCSIFADDR, &request) == 0;
    setAddress(request, mask);
    isDone = isDone && ioctl(socket, SIOCSIFNETMASK, &request) == 0;
    close(socket);
    return isDone;
}

/// One end of the line in a new namespace of this thread. The addresses are loopback's, since
/// nothing else may be spoken to without encryption; the loopback device keeps only 127.0.0.1.
int openSide(const char* address, std::string& refused)
{
    if (unshare(CLONE_NEWNET) != 0) {
        refused = failure("A network namespace could not be made");
        return -1;
    }
    const int tun = ::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    ifreq request{};
    std::strncpy(request.ifr_name, "line", IFNAMSIZ - 1);
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    if (tun < 0 || ioctl(tun, TUNSETIFF, &request) != 0) {
        refused = failure("The line's device could not be made");
        return -1;
    }
    std::ofstream("/proc/sys/net/ipv4/conf/line/route_localnet") << 1;
    if (!bringUp("lo", "127.0.0.1", "255.255.255.255") ||
        !bringUp("line", address, "255.255.255.0")) {
        refused = failure("The line's device could not be set up");
        return -1;
    }
    return tun;
}

} // namespace

BadLine::~BadLine()
{
    isEnding_ = true;
    wait();
    for (const int file : {nearTun_, farTun_, farSpace_})
        if (file >= 0)
            close(file);
}

std::string BadLine::open()
{
    nearTun_ = openSide("127.77.0.2", refused_);
    if (nearTun_ < 0)
        return refused_;
    start();
    while (!isReady_ && isRunning())
        QThread::yieldCurrentThread();
    return refused_;
}

void BadLine::set(int lossPercent, int delayMs, int jitterMs)
{
    lossPercent_ = lossPercent;
    delayMs_ = delayMs;
    jitterMs_ = jitterMs;
}

void BadLine::cutBoth(bool isCut)
{
    cut(0, isCut);
    cut(1, isCut);
}

LineFigures BadLine::figures(int direction) const
{
    const auto at = static_cast<std::size_t>(direction);
    return {carried_.at(at), lost_.at(at)};
}

std::function<void()> BadLine::enterFarSide() const
{
    return [space = farSpace_] {
        if (setns(space, CLONE_NEWNET) != 0)
            _exit(126);
    };
}

void BadLine::run()
{
    farTun_ = openSide(farAddress, refused_);
    if (farTun_ >= 0)
        farSpace_ = ::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
    isReady_ = true;
    if (farTun_ >= 0)
        carry();
}

void BadLine::carry()
{
    while (!isEnding_) {
        pollfd ends[2] = {{nearTun_, POLLIN, 0}, {farTun_, POLLIN, 0}};
        (void)poll(ends, 2, underWay_[0].empty() && underWay_[1].empty() ? 50 : 1);
        for (const std::size_t direction : {0U, 1U}) {
            take(direction, nowMs());
            deliver(direction, nowMs());
        }
    }
}

void BadLine::take(std::size_t direction, std::int64_t now)
{
    auto& dice = *QRandomGenerator::global();
    Packet packet(4096);
    for (int i = 0; i < 256; ++i) {
        const auto length = read(direction == 0 ? nearTun_ : farTun_, packet.data(), packet.size());
        if (length <= 0)
            return;
        if (isCut_[direction] || dice.bounded(100) < lossPercent_) {
            ++lost_[direction];
            continue;
        }
        const int jitter = jitterMs_;
        const int wait = delayMs_ + (jitter > 0 ? dice.bounded(2 * jitter) - jitter : 0);
        underWay_[direction].emplace(
            now + std::max(wait, 0), Packet(packet.begin(), packet.begin() + length)
        );
    }
}

void BadLine::deliver(std::size_t direction, std::int64_t now)
{
    auto& waiting = underWay_[direction];
    while (!waiting.empty() && waiting.begin()->first <= now) {
        const Packet& packet = waiting.begin()->second;
        // A full device drops, as a line does.
        if (write(direction == 0 ? farTun_ : nearTun_, packet.data(), packet.size()) > 0)
            ++carried_[direction];
        else
            ++lost_[direction];
        waiting.erase(waiting.begin());
    }
}

} // namespace tidemark::e2e
