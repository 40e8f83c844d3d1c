// The parts of a request's target.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidemark::platform {

/// The segments of `/a/b/c`, one after the other, without copies.
class PathSegments {
public:
    class Iterator {
    public:
        Iterator(std::string_view left, bool isEnd)
            : left_(left)
            , isEnd_(isEnd)
        {
        }

        std::string_view operator*() const { return left_.substr(0, left_.find('/')); }
        Iterator& operator++()
        {
            const std::size_t slash = left_.find('/');
            isEnd_ = slash == std::string_view::npos;
            left_ = isEnd_ ? std::string_view{} : left_.substr(slash + 1);
            return *this;
        }
        bool operator!=(const Iterator& other) const { return isEnd_ != other.isEnd_; }

    private:
        std::string_view left_;
        bool isEnd_;
    };

    explicit PathSegments(std::string_view path)
        : path_(path.starts_with('/') ? path.substr(1) : path)
    {
    }

    [[nodiscard]] Iterator begin() const { return {path_, false}; }
    [[nodiscard]] Iterator end() const { return {{}, true}; }

private:
    std::string_view path_;
};

/// `%41` becomes `A`; what is no escape stays as it is.
[[nodiscard]] std::string percentDecoded(std::string_view text, bool plusIsSpace = false);

/// `a=1&b=x%20y`, decoded, in order.
void readQuery(std::string_view query, std::vector<std::pair<std::string, std::string>>& into);

} // namespace tidemark::platform
