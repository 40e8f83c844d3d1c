#include "sync/sqlite/quick_check.hpp"

#include <sqlite3.h>

namespace tidemark::sync {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int stepsBetweenLooks = 20'000;

/// Ends the statement at hand when the time is over, or somebody wants it; taken away with this
/// object.
class Budget {
public:
    Budget(Database& db, Clock::time_point end, const std::atomic_bool* stop)
        : db_(db)
        , end_(end)
        , stop_(stop)
    {
        sqlite3_progress_handler(db_.handle(), stepsBetweenLooks, &Budget::look, this);
    }
    Budget(const Budget&) = delete;
    Budget& operator=(const Budget&) = delete;
    ~Budget() { sqlite3_progress_handler(db_.handle(), 0, nullptr, nullptr); }

    [[nodiscard]] bool isOver() const
    {
        return Clock::now() > end_ || (stop_ != nullptr && stop_->load());
    }

private:
    static int look(void* self) { return static_cast<Budget*>(self)->isOver() ? 1 : 0; }

    Database& db_;
    Clock::time_point end_;
    const std::atomic_bool* stop_;
};

/// True when it was read to its end.
Result<bool> isSound(Database& db, const std::string& sql, std::string_view nextStep)
{
    auto statement = db.prepareOnce(sql);
    if (!statement)
        return statement.error();
    const auto row = statement->step();
    if (!row && sqlite3_errcode(db.handle()) == SQLITE_INTERRUPT)
        return false;
    if (row && *row && statement->text(0) == "ok")
        return true;
    if (!row && row.error().code != FaultCode::corrupt)
        return row.error();
    return Fault{
        FaultCode::corrupt,
        "store_damaged",
        "The " + db.store() + " is damaged.",
        std::string(nextStep)};
}

Result<std::vector<std::string>> tablesOf(Database& db)
{
    auto statement =
        db.prepareOnce("SELECT name FROM sqlite_schema WHERE type='table' AND rootpage>0");
    if (!statement)
        return statement.error();
    std::vector<std::string> tables{"sqlite_schema"};
    auto more = statement->step();
    for (; more && *more; more = statement->step())
        tables.emplace_back(statement->text(0));
    if (!more)
        return more.error();
    return tables;
}

} // namespace

Result<void> quickCheck(Database& db, std::string_view nextStep, std::chrono::milliseconds budget)
{
    const Budget limit(db, Clock::now() + budget, nullptr);
    const auto sound = isSound(db, "PRAGMA quick_check(1)", nextStep);
    return sound ? Result<void>() : sound.error();
}

Result<void> checkFurther(
    Database& db,
    CheckPlace& place,
    std::string_view nextStep,
    std::chrono::milliseconds budget,
    const std::atomic_bool* stop
)
{
    if (place.tables.empty()) {
        auto tables = tablesOf(db);
        if (!tables)
            return tables.error();
        place.tables = std::move(*tables);
    }
    const auto end = Clock::now() + budget;
    while (!place.isDone()) {
        const Budget limit(db, Clock::time_point::max(), stop);
        const std::string name = place.tables[place.read];
        const auto sound = isSound(db, "PRAGMA quick_check('" + name + "')", nextStep);
        if (!sound)
            return sound.error();
        if (!*sound)
            return {};
        ++place.read;
        if (Clock::now() > end)
            return {};
    }
    return {};
}

} // namespace tidemark::sync
