// The mistake that the careless agent makes: its vault does not wait for the disk.
#include "models/core/seeded_fault.hpp"

namespace tidemark {

Mistake mistake = Mistake::vaultUnsynced;

} // namespace tidemark
