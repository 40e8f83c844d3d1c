// Moves of a compliance report that people make: submit, and return to the supplier.
#pragma once

#include "platform/entities/reference_cache.hpp"
#include "platform/http/router.hpp"

#include <boost/asio/thread_pool.hpp>
#include <boost/json/array.hpp>

namespace tidemark::platform {

class Sequencer;
struct JudgedSchedule;
struct StoredRow;

/// Adds `compliance-reports/{id}/submit` and `/return`. Lives as long as the router.
class ReportActions {
public:
    ReportActions(Database& database, ReferenceCache& reference, Sequencer& sequencer);
    ~ReportActions();
    ReportActions(const ReportActions&) = delete;
    ReportActions& operator=(const ReportActions&) = delete;

    void addTo(Router& router);

private:
    using Answer = asio::awaitable<Response>;

    struct Submission {
        Uuid report = {};
        std::int64_t year = 0;
    };

    [[nodiscard]] Answer submit(const Request& request);
    [[nodiscard]] asio::awaitable<Result<StoredRow>> submitIn(
        Transaction& transaction, const Request& request, Uuid id, boost::json::array& wrongRows
    );
    [[nodiscard]] asio::awaitable<Result<JudgedSchedule>>
    judgeAll(Transaction& transaction, const Submission& submission, boost::json::array& wrongRows);
    [[nodiscard]] Answer giveBack(const Request& request);

    Database& database_;
    ReferenceCache& reference_;
    Sequencer& sequencer_;
    asio::thread_pool threads_; ///< Schedules of a hundred thousand rows take a while to check.
};

} // namespace tidemark::platform
