// One command of the command line, from the question to the exit code.
#pragma once

#include "app/ctl/options.hpp"
#include "sync/client/agent_client.hpp"

#include <QObject>

namespace tidemark::ctl {

/// Asks the agent what one command wants and prints the answer. Lives for one command.
class Command final : public QObject {
    Q_OBJECT

public:
    Command(const Options& options, sync::AgentClient& agent);

    /// Returns at once; `finished` tells when everything is printed.
    void start();

Q_SIGNALS:
    /// With an ExitCode.
    void finished(int exitCode);

private:
    using Json = boost::json::value;

    void showStatus();
    void syncNow();
    void watchSync();
    void list(std::string_view method, std::string (*report)(const boost::json::object&));
    void change(std::string_view method);
    void changeKept(std::string_view method, boost::json::object params);
    void exportKept();
    void handOver();
    void showNotices();
    void examine();
    void bundle();
    void recover();
    void rotateKeys();
    void setRecoveryKey();
    void listFilings();
    void changeFiling(std::string_view method);

    void
    ask(std::string_view method,
        Json params,
        std::function<void(const boost::json::object&)> answered);
    void print(const boost::json::object& answer, const std::string& words);
    void fail(const Fault& fault);

    Options options_;
    sync::AgentClient& agent_;
};

} // namespace tidemark::ctl
