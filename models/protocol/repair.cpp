#include "models/protocol/repair.hpp"

#include "models/core/json_reader.hpp"

#include <boost/json/array.hpp>

#include <charconv>
#include <utility>

namespace tidemark {
namespace {

namespace json = boost::json;

/// A 64-bit sum is written as digits, for it may pass what a signed number holds.
std::uint64_t readSum(JsonReader& in, std::string_view key)
{
    const std::string text = in.text(key, 20);
    std::uint64_t sum = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, sum);
    if (text.empty() || error != std::errc{} || stop != end)
        in.refuse(key, "is not a 64-bit sum");
    return sum;
}

json::value toJson(const EntityKey& key)
{
    return json::object{{"entity", key.entity}, {"id", key.id.toString()}};
}

std::optional<EntityKey> readKey(JsonReader& outer, std::string_view name)
{
    if (!outer.has(name))
        return std::nullopt;
    JsonReader in(outer.any(name), "key");
    EntityKey key{in.text("entity", 64), in.uuid("id")};
    if (in.fault())
        outer.refuse(name, "is not the key of a row");
    return key;
}

/// The items of `key`, each an array of `size` texts.
std::vector<json::array> readTuples(JsonReader& in, std::string_view key, std::size_t size)
{
    std::vector<json::array> tuples;
    for (const json::value& item : in.array(key)) {
        const json::array* tuple = item.if_array();
        if (tuple == nullptr || tuple->size() != size) {
            in.refuse(key, "holds what is not the key of a row");
            break;
        }
        tuples.push_back(*tuple);
    }
    return tuples;
}

} // namespace

int bucketOf(const Uuid& id)
{
    return static_cast<int>(id.bytes.back() & (limits::digestBuckets - 1));
}

json::object toJson(const DigestRequest& request)
{
    return {{"scope", std::to_string(request.scope)}};
}

json::object toJson(const DigestAnswer& answer)
{
    json::array buckets;
    for (const DigestSum& one : answer.buckets)
        buckets.emplace_back(json::object{{"n", one.count}, {"s", std::to_string(one.sum)}});
    json::object out;
    out["scope"] = std::to_string(answer.whole.scope);
    out["cut"] = std::to_string(answer.cut);
    out["n"] = answer.whole.count;
    out["s"] = std::to_string(answer.whole.sum);
    out["buckets"] = std::move(buckets);
    return out;
}

json::object toJson(const KeysRequest& request)
{
    json::object out;
    out["scope"] = std::to_string(request.scope);
    out["buckets"] = json::array(request.buckets.begin(), request.buckets.end());
    if (request.after)
        out["after"] = toJson(*request.after);
    return out;
}

json::object toJson(const KeysAnswer& answer)
{
    json::array keys;
    for (const VersionedKey& one : answer.keys)
        keys.emplace_back(json::array{one.entity, one.key.id.toString(), std::to_string(one.key.rv)}
        );
    json::object out;
    out["cut"] = std::to_string(answer.cut);
    out["keys"] = std::move(keys);
    out["next"] = answer.next ? toJson(*answer.next) : json::value();
    return out;
}

json::object toJson(const FetchRequest& request)
{
    json::array keys;
    for (const EntityKey& one : request.keys)
        keys.emplace_back(json::array{one.entity, one.id.toString()});
    return {{"scope", std::to_string(request.scope)}, {"keys", std::move(keys)}};
}

Result<DigestRequest> readDigestRequest(const json::value& value)
{
    JsonReader in(value, "digest request");
    const DigestRequest request{in.counter("scope")};
    if (in.fault())
        return *in.fault();
    return request;
}

Result<DigestAnswer> readDigestAnswer(const json::value& value)
{
    JsonReader in(value, "digest");
    DigestAnswer answer{.cut = in.counter("cut")};
    answer.whole = {in.counter("scope"), in.counter("n"), readSum(in, "s")};
    const json::array& buckets = in.array("buckets");
    if (buckets.size() != answer.buckets.size())
        in.refuse("buckets", "are not 64");
    if (in.fault())
        return *in.fault();
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        JsonReader one(buckets[i], "digest");
        answer.buckets[i] = {one.counter("n"), readSum(one, "s")};
        if (one.fault())
            return *one.fault();
    }
    return answer;
}

Result<KeysRequest> readKeysRequest(const json::value& value)
{
    JsonReader in(value, "request for keys");
    KeysRequest request{.scope = in.counter("scope")};
    const auto most = static_cast<std::int64_t>(limits::digestBuckets);
    for (const json::value& item : in.array("buckets")) {
        const bool isBucket = item.is_int64() && item.get_int64() >= 0 && item.get_int64() < most;
        if (isBucket)
            request.buckets.push_back(static_cast<int>(item.get_int64()));
        else
            in.refuse("buckets", "holds what is not a number from 0 to 63");
    }
    if (request.buckets.empty() || request.buckets.size() > limits::digestBuckets)
        in.refuse("buckets", "are none, or more than 64");
    request.after = readKey(in, "after");
    if (in.fault())
        return *in.fault();
    return request;
}

Result<KeysAnswer> readKeysAnswer(const json::value& value)
{
    JsonReader in(value, "keys");
    KeysAnswer answer{.cut = in.counter("cut")};
    for (const json::array& tuple : readTuples(in, "keys", 3)) {
        const json::value wrapped =
            json::object{{"entity", tuple[0]}, {"id", tuple[1]}, {"rv", tuple[2]}};
        JsonReader one(wrapped, "key");
        answer.keys.push_back({one.text("entity", 64), {one.uuid("id"), one.counter("rv")}});
        if (one.fault())
            return *one.fault();
    }
    answer.next = readKey(in, "next");
    if (in.fault())
        return *in.fault();
    return answer;
}

Result<FetchRequest> readFetchRequest(const json::value& value)
{
    JsonReader in(value, "request for rows");
    FetchRequest request{.scope = in.counter("scope")};
    if (in.array("keys").size() > limits::keysPerFetch)
        in.refuse("keys", "are more than 1000");
    if (in.fault())
        return *in.fault();
    for (const json::array& tuple : readTuples(in, "keys", 2)) {
        const json::value wrapped = json::object{{"entity", tuple[0]}, {"id", tuple[1]}};
        JsonReader one(wrapped, "key");
        request.keys.push_back({one.text("entity", 64), one.uuid("id")});
        if (one.fault())
            return *one.fault();
    }
    if (in.fault())
        return *in.fault();
    return request;
}

} // namespace tidemark
