#include "platform/runs/sql_words.hpp"

#include <algorithm>
#include <cctype>

namespace tidemark::platform {
namespace {

bool isWordStart(char c)
{
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool isWordPart(char c)
{
    return isWordStart(c) || std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '$';
}

class Scanner {
public:
    explicit Scanner(std::string_view query)
        : query_(query)
    {
    }

    std::optional<std::vector<SqlWord>> scan()
    {
        while (at_ < query_.size() && !isBroken_)
            step();
        if (isBroken_)
            return std::nullopt;
        return std::move(words_);
    }

private:
    using Kind = SqlWord::Kind;

    void step()
    {
        const char c = query_[at_];
        const auto rest = query_.substr(at_);
        if (std::isspace(static_cast<unsigned char>(c)) != 0) {
            ++at_;
        } else if (rest.starts_with("--")) {
            at_ = std::min(query_.find_first_of("\n\r", at_), query_.size());
        } else if (rest.starts_with("/*")) {
            comment();
        } else if (c == '\'') {
            quoted('\'', Kind::text, false);
        } else if ((c == 'e' || c == 'E') && rest.size() > 1 && rest[1] == '\'') {
            ++at_;
            quoted('\'', Kind::text, true);
        } else if (c == '"') {
            quoted('"', Kind::quotedName, false);
        } else if (c == '$' && dollarQuoted()) {
            return;
        } else if (isWordStart(c)) {
            run(Kind::word, isWordPart);
        } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            run(Kind::number, [](char d) { return isWordPart(d) || d == '.'; });
        } else {
            words_.push_back({Kind::symbol, std::string(1, c)});
            ++at_;
        }
    }

    template <class Predicate>
    void run(Kind kind, Predicate belongs)
    {
        std::string value;
        while (at_ < query_.size() && belongs(query_[at_]))
            value += static_cast<char>(std::tolower(static_cast<unsigned char>(query_[at_++])));
        words_.push_back({kind, std::move(value)});
    }

    void quoted(char quote, Kind kind, bool escapes)
    {
        std::string value;
        for (++at_; at_ < query_.size(); ++at_) {
            if (escapes && query_[at_] == '\\' && at_ + 1 < query_.size()) {
                value += query_[++at_];
                continue;
            }
            if (query_[at_] != quote) {
                value += query_[at_];
                continue;
            }
            if (at_ + 1 < query_.size() && query_[at_ + 1] == quote) {
                value += query_[at_++];
                continue;
            }
            ++at_;
            words_.push_back({kind, std::move(value)});
            return;
        }
        isBroken_ = true;
    }

    bool dollarQuoted()
    {
        const auto second = query_.find('$', at_ + 1);
        if (second == std::string_view::npos)
            return false;
        const auto tag = query_.substr(at_, second - at_ + 1);
        const auto name = tag.substr(1, tag.size() - 2);
        if (!name.empty() &&
            (!isWordStart(name[0]) || !std::all_of(name.begin(), name.end(), isWordPart)))
            return false;
        const auto end = query_.find(tag, second + 1);
        if (end == std::string_view::npos) {
            isBroken_ = true;
            return true;
        }
        words_.push_back({Kind::text, std::string(query_.substr(second + 1, end - second - 1))});
        at_ = end + tag.size();
        return true;
    }

    void comment()
    {
        int depth = 0;
        while (at_ < query_.size()) {
            const auto rest = query_.substr(at_);
            if (rest.starts_with("/*")) {
                ++depth;
                at_ += 2;
            } else if (rest.starts_with("*/")) {
                at_ += 2;
                if (--depth == 0)
                    return;
            } else {
                ++at_;
            }
        }
        isBroken_ = true;
    }

    std::string_view query_;
    std::size_t at_ = 0;
    bool isBroken_ = false;
    std::vector<SqlWord> words_;
};

} // namespace

std::optional<std::vector<SqlWord>> sqlWords(std::string_view query)
{
    return Scanner(query).scan();
}

} // namespace tidemark::platform
