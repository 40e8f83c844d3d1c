// A process whose memory others of the same user cannot read.
#pragma once

namespace tidemark::sync {

/// No core dumps, and no other process of the same user reads this one's memory. Called first in
/// main; what the system refuses is left as it was.
void hardenProcess();

} // namespace tidemark::sync
