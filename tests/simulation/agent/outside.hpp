// What an agent in a simulation reaches beyond its own disk: time, chance and the network.
#pragma once

#include "tests/simulation/server/platform_model.hpp"

#include <functional>
#include <string>

namespace tidemark::sim {

using Millis = std::int64_t;
using AgentNumber = int;

/// A request of the sync protocol.
struct Request {
    enum class Kind { probe, session, page, pull, push, results, digest, keys, fetch, receipts };
    Kind kind = Kind::probe;
    std::string body = {};   ///< JSON, where there is one.
    PageQuery page = {};     ///< With `page`.
    std::string client = {}; ///< With `results`.
    std::int64_t from = 0;   ///< With `results`.
};

/// What came of it; no reply: nobody knows.
using Answered = std::function<void(const std::optional<Reply>&)>;

/// The world around one agent.
class Outside {
public:
    virtual ~Outside() = default;

    [[nodiscard]] virtual Millis now() const = 0;
    virtual void after(Millis delay, std::function<void()> event) = 0;
    [[nodiscard]] virtual std::uint64_t chance() = 0;
    /// The longest wait for a step of a store.
    [[nodiscard]] virtual Millis stepMost() const = 0;
    /// `answered` is called once or, when the agent is gone by then, not at all.
    virtual void send(AgentNumber agent, Request request, Answered answered) = 0;
    /// The live socket: a client id must be known. `up` or `down` follow on the agent.
    virtual void openSocket(AgentNumber agent) = 0;
    virtual void closeSocket(AgentNumber agent) = 0;
    /// Says what happens; only heard when somebody listens.
    virtual void note(AgentNumber agent, const std::string& text) = 0;
    [[nodiscard]] virtual bool isHeard() const = 0;
};

} // namespace tidemark::sim
