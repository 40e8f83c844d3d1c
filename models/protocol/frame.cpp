#include "models/protocol/frame.hpp"

#include "models/core/json_reader.hpp"
#include "models/protocol/limits.hpp"
#include "models/protocol/rows_frame_writer.hpp"

#include <boost/json/serialize.hpp>

#include <charconv>
#include <utility>

namespace tidemark {
namespace {

namespace json = boost::json;

Fault malformedFrame(const Fault& why)
{
    return Fault{FaultCode::invalid, "malformed_frame", why.cause, why.nextStep};
}

template <class F>
Result<Frame> finished(const JsonReader& in, F&& frame)
{
    if (in.fault())
        return malformedFrame(*in.fault());
    return Frame(std::forward<F>(frame));
}

Result<Frame> readHead(JsonReader& in)
{
    HeadFrame frame{
        .history = in.text("history", 64),
        .epoch = in.counter("epoch"),
        .from = in.counter("from"),
        .to = in.counter("to"),
        .salt = in.text("salt", 64),
        .serverTime = in.timestamp("serverTime"),
        .more = in.boolean("more"),
        .projection = in.optionalText("projection", 64).value_or("")};
    if (in.has("reads")) {
        frame.reads.emplace();
        for (const json::value& name : in.array("reads")) {
            if (name.is_string())
                frame.reads->emplace_back(name.get_string());
            else
                in.refuse("reads", "holds what is not a text");
        }
    }
    return finished(in, std::move(frame));
}

Result<Frame> readGrant(JsonReader& in)
{
    GrantFrame frame{.scope = in.counter("scope")};
    const auto kind = scopeKindOf(in.text("kind", 32));
    if (!kind)
        in.refuse("kind", "is not known");
    frame.kind = kind.value_or(ScopeKind::tenant);
    frame.name = in.text("name");
    frame.leaseSeconds = in.counter("leaseSeconds");
    frame.dataClass = static_cast<int>(in.optionalCounter("class").value_or(1));
    return finished(in, std::move(frame));
}

Result<Frame> readRevoke(JsonReader& in)
{
    return finished(
        in,
        RevokeFrame{
            .scope = in.counter("scope"),
            .reason = in.optionalText("reason").value_or(""),
            .rv = in.optionalCounter("rv").value_or(0)}
    );
}

/// Takes the rows out of `value` without copying them.
Result<Frame> readRows(JsonReader& in, json::value& value)
{
    RowsFrame frame{.entity = in.text("entity", 64), .scope = in.counter("scope")};
    const json::array& columns = in.array("columns");
    if (columns.empty() || columns.size() > limits::columnsPerFrame)
        in.refuse("columns", "is empty or too long");
    for (const json::value& column : columns) {
        const json::string* name = column.if_string();
        if (name == nullptr)
            in.refuse("columns", "holds what is not a text");
        else
            frame.columns.emplace_back(name->data(), name->size());
    }
    for (const json::value& row : in.array("rows")) {
        const json::array* values = row.if_array();
        if (values == nullptr || values->size() != columns.size()) {
            in.refuse("rows", "holds a row without one value per column");
            break;
        }
    }
    if (in.fault())
        return malformedFrame(*in.fault());
    json::array& rows = value.get_object().at("rows").get_array();
    Frame made{RowsFrame{
        std::move(frame.entity),
        frame.scope,
        std::move(frame.columns),
        json::array(rows.storage())}};
    std::get<RowsFrame>(made).rows = std::move(rows);
    return made;
}

Result<Frame> readGone(JsonReader& in)
{
    GoneFrame frame{.entity = in.text("entity", 64), .scope = in.counter("scope")};
    const std::string op = in.text("op", 16);
    if (op != "delete" && op != "leave")
        in.refuse("op", "is not delete or leave");
    frame.op = op == "leave" ? GoneOp::leave : GoneOp::remove;
    for (const json::value& item : in.array("keys")) {
        const json::array* pair = item.if_array();
        if (pair == nullptr || pair->size() != 2) {
            in.refuse("keys", "holds what is not a pair of id and rv");
            break;
        }
        const json::value wrapped = json::object{{"id", (*pair)[0]}, {"rv", (*pair)[1]}};
        JsonReader key(wrapped, "frame");
        frame.keys.push_back({key.uuid("id"), key.counter("rv")});
        if (key.fault())
            return malformedFrame(*key.fault());
    }
    return finished(in, std::move(frame));
}

Result<ScopeDigest> readDigest(const json::value& value)
{
    JsonReader in(value, "frame");
    ScopeDigest digest{.scope = in.counter("scope"), .count = in.counter("n")};
    const std::string sum = in.text("s", 20);
    const char* end = sum.data() + sum.size();
    const auto [stop, error] = std::from_chars(sum.data(), end, digest.sum);
    if (sum.empty() || error != std::errc{} || stop != end)
        in.refuse("s", "is not a 64-bit sum");
    if (in.fault())
        return *in.fault();
    return digest;
}

Result<Frame> readEnd(JsonReader& in)
{
    EndFrame frame{.to = in.counter("to"), .salt = in.text("salt", 64), .rows = in.counter("rows")};
    for (const json::value& item : in.array("digest")) {
        const auto digest = readDigest(item);
        if (!digest)
            return malformedFrame(digest.error());
        frame.digest.push_back(*digest);
    }
    return finished(in, std::move(frame));
}

Result<Frame> readPage(JsonReader& in)
{
    PageFrame frame{
        .scope = in.counter("scope"),
        .entity = in.text("entity", 64),
        .next = in.optionalUuid("next"),
        .readyCut = in.optionalCounter("readyCut")};
    if (in.has("digest")) {
        const auto digest = readDigest(in.any("digest"));
        if (!digest)
            return malformedFrame(digest.error());
        frame.digest = *digest;
    }
    return finished(in, std::move(frame));
}

json::object toJson(const ScopeDigest& digest)
{
    return {
        {"scope", std::to_string(digest.scope)},
        {"n", digest.count},
        {"s", std::to_string(digest.sum)}};
}

/// Writes each kind of frame; all but rows go through a JSON object.
struct FrameWriter {
    std::string& out;

    void line(const json::object& object) const
    {
        out += json::serialize(object);
        out += '\n';
    }

    void operator()(const HeadFrame& frame) const
    {
        json::object object{
            {"f", "head"},
            {"history", frame.history},
            {"epoch", frame.epoch},
            {"from", std::to_string(frame.from)},
            {"to", std::to_string(frame.to)},
            {"salt", frame.salt},
            {"serverTime", frame.serverTime.toString()},
            {"more", frame.more}};
        if (!frame.projection.empty())
            object["projection"] = frame.projection;
        if (frame.reads)
            object["reads"] = json::array(frame.reads->begin(), frame.reads->end());
        line(object);
    }

    void operator()(const GrantFrame& frame) const
    {
        line(
            {{"f", "grant"},
             {"scope", std::to_string(frame.scope)},
             {"kind", nameOf(frame.kind)},
             {"name", frame.name},
             {"leaseSeconds", frame.leaseSeconds},
             {"class", frame.dataClass}}
        );
    }

    void operator()(const RevokeFrame& frame) const
    {
        line(
            {{"f", "revoke"},
             {"scope", std::to_string(frame.scope)},
             {"reason", frame.reason},
             {"rv", std::to_string(frame.rv)}}
        );
    }

    void operator()(const RowsFrame& frame) const
    {
        RowsFrameWriter writer(out, frame.entity, frame.scope, frame.columns);
        for (const json::value& row : frame.rows) {
            writer.beginRow();
            for (const json::value& value : row.as_array())
                writer.raw(json::serialize(value));
            writer.endRow();
        }
        writer.finish();
    }

    void operator()(const GoneFrame& frame) const
    {
        json::array keys;
        for (const RowKey& key : frame.keys)
            keys.emplace_back(json::array{key.id.toString(), std::to_string(key.rv)});
        line(
            {{"f", "gone"},
             {"entity", frame.entity},
             {"scope", std::to_string(frame.scope)},
             {"op", frame.op == GoneOp::leave ? "leave" : "delete"},
             {"keys", std::move(keys)}}
        );
    }

    void operator()(const ResultFrame& frame) const
    {
        json::object object{{"f", "result"}};
        for (auto& member : toJson(frame.result))
            object.insert_or_assign(member.key(), member.value());
        line(object);
    }

    void operator()(const EndFrame& frame) const
    {
        json::array digest;
        for (const ScopeDigest& one : frame.digest)
            digest.emplace_back(toJson(one));
        line(
            {{"f", "end"},
             {"to", std::to_string(frame.to)},
             {"salt", frame.salt},
             {"rows", frame.rows},
             {"digest", std::move(digest)}}
        );
    }

    void operator()(const PageFrame& frame) const
    {
        json::object object{
            {"f", "page"},
            {"scope", std::to_string(frame.scope)},
            {"entity", frame.entity},
            {"next", frame.next ? json::value(frame.next->toString()) : json::value()},
            {"readyCut",
             frame.readyCut ? json::value(std::to_string(*frame.readyCut)) : json::value()}};
        if (frame.digest)
            object["digest"] = toJson(*frame.digest);
        line(object);
    }
};

} // namespace

Result<Frame> parseFrame(std::string_view line, json::storage_ptr storage)
{
    auto parsed = parseJson(line, limits::frameBytes, std::move(storage));
    if (!parsed)
        return parsed.error().code == FaultCode::tooLarge ? parsed.error()
                                                          : malformedFrame(parsed.error());
    JsonReader in(*parsed, "frame");
    const std::string kind = in.text("f", 16);
    if (in.fault())
        return malformedFrame(*in.fault());
    if (kind == "rows")
        return readRows(in, *parsed);
    if (kind == "head")
        return readHead(in);
    if (kind == "grant")
        return readGrant(in);
    if (kind == "revoke")
        return readRevoke(in);
    if (kind == "gone")
        return readGone(in);
    if (kind == "end")
        return readEnd(in);
    if (kind == "page")
        return readPage(in);
    if (kind == "result") {
        auto result = readPushResult(*parsed);
        if (!result)
            return malformedFrame(result.error());
        return Frame(ResultFrame{std::move(*result)});
    }
    return Fault{
        FaultCode::unsupported,
        "unknown_frame",
        "The platform sent a kind of frame that this version does not know.",
        "Update Tidemark on this computer."};
}

void appendFrame(std::string& out, const Frame& frame)
{
    std::visit(FrameWriter{out}, frame);
}

} // namespace tidemark
