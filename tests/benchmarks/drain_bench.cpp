// Ten thousand edits of a week without a network, sent to the real platform over a slow line.
#include "sync/client/agent_client.hpp"
#include "tests/benchmarks/benchmarks.hpp"
#include "tests/benchmarks/proxy.hpp"

#include <QElapsedTimer>

#include <boost/json.hpp>

namespace tidemark::bench {
namespace {

namespace json = boost::json;

constexpr int edits = 10'000;
constexpr int oneWayMs = 25;
constexpr int underWay = 32;

/// Waits for one answer of the agent; null when it was a fault or came too late.
json::value ask(Seat& seat, const std::string& method, const json::value& params)
{
    json::value found;
    bool isAnswered = false;
    seat.client().call(method, params, &seat.client(), [&](Result<json::value> answer) {
        isAnswered = true;
        if (answer)
            found = std::move(*answer);
    });
    return happens([&] { return isAnswered; }, 20'000) ? found : json::value();
}

json::value only(const char* field, const json::value& value)
{
    return json::array{{{"field", field}, {"op", "eq"}, {"value", value}}};
}

/// A row of a report that is being drafted.
json::object draftRow(Seat& seat)
{
    const auto firstOf = [&seat](const char* entity, const json::value& filter) -> json::object {
        const auto window =
            ask(seat,
                "rows.window",
                {{"entity", entity}, {"filter", filter}, {"offset", 0}, {"limit", 1}});
        const auto* found = window.if_object();
        return found && !found->at("rows").as_array().empty() ? found->at("rows").at(0).as_object()
                                                              : json::object();
    };
    const auto draft = firstOf("complianceReport", only("status", "draft"));
    return draft.empty() ? json::object() : firstOf("fuelSupply", only("reportId", draft.at("id")));
}

/// What the platform itself has of the row.
std::string quantityAt(Stage& stage, const json::object& row)
{
    const auto answer = e2e::request(
        stage.platform().port(),
        "GET",
        "/api/v1/fuel-supplies/" + QByteArray::fromStdString(std::string(row.at("id").as_string())),
        stage.platform().tokenOf("maya@demo.example")
    );
    const auto* found = answer.body.if_object();
    const auto* quantity = found ? found->if_contains("quantity") : nullptr;
    return quantity && quantity->is_string() ? std::string(quantity->get_string())
                                             : json::serialize(quantity ? *quantity : nullptr);
}

/// Makes the edits as a script would; true when the agent has all of them.
bool writeAll(Seat& seat, const json::object& row)
{
    int answered = 0;
    int refused = 0;
    for (int sent = 0; sent < edits; ++sent) {
        const std::string before =
            sent == 0 ? std::string(row.at("quantity").as_string()) : std::to_string(sent);
        seat.client().call(
            "mutate",
            json::object{
                {"name", "fuelSupply.edit"},
                {"ops",
                 json::array{json::object{
                     {"op", "update"},
                     {"entity", "fuelSupply"},
                     {"id", row.at("id")},
                     {"baseRv", row.at("rv")},
                     {"base", json::object{{"quantity", before}}},
                     {"set", json::object{{"quantity", std::to_string(sent + 1)}}}}}}},
            &seat.client(),
            [&](Result<json::value> answer) {
                ++answered;
                refused += answer ? 0 : 1;
            }
        );
        if (!happens([&] { return sent - answered < underWay; }, 20'000))
            return false;
    }
    return happens([&] { return answered == edits; }, 60'000) && refused == 0;
}

} // namespace

void measureDrain(Stage& stage, Results& results)
{
    Proxy proxy(stage.platform().port(), oneWayMs);
    Seat seat(stage.folder() + u"/drain-seat");
    if (!seat.start() || seat.signIn(proxy.address(), "maya@demo.example", 300'000) < 0)
        return results.missing("sync.drain: the agent could not sign in");
    const auto row = draftRow(seat);
    if (row.empty())
        return results.missing("sync.drain: there is no row to change");
    proxy.setOpen(false);
    if (!writeAll(seat, row))
        return results.missing("sync.drain: the agent did not take the edits");
    // The status is told a little after the edits are taken.
    if (!happens([&] { return seat.client().status().pending == edits; }, 10'000))
        return results.missing(
            "sync.drain: " + std::to_string(seat.client().status().pending) + " edits wait"
        );
    proxy.setOpen(true);
    QElapsedTimer clock;
    clock.start();
    (void)ask(seat, "sync.now", json::object{});
    if (!happens([&] { return seat.client().status().pending == 0; }, 180'000))
        return results.missing("sync.drain: the edits were not sent in three minutes");
    if (seat.client().status().needYou > 0)
        return results.missing("sync.drain: edits were refused");
    const double seconds = static_cast<double>(clock.elapsed()) / 1000;
    if (quantityAt(stage, row) != std::to_string(edits))
        return results.missing("sync.drain: the platform does not have the last edit");
    results.add(
        {.name = "sync.drain.10000", .value = seconds, .unit = "s", .aim = 60, .isLessBetter = true}
    );
}

} // namespace tidemark::bench
