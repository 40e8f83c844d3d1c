#include "platform/http/router.hpp"

#include "platform/http/target.hpp"

#include <spdlog/spdlog.h>

#include <array>
#include <cstdlib>
#include <map>

namespace tidemark::platform {
namespace {

constexpr std::size_t methodCount = 6;
constexpr std::size_t deepest = 16; ///< Segments of a path; longer ones match nothing.

std::size_t indexOf(Method method)
{
    return static_cast<std::size_t>(method);
}

bool isPlaceholder(std::string_view segment)
{
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

std::string fullPath(std::string_view path)
{
    return path.starts_with('/') ? std::string(path) : "/api/v1/" + std::string(path);
}

} // namespace

struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> any;
    std::array<const Route*, methodCount> routes = {};
    bool isEnd = false;

    /// The node of the path; literal segments win, and a dead end goes back to `{name}`.
    const Node* find(const std::string_view* segment, const std::string_view* end) const
    {
        if (segment == end)
            return isEnd ? this : nullptr;
        if (const auto next = literals.find(*segment); next != literals.end()) {
            if (const Node* found = next->second->find(segment + 1, end))
                return found;
        }
        return any ? any->find(segment + 1, end) : nullptr;
    }
};

Router::Router()
    : root_(std::make_unique<Node>())
{
}

Router::~Router() = default;

void Router::add(Method method, std::string_view path, Access access, Handler handler)
{
    auto route = std::make_unique<Route>();
    route->method = method;
    route->pattern = fullPath(path);
    route->access = std::move(access);
    route->handler = std::move(handler);
    Node* node = root_.get();
    for (const std::string_view segment : PathSegments(route->pattern)) {
        route->segments.emplace_back(segment);
        auto& next = isPlaceholder(segment) ? node->any : node->literals[std::string(segment)];
        if (!next)
            next = std::make_unique<Node>();
        node = next.get();
    }
    node->isEnd = true;
    if (node->routes[indexOf(method)]) {
        spdlog::critical("route {} {} is there twice", nameOf(method), route->pattern);
        std::abort();
    }
    node->routes[indexOf(method)] = route.get();
    routes_.push_back(std::move(route));
}

void Router::addWebSocket(std::string_view path, WebSocketHandler handler)
{
    webSockets_.emplace_back(fullPath(path), std::move(handler));
}

Router::Match Router::match(Request& request) const
{
    Match match;
    request.pathParams.clear();
    std::array<std::string_view, deepest> segments;
    std::size_t count = 0;
    for (const std::string_view segment : PathSegments(request.path)) {
        if (count == deepest)
            return match;
        segments[count++] = segment;
    }
    const Node* node = root_->find(segments.data(), segments.data() + count);
    if (!node)
        return match;
    match.route = node->routes[indexOf(request.method)];
    if (!match.route && request.method == Method::head)
        match.route = node->routes[indexOf(Method::get)];
    if (!match.route) {
        for (const Route* route : node->routes) {
            if (route)
                match.allowed.push_back(route->method);
        }
        return match;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view name = match.route->segments[i];
        if (isPlaceholder(name))
            request.pathParams.emplace_back(
                name.substr(1, name.size() - 2), percentDecoded(segments[i])
            );
    }
    return match;
}

const WebSocketHandler* Router::webSocket(std::string_view path) const
{
    for (const auto& [known, handler] : webSockets_) {
        if (known == path)
            return &handler;
    }
    return nullptr;
}

} // namespace tidemark::platform
