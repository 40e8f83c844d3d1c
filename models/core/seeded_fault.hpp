// Mistakes put into the code on purpose, to prove that the simulation would see them.
//
// `TIDEMARK_SEEDED(name)` is the constant `false` in every product. Only the copies that
// tests/simulation and tests/sync/power compile with TIDEMARK_SEEDED_FAULTS make a mistake.
#pragma once

namespace tidemark {

/// One mistake each, named for what it does.
#define TIDEMARK_MISTAKES(X)                                                                       \
    X(cursorApart)                                                                                 \
    X(digestIgnored)                                                                               \
    X(fromIgnored)                                                                                 \
    X(historyIgnored)                                                                              \
    X(purgeSkipped)                                                                                \
    X(publishEarly)                                                                                \
    X(rvIgnored)                                                                                   \
    X(tombsForgotten)                                                                              \
    X(leaveTakesAll)                                                                               \
    X(stageForgotten)                                                                              \
    X(latePageTaken)                                                                               \
    X(retireEarly)                                                                                 \
    X(archiveForgotten)                                                                            \
    X(conflictDropped)                                                                             \
    X(noReplay)                                                                                    \
    X(holesLeft)                                                                                   \
    X(discardInFlight)                                                                             \
    X(numbersKept)                                                                                 \
    X(reconcileSkipped)                                                                            \
    X(mirrorBeforeVault)                                                                           \
    X(timerForgotten)                                                                              \
    X(retryForgotten)                                                                              \
    X(repairUnbounded)                                                                             \
    X(noLeaveRecord)                                                                               \
    X(limitInSequencer)                                                                            \
    X(epochIgnored)                                                                                \
    X(grantedNowAlone)                                                                             \
    X(noDedupe)                                                                                    \
    X(lastMidApart)                                                                                \
    X(noForkCheck)                                                                                 \
    X(gapProneCursor)                                                                              \
    X(pastIgnored)                                                                                 \
    X(settledForgotten)                                                                            \
    X(answersUnchecked)                                                                            \
    X(vaultUnsynced)

enum class Mistake {
    none,
#define TIDEMARK_MISTAKE(name) name,
    TIDEMARK_MISTAKES(TIDEMARK_MISTAKE)
#undef TIDEMARK_MISTAKE
};

#ifdef TIDEMARK_SEEDED_FAULTS
/// The one that is being made; set by the simulation.
extern Mistake mistake;
#define TIDEMARK_SEEDED(name) (::tidemark::mistake == ::tidemark::Mistake::name)
#else
#define TIDEMARK_SEEDED(name) false
#endif

} // namespace tidemark
