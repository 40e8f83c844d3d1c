#include "tests/ui/fake_agent.hpp"

#include <QFile>
#include <QLocalSocket>

#include <algorithm>

namespace tidemark::tests {
namespace json = boost::json;
namespace {

std::string textIn(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

std::int64_t integerIn(const json::object& object, std::string_view key, std::int64_t missing)
{
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_int64() ? value->get_int64() : missing;
}

/// How a value sorts and is searched: numbers by size, everything else as text.
std::string keyOf(const json::object& row, const std::string& field)
{
    const json::value* value = row.if_contains(field);
    if (value == nullptr || value->is_null())
        return {};
    if (value->is_string())
        return std::string(value->get_string());
    if (value->is_int64()) {
        std::string digits = std::to_string(value->get_int64());
        return std::string(20 - std::min<std::size_t>(20, digits.size()), '0') + digits;
    }
    return value->is_bool() && value->get_bool() ? "1" : "0";
}

bool holds(const json::object& row, const json::value& condition)
{
    const json::object& c = condition.as_object();
    const std::string have = keyOf(row, textIn(c, "field"));
    const json::object wanted{{"v", c.at("value")}};
    const std::string value = keyOf(wanted, "v");
    const std::string op = textIn(c, "op");
    if (op == "eq")
        return have == value;
    if (op == "ne")
        return have != value;
    if (op == "contains")
        return have.find(value) != std::string::npos;
    if (op == "startsWith")
        return have.rfind(value, 0) == 0;
    if (op == "in") {
        const json::array* list = c.at("value").if_array();
        return list != nullptr && std::any_of(list->begin(), list->end(), [&](const auto& item) {
                   return keyOf(json::object{{"v", item}}, "v") == have;
               });
    }
    if (op == "isNull")
        return have.empty();
    return true;
}

bool matches(const json::object& row, const std::string& search)
{
    if (search.empty())
        return true;
    const QString wanted = QString::fromStdString(search);
    return std::any_of(row.begin(), row.end(), [&](const json::key_value_pair& pair) {
        return pair.value().is_string() &&
               QString::fromStdString(std::string(pair.value().get_string()))
                   .contains(wanted, Qt::CaseInsensitive);
    });
}

} // namespace

FakeAgent::FakeAgent(const QString& address, QObject* parent)
    : QObject(parent)
{
    QFile::remove(address);
    server_.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&server_, &QLocalServer::newConnection, this, &FakeAgent::onConnection);
    server_.listen(address);
    status.state = sync::AgentState::open;
    status.link = sync::LinkState::online;
    status.pull = sync::PullState::live;
    status.verified = true;
}

void FakeAgent::onConnection()
{
    while (QLocalSocket* socket = server_.nextPendingConnection()) {
        peers_.push_back(Peer{socket, sync::FrameDecoder()});
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { onReadable(socket); });
        connect(socket, &QLocalSocket::disconnected, this, [this, socket] {
            const auto isSame = [socket](const Peer& peer) { return peer.socket == socket; };
            peers_.erase(std::remove_if(peers_.begin(), peers_.end(), isSame), peers_.end());
            socket->deleteLater();
        });
    }
}

void FakeAgent::onReadable(QLocalSocket* socket)
{
    const auto peer = std::find_if(peers_.begin(), peers_.end(), [socket](const Peer& p) {
        return p.socket == socket;
    });
    if (peer == peers_.end())
        return;
    peer->decoder.feed(socket->readAll().toStdString());
    for (;;) {
        const auto body = peer->decoder.next();
        if (!body || !*body)
            return;
        auto message = sync::parseMessage(**body);
        if (!message || !std::holds_alternative<sync::RpcRequest>(*message))
            continue;
        const auto request = std::get<sync::RpcRequest>(std::move(*message));
        requests.push_back(request);
        if (!request.id)
            continue;
        const auto outcome = answer(request);
        if (!isAnswering)
            continue;
        const std::string reply = outcome ? sync::encodeResult(*request.id, *outcome)
                                          : sync::encodeError(*request.id, outcome.error());
        socket->write(QByteArray::fromStdString(*sync::encodeFrame(reply)));
    }
}

Result<json::value> FakeAgent::answer(const sync::RpcRequest& request)
{
    const json::object& params = request.params.as_object();
    if (const auto handler = handlers.find(request.method); handler != handlers.end())
        return handler->second(params);
    if (request.method == "hello")
        return json::value{{"agentVersion", "0"}, {"protocol", 1}, {"state", "open"}};
    if (request.method == "status.get")
        return json::value(sync::toJson(status));
    if (request.method == "rows.window")
        return window(params);
    if (request.method == "rows.get") {
        for (const json::object& row : rows[textIn(params, "entity")]) {
            if (textIn(row, "id") == textIn(params, "id"))
                return json::value(row);
        }
        return Fault{FaultCode::notFound, "no_such_row", "There is no such row.", "Open the list."};
    }
    if (request.method == "rows.sum")
        return json::value{{"sum", "0"}, {"count", 0}};
    if (request.method == "mutate")
        return mutate(params);
    if (request.method == "pending.list")
        return json::value{{"items", pending}};
    if (request.method == "session.user") {
        return json::value{
            {"user", status.user ? json::value(sync::toJson(*status.user)) : json::value()}};
    }
    return json::value(json::object());
}

Result<json::value> FakeAgent::window(const json::object& params) const
{
    const std::string entity = textIn(params, "entity");
    const std::int64_t offset = integerIn(params, "offset", 0);
    const std::int64_t limit = std::min<std::int64_t>(500, integerIn(params, "limit", 50));
    json::array page;
    if (const auto made = generated.find(entity); made != generated.end()) {
        for (std::int64_t i = offset; i < std::min(offset + limit, made->second.total); ++i)
            page.emplace_back(made->second.make(i));
        return json::value{
            {"total", made->second.total}, {"offset", offset}, {"rows", page}, {"cut", "1"}};
    }
    std::vector<const json::object*> found;
    if (const auto known = rows.find(entity); known != rows.end()) {
        for (const json::object& row : known->second) {
            const json::value* filter = params.if_contains("filter");
            const bool isKept =
                matches(row, textIn(params, "search")) &&
                (filter == nullptr || !filter->is_array() ||
                 std::all_of(
                     filter->get_array().begin(),
                     filter->get_array().end(),
                     [&row](const json::value& condition) { return holds(row, condition); }
                 ));
            if (isKept)
                found.push_back(&row);
        }
    }
    if (const json::value* sort = params.if_contains("sort");
        sort != nullptr && sort->is_array() && !sort->get_array().empty()) {
        std::string field(sort->get_array().front().as_string());
        const bool isDown = !field.empty() && field.front() == '-';
        if (isDown)
            field.erase(0, 1);
        std::stable_sort(found.begin(), found.end(), [&](const auto* a, const auto* b) {
            return isDown ? keyOf(*b, field) < keyOf(*a, field)
                          : keyOf(*a, field) < keyOf(*b, field);
        });
    }
    const auto total = static_cast<std::int64_t>(found.size());
    for (std::int64_t i = offset; i < std::min(offset + limit, total); ++i)
        page.emplace_back(*found[static_cast<std::size_t>(i)]);
    return json::value{{"total", total}, {"offset", offset}, {"rows", page}, {"cut", "1"}};
}

Result<json::value> FakeAgent::mutate(const json::object& params)
{
    for (const json::value& each : params.at("ops").as_array()) {
        const json::object& op = each.as_object();
        const std::string entity = textIn(op, "entity");
        const std::string id = textIn(op, "id");
        auto& list = rows[entity];
        auto row = std::find_if(list.begin(), list.end(), [&id](const json::object& r) {
            return textIn(r, "id") == id;
        });
        if (textIn(op, "op") == "delete") {
            if (row != list.end())
                list.erase(row);
        } else {
            if (row == list.end())
                row = list.insert(list.end(), json::object{{"id", id}, {"rv", "1"}});
            for (const auto& [key, value] : op.at("set").as_object())
                (*row)[key] = value;
            (*row)["_pending"] = true;
        }
        tellChanged(entity, {id});
    }
    ++status.pending;
    tellStatus();
    return json::value{{"mid", nextMid_++}};
}

void FakeAgent::notify(std::string_view method, const Json& params)
{
    const auto frame = sync::encodeFrame(sync::encodeNotice(method, params));
    for (const Peer& peer : peers_)
        peer.socket->write(QByteArray::fromStdString(*frame));
}

void FakeAgent::tellChanged(const std::string& entity, const std::vector<std::string>& ids)
{
    json::array list;
    for (const std::string& id : ids)
        list.emplace_back(id);
    notify("changed", json::object{{"entities", json::object{{entity, list}}}, {"cut", "2"}});
}

void FakeAgent::dropAll()
{
    const std::vector<Peer> peers = peers_;
    for (const Peer& peer : peers)
        peer.socket->abort();
}

void FakeAgent::stop()
{
    server_.close();
    dropAll();
}

int FakeAgent::countOf(std::string_view method) const
{
    return static_cast<int>(std::count_if(requests.begin(), requests.end(), [&](const auto& r) {
        return r.method == method;
    }));
}

} // namespace tidemark::tests
