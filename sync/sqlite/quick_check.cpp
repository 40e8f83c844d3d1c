#include "sync/sqlite/quick_check.hpp"

#include <sqlite3.h>

namespace tidemark::sync {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int stepsBetweenLooks = 20'000;

int isOver(void* end)
{
    return Clock::now() > *static_cast<Clock::time_point*>(end) ? 1 : 0;
}

/// Ends the statement at hand when the time is over; taken away with this object.
class Budget {
public:
    Budget(Database& db, std::chrono::milliseconds most)
        : db_(db)
        , end_(Clock::now() + most)
    {
        sqlite3_progress_handler(db_.handle(), stepsBetweenLooks, &isOver, &end_);
    }
    Budget(const Budget&) = delete;
    Budget& operator=(const Budget&) = delete;
    ~Budget() { sqlite3_progress_handler(db_.handle(), 0, nullptr, nullptr); }

private:
    Database& db_;
    Clock::time_point end_;
};

} // namespace

Result<void> quickCheck(Database& db, std::string_view nextStep, std::chrono::milliseconds budget)
{
    const Budget limit(db, budget);
    auto statement = db.prepareOnce("PRAGMA quick_check(1)");
    if (!statement)
        return statement.error();
    const auto row = statement->step();
    if (!row && sqlite3_errcode(db.handle()) == SQLITE_INTERRUPT)
        return {};
    if (row && *row && statement->text(0) == "ok")
        return {};
    if (!row && row.error().code != FaultCode::corrupt)
        return row.error();
    return Fault{
        FaultCode::corrupt,
        "store_damaged",
        "The " + db.store() + " is damaged.",
        std::string(nextStep)};
}

} // namespace tidemark::sync
