// What people do with runs and connectors: start, cancel, read the log and the file; enter a
// password, test a connection.
#pragma once

#include "platform/http/router.hpp"
#include "platform/runs/run_services.hpp"

#include <boost/asio/thread_pool.hpp>

namespace tidemark::platform {

class RunRelay;

/// Adds the routes of docs/protocol.md, section 1, Actions. Lives as long as the router.
class RunActions {
public:
    RunActions(RunServices services, RunRelay& relay);
    ~RunActions();
    RunActions(const RunActions&) = delete;
    RunActions& operator=(const RunActions&) = delete;

    void addTo(Router& router);

private:
    using Answer = asio::awaitable<Response>;

    [[nodiscard]] Answer start(const Request& request);
    [[nodiscard]] Answer cancel(const Request& request);
    [[nodiscard]] Answer log(const Request& request);
    [[nodiscard]] Answer artefact(const Request& request);
    [[nodiscard]] Answer setCredential(const Request& request);
    [[nodiscard]] Answer testConnector(const Request& request);

    RunServices services_;
    RunRelay& relay_;
    asio::thread_pool threads_;
};

} // namespace tidemark::platform
