// The platform's whole interface as one table: method, path, who may, handler.
#pragma once

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::platform {

struct WebSocketUpgrade; // platform/http/websocket.hpp; includes Beast.

/// Who may call a route. Checked before the handler runs, so that no handler can forget it.
struct Access {
    enum class Kind { anyone, signedIn, permission, somePermission };
    Kind kind = Kind::signedIn;
    std::string permission = {};
    Owed leniency = Owed::nothing; ///< Also for a person who owes up to this.

    [[nodiscard]] static Access anyone() { return {Kind::anyone, {}, Owed::nothing}; }
    [[nodiscard]] static Access signedIn() { return {Kind::signedIn, {}, Owed::nothing}; }
    [[nodiscard]] static Access to(std::string permission)
    {
        return {Kind::permission, std::move(permission), Owed::nothing};
    }
    /// Also with a permission that is narrowed to some rows: the handler looks at the row.
    [[nodiscard]] static Access toSome(std::string permission)
    {
        return {Kind::somePermission, std::move(permission), Owed::nothing};
    }

    /// Also for who has something else to do first, such as choosing a new password.
    [[nodiscard]] Access alsoOwing(Owed owed) const
    {
        Access lenient = *this;
        lenient.leniency = owed;
        return lenient;
    }

    /// Whether this signed-in actor may call the route.
    [[nodiscard]] bool admits(const Actor& actor) const
    {
        if (kind == Kind::somePermission)
            return actor.maySometimes(permission);
        return kind != Kind::permission || actor.may(permission);
    }
};

using Handler = std::function<boost::asio::awaitable<Response>(Request&)>;

/// Takes over the connection; see websocket.hpp. No token is checked: the channel's own `hello`.
using WebSocketHandler =
    std::function<boost::asio::awaitable<void>(WebSocketUpgrade upgrade, Request& request)>;

/// One row of the table.
struct Route {
    Method method = Method::get;
    std::string pattern = {};               ///< Full path, e.g. `/api/v1/connectors/{id}`.
    std::vector<std::string> segments = {}; ///< Of the pattern; `{name}` matches one segment.
    Access access = {};
    Handler handler = {};
};

/// Filled at start, then read only. A literal segment wins over `{name}`.
class Router {
public:
    Router();
    ~Router();
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    /// `path` is below `/api/v1/` unless it begins with `/`. Adding the same route twice is a bug
    /// and aborts at start.
    void add(Method method, std::string_view path, Access access, Handler handler);

    void addWebSocket(std::string_view path, WebSocketHandler handler);

    /// What a request's method and path lead to.
    struct Match {
        const Route* route = nullptr;     ///< Null: see `allowed`.
        std::vector<Method> allowed = {}; ///< Other methods of this path (405), or empty (404).
    };

    /// Finds the route and fills `request.pathParams`.
    [[nodiscard]] Match match(Request& request) const;

    [[nodiscard]] const WebSocketHandler* webSocket(std::string_view path) const;

    /// All routes in the order of adding, for openapi.json and tests.
    [[nodiscard]] const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

private:
    struct Node;

    std::vector<std::unique_ptr<Route>> routes_;
    std::unique_ptr<Node> root_;
    std::vector<std::pair<std::string, WebSocketHandler>> webSockets_;
};

} // namespace tidemark::platform
