// A JSON value written anew from a parser's events, since the parser names no positions.
#pragma once

#include "sync/mirror/wire_value.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace tidemark::sync {

/// Takes the events of one array or object after the other.
class JsonRewriter {
public:
    /// Within an array or object.
    [[nodiscard]] bool isOpen() const { return !open_.empty(); }
    [[nodiscard]] std::size_t depth() const { return open_.size(); }

    void begin(char bracket)
    {
        if (open_.empty())
            text_.clear();
        separate();
        text_ += bracket;
        open_ += bracket;
    }
    void end(char bracket)
    {
        text_ += bracket;
        open_.pop_back();
    }
    void key(std::string_view name)
    {
        text(name);
        text_ += ':';
        isAfterKey_ = true;
    }
    void text(std::string_view value)
    {
        separate();
        appendJsonText(text_, value);
    }
    void scalar(std::string_view value)
    {
        separate();
        text_ += value;
    }
    [[nodiscard]] std::string take() { return std::exchange(text_, {}); }

private:
    void separate()
    {
        if (std::exchange(isAfterKey_, false))
            return;
        if (!text_.empty() && text_.back() != '[' && text_.back() != '{')
            text_ += ',';
    }

    std::string text_;
    std::string open_; // Its open brackets.
    bool isAfterKey_ = false;
};

/// A text as a JSON value.
[[nodiscard]] inline std::string jsonText(std::string_view value)
{
    std::string text;
    appendJsonText(text, value);
    return text;
}

} // namespace tidemark::sync
