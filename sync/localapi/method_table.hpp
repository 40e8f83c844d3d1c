// The methods of the local API and what each needs. One table, read top to bottom in a review.
#pragma once

#include "models/core/fault.hpp"

#include <QCoroTask>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace tidemark::sync {

/// What must hold before a method runs.
enum class Needs {
    nothing,   ///< Also while the store is locked.
    openStore, ///< Keys are here and the files are open.
    signedIn,  ///< And somebody is signed in, online or not.
};

/// One connected program.
using ConnectionId = std::uint64_t;

/// A result as JSON text: rows leave the store as text and are not parsed on their way through.
using AnswerText = std::string;

struct Call {
    ConnectionId connection = 0;
    boost::json::object params = {};
};

/// Runs a method. Called only when what it needs holds.
using MethodHandler = std::function<QCoro::Task<Result<AnswerText>>(Call)>;

/// Which of the needs hold now; the fault says what is in the way.
using NeedsCheck = std::function<Result<void>(Needs)>;

/// The whole local API of the agent.
class MethodTable {
public:
    explicit MethodTable(NeedsCheck check);

    void add(std::string method, Needs needs, MethodHandler handler);
    [[nodiscard]] bool has(const std::string& method) const { return methods_.contains(method); }

    /// Told of every call that ends with a fault.
    using FaultWatcher = std::function<void(const std::string& method, const Fault& fault)>;
    void watchFaults(FaultWatcher watcher) { watcher_ = std::move(watcher); }

    /// Permission is checked here, once, so that no handler can forget it. Fault
    /// `unsupported`/`unknown_method` for a name that is not in the table.
    [[nodiscard]] QCoro::Task<Result<AnswerText>> call(std::string method, Call call) const;

private:
    struct Method {
        Needs needs;
        MethodHandler handler;
    };
    [[nodiscard]] QCoro::Task<Result<AnswerText>> run(const std::string& method, Call call) const;

    NeedsCheck check_;
    FaultWatcher watcher_ = {};
    std::map<std::string, Method> methods_ = {};
};

} // namespace tidemark::sync
