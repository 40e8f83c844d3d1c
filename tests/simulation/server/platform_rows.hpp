// How the modelled platform writes rows and refusals.
#pragma once

#include "models/protocol/rows_frame_writer.hpp"
#include "tests/simulation/server/platform_model.hpp"

namespace tidemark::sim {

[[nodiscard]] Reply refused(int status, FaultCode code, std::string reason);
/// With the columns of a platform of this age.
void appendRow(
    RowsFrameWriter& frame, const EntityInfo& info, const RowVersion& row, PlatformAge age
);

} // namespace tidemark::sim
