// A campaign in several processes: what is simulated keeps state of its own per process.
#include "tests/simulation/program/campaign.hpp"

#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace tidemark::sim {

Count playInProcesses(const CampaignOptions& options)
{
    std::fflush(stdout);
    std::vector<int> answers;
    for (int job = 0; job < options.jobs; ++job) {
        int ends[2] = {};
        if (pipe(ends) != 0)
            break;
        const pid_t child = fork();
        if (child == 0) {
            const auto first = options.first + static_cast<std::uint64_t>(job);
            const Count count = playSome(options, first, options.jobs);
            const bool isTold = write(ends[1], &count, sizeof count) == sizeof count;
            std::fflush(stdout);
            _exit(isTold ? 0 : 1);
        }
        close(ends[1]);
        answers.push_back(ends[0]);
    }
    Count all;
    for (const int answer : answers) {
        Count count;
        if (read(answer, &count, sizeof count) != sizeof count) {
            std::fputs("a process died before it was done\n", stderr);
            count.broken = 1;
        }
        close(answer);
        all.histories += count.histories;
        all.broken += count.broken;
        all.steps += count.steps;
    }
    while (wait(nullptr) > 0) {
    }
    return all;
}

} // namespace tidemark::sim
