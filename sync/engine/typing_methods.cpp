#include "sync/engine/typing_methods.hpp"

#include "sync/engine/params.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::string_view typingSetting = "user.typing";
constexpr std::size_t windowsMost = 20;
constexpr std::size_t fieldsMost = 60;
constexpr std::size_t textBytesMost = 64 * 1024;

Result<json::array> keptIn(DeskStore& desk)
{
    const auto text = desk.vault.setting(typingSetting);
    if (!text)
        return text.error();
    boost::system::error_code failed;
    const auto value = json::parse(text->value_or("[]"), failed);
    return failed || !value.is_array() ? json::array() : value.get_array();
}

} // namespace

void TypingMethods::addTo(MethodTable& table)
{
    const auto add = [&](std::string name, Answer (TypingMethods::*method)(Call)) {
        table.add(std::move(name), Needs::openStore, [this, method](Call call) {
            return (this->*method)(std::move(call));
        });
    };
    add("typing.keep", &TypingMethods::keep);
    add("typing.list", &TypingMethods::list);
    add("typing.forget", &TypingMethods::forget);
}

TypingMethods::Answer TypingMethods::keep(Call call)
{
    Params in(call.params);
    json::object item{
        {"window", in.optionalText("window", 400)}, {"at", Timestamp::now().toString()}};
    json::array fields;
    for (const json::value& value : in.optionalArray("fields", fieldsMost)) {
        const auto* object = value.if_object();
        Params field(object ? *object : call.params);
        const std::string name = field.text("name", 400);
        const std::string text = field.optionalText("text", textBytesMost);
        if (field.fault())
            co_return *field.fault();
        fields.emplace_back(json::object{{"name", name}, {"text", text}});
    }
    if (in.fault())
        co_return *in.fault();
    item["fields"] = std::move(fields);
    const auto save = [item = std::move(item)](DeskStore& desk) -> Result<void> {
        auto kept = keptIn(desk);
        if (!kept)
            return kept.error();
        if (kept->size() >= windowsMost)
            kept->erase(kept->begin());
        kept->emplace_back(item);
        return desk.vault.setSetting(typingSetting, json::serialize(*kept));
    };
    const auto saved = co_await engine_.stores().desk(save);
    if (!saved)
        co_return saved.error();
    co_return AnswerText("{}");
}

TypingMethods::Answer TypingMethods::list(Call)
{
    auto kept = co_await engine_.stores().desk(keptIn);
    if (!kept)
        co_return kept.error();
    co_return json::serialize(json::object{{"items", std::move(*kept)}});
}

TypingMethods::Answer TypingMethods::forget(Call)
{
    const auto drop = [](DeskStore& desk) { return desk.vault.setSetting(typingSetting, "[]"); };
    const auto dropped = co_await engine_.stores().desk(drop);
    if (!dropped)
        co_return dropped.error();
    co_return AnswerText("{}");
}

} // namespace tidemark::sync
