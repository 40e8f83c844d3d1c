// How the modelled platform writes rows and refusals.
#pragma once

#include "models/protocol/rows_frame_writer.hpp"
#include "tests/simulation/server/platform_model.hpp"

namespace tidemark::sim {

[[nodiscard]] Reply refused(int status, FaultCode code, std::string reason);
/// `isNewer`: with a column that this client does not know.
void appendRow(RowsFrameWriter& frame, const EntityInfo& info, const RowVersion& row, bool isNewer);

} // namespace tidemark::sim
