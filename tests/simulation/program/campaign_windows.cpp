// A campaign in one process, where there is no fork.
#include "tests/simulation/program/campaign.hpp"

namespace tidemark::sim {

Count playInProcesses(const CampaignOptions& options)
{
    return playSome(options, options.first, 1);
}

} // namespace tidemark::sim
