#include "models/core/json_reader.hpp"

#include <boost/json/parse.hpp>

#include <charconv>
#include <cmath>

namespace tidemark {
namespace {

namespace json = boost::json;

constexpr std::size_t depthMost = 32;

Fault malformed(std::string_view why)
{
    return Fault{
        FaultCode::invalid,
        "malformed_json",
        "The text is not JSON that can be read: " + std::string(why) + ".",
        "Update both programs; if it happens again, report it."};
}

bool isFinite(const json::value& value)
{
    switch (value.kind()) {
    case json::kind::double_:
        return std::isfinite(value.get_double());
    case json::kind::array:
        for (const json::value& item : value.get_array()) {
            if (!isFinite(item))
                return false;
        }
        return true;
    case json::kind::object:
        for (const auto& member : value.get_object()) {
            if (!isFinite(member.value()))
                return false;
        }
        return true;
    default:
        return true;
    }
}

/// A whole number written as number or as string of digits.
std::optional<std::int64_t> counterOf(const json::value& value)
{
    if (value.is_int64())
        return value.get_int64();
    if (!value.is_string())
        return std::nullopt;
    const json::string& text = value.get_string();
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (text.empty() || error != std::errc{} || stop != end)
        return std::nullopt;
    return number;
}

const json::array noItems = {};
const json::object noMembers = {};
const json::value nothing = {};

} // namespace

Result<json::value>
parseJson(std::string_view text, std::size_t bytesMost, json::storage_ptr storage)
{
    if (text.size() > bytesMost)
        return Fault{
            FaultCode::tooLarge,
            "message_too_large",
            "The message has " + std::to_string(text.size()) + " bytes; " +
                std::to_string(bytesMost) + " are allowed.",
            "Send less at a time."};
    json::parse_options options;
    options.max_depth = depthMost;
    boost::system::error_code error;
    json::value value = json::parse(text, error, std::move(storage), options);
    if (error)
        return malformed(error.message());
    if (!isFinite(value))
        return malformed("a number is not finite");
    return value;
}

void appendJsonText(std::string& out, std::string_view text)
{
    static constexpr char hex[] = "0123456789abcdef";
    out += '"';
    std::size_t plainFrom = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\')
            continue;
        out.append(text, plainFrom, i - plainFrom);
        plainFrom = i + 1;
        if (byte == '"' || byte == '\\') {
            out += '\\';
            out += text[i];
        } else {
            out += "\\u00";
            out += hex[byte >> 4];
            out += hex[byte & 0x0f];
        }
    }
    out.append(text, plainFrom, text.size() - plainFrom);
    out += '"';
}

void appendJsonCounter(std::string& out, std::int64_t counter)
{
    char digits[24];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, counter);
    static_cast<void>(error);
    out += '"';
    out.append(digits, end);
    out += '"';
}

JsonReader::JsonReader(const json::value& value, std::string_view what)
    : object_(value.if_object())
    , what_(what)
{
    if (object_ == nullptr)
        fault_ = Fault{
            FaultCode::invalid,
            "malformed_message",
            "The " + std::string(what) + " is not a JSON object.",
            "Update both programs; if it happens again, report it."};
}

const json::value* JsonReader::find(std::string_view key) const
{
    if (object_ == nullptr)
        return nullptr;
    const json::value* value = object_->if_contains(key);
    return value == nullptr || value->is_null() ? nullptr : value;
}

const json::value* JsonReader::need(std::string_view key)
{
    const json::value* value = find(key);
    if (value == nullptr)
        refuse(key, "is missing");
    return value;
}

bool JsonReader::has(std::string_view key) const
{
    return find(key) != nullptr;
}

void JsonReader::refuse(std::string_view key, std::string_view why)
{
    if (fault_)
        return;
    fault_ = Fault{
        FaultCode::invalid,
        "malformed_message",
        "In the " + std::string(what_) + ", `" + std::string(key) + "` " + std::string(why) + ".",
        "Update both programs; if it happens again, report it."};
}

std::optional<std::string> JsonReader::optionalText(std::string_view key, std::size_t bytesMost)
{
    const json::value* value = find(key);
    if (value == nullptr)
        return std::nullopt;
    const json::string* text = value->if_string();
    if (text == nullptr || text->size() > bytesMost) {
        refuse(key, text == nullptr ? "is not a text" : "is too long");
        return std::nullopt;
    }
    // What comes after it would be seen by us, and not by the database.
    if (std::string_view(*text).find('\0') != std::string_view::npos) {
        refuse(key, "holds a zero character");
        return std::nullopt;
    }
    return std::string(text->data(), text->size());
}

std::string JsonReader::text(std::string_view key, std::size_t bytesMost)
{
    static_cast<void>(need(key));
    return optionalText(key, bytesMost).value_or(std::string());
}

std::int64_t JsonReader::integer(std::string_view key)
{
    const json::value* value = need(key);
    if (value == nullptr)
        return 0;
    if (value->is_int64())
        return value->get_int64();
    refuse(key, "is not a whole number");
    return 0;
}

std::optional<std::int64_t> JsonReader::optionalCounter(std::string_view key)
{
    const json::value* value = find(key);
    if (value == nullptr)
        return std::nullopt;
    const auto number = counterOf(*value);
    if (!number || *number < 0) {
        refuse(key, "is not a counter");
        return std::nullopt;
    }
    return number;
}

std::int64_t JsonReader::counter(std::string_view key)
{
    static_cast<void>(need(key));
    return optionalCounter(key).value_or(0);
}

bool JsonReader::boolean(std::string_view key)
{
    const json::value* value = need(key);
    if (value == nullptr)
        return false;
    if (value->is_bool())
        return value->get_bool();
    refuse(key, "is not true or false");
    return false;
}

std::optional<Uuid> JsonReader::optionalUuid(std::string_view key)
{
    const json::value* value = find(key);
    if (value == nullptr)
        return std::nullopt;
    const json::string* text = value->if_string();
    const auto id = Uuid::parse(
        text == nullptr ? std::string_view() : std::string_view(text->data(), text->size())
    );
    if (!id) {
        refuse(key, "is not an id");
        return std::nullopt;
    }
    return *id;
}

Uuid JsonReader::uuid(std::string_view key)
{
    static_cast<void>(need(key));
    return optionalUuid(key).value_or(Uuid{});
}

Timestamp JsonReader::timestamp(std::string_view key)
{
    const std::string written = text(key, 64);
    const auto at = Timestamp::parse(written);
    if (!at)
        refuse(key, "is not a time");
    return at ? *at : Timestamp{};
}

const json::array& JsonReader::array(std::string_view key)
{
    const json::value* value = need(key);
    if (value != nullptr && value->is_array())
        return value->get_array();
    refuse(key, "is not an array");
    return noItems;
}

const json::object& JsonReader::object(std::string_view key)
{
    const json::value* value = need(key);
    if (value != nullptr && value->is_object())
        return value->get_object();
    refuse(key, "is not an object");
    return noMembers;
}

const json::value& JsonReader::any(std::string_view key) const
{
    const json::value* value = find(key);
    return value == nullptr ? nothing : *value;
}

} // namespace tidemark
