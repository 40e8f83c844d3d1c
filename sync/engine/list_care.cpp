#include "sync/engine/list_care.hpp"

namespace tidemark::sync {
namespace {

/// As long as one window may wait behind this.
constexpr int sliceMillis = 4;

struct Chores {
    std::vector<IndexWish> wishes = {};
    bool isMoreLeft = false;
};

Result<Chores> lookAt(DeskStore& desk)
{
    Chores chores{.wishes = desk.windows.takeIndexWishes()};
    chores.isMoreLeft = desk.windows.prepareScrolling(sliceMillis);
    return chores;
}

} // namespace

void ListCare::windowWasRead()
{
    if (!isWorking_)
        work();
}

QCoro::Task<void> ListCare::work()
{
    isWorking_ = true;
    for (bool goesOn = true; goesOn;) {
        const auto chores = co_await stores_.desk(&lookAt);
        if (!chores)
            break;
        for (const IndexWish& wish : chores->wishes) {
            const auto build = [wish](MirrorWriter& writer) {
                return writer.ensureIndex(wish.entity, wish.field);
            };
            const auto built = co_await stores_.mirror(build);
            if (!built)
                continue; // The list works without, only slower.
            const auto tell = [wish](DeskStore& desk) -> Result<void> {
                desk.windows.indexBuilt(wish.entity);
                return {};
            };
            (void)co_await stores_.desk(tell);
        }
        goesOn = chores->isMoreLeft;
    }
    isWorking_ = false;
}

} // namespace tidemark::sync
