// Reading JSON that somebody else wrote: limits first, then member by member.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/timestamp.hpp"
#include "models/core/uuid.hpp"
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/storage_ptr.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark {

/// Parses UTF-8 JSON of at most `bytesMost`, nested at most 32 deep, numbers finite. Fault
/// `tooLarge` or `invalid`/`malformed_json`. The value lives in `storage`.
[[nodiscard]] Result<boost::json::value>
parseJson(std::string_view text, std::size_t bytesMost, boost::json::storage_ptr storage = {});

/// Appends `text` as a JSON string with quotes. `text` must be UTF-8.
void appendJsonText(std::string& out, std::string_view text);

/// Appends a 64-bit counter as JSON string of digits.
void appendJsonCounter(std::string& out, std::int64_t counter);

/// The members of one JSON object. The first member that is missing or of the wrong kind is
/// remembered, and reading goes on with an empty value: ask for `fault()` once, at the end.
///
/// Example:
///     JsonReader in(value, "session request");
///     Session session{.clientId = in.optionalText("clientId"), .nextMid = in.integer("nextMid")};
///     if (auto fault = in.fault())
///         return *fault;
class JsonReader {
public:
    /// `value` must live longer than the reader; `what` names it in the fault's words.
    JsonReader(const boost::json::value& value, std::string_view what);

    [[nodiscard]] bool has(std::string_view key) const; ///< Present and not null.

    [[nodiscard]] std::string text(std::string_view key, std::size_t bytesMost = 4096);
    [[nodiscard]] std::int64_t integer(std::string_view key);
    /// A 64-bit counter: a string of digits, or a whole number.
    [[nodiscard]] std::int64_t counter(std::string_view key);
    [[nodiscard]] bool boolean(std::string_view key);
    [[nodiscard]] Uuid uuid(std::string_view key);
    [[nodiscard]] Timestamp timestamp(std::string_view key);
    /// An array or object, or an empty one when it is missing (and the fault remembered).
    [[nodiscard]] const boost::json::array& array(std::string_view key);
    [[nodiscard]] const boost::json::object& object(std::string_view key);
    /// The member, or null.
    [[nodiscard]] const boost::json::value& any(std::string_view key) const;

    /// Absent and null mean none; a wrong kind is remembered as a fault.
    [[nodiscard]] std::optional<std::string>
    optionalText(std::string_view key, std::size_t bytesMost = 4096);
    [[nodiscard]] std::optional<std::int64_t> optionalCounter(std::string_view key);
    [[nodiscard]] std::optional<Uuid> optionalUuid(std::string_view key);

    /// Remembers that `key` breaks a rule of the caller.
    void refuse(std::string_view key, std::string_view why);

    [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }

private:
    [[nodiscard]] const boost::json::value* find(std::string_view key) const;
    [[nodiscard]] const boost::json::value* need(std::string_view key);

    const boost::json::object* object_ = nullptr;
    std::string_view what_;
    std::optional<Fault> fault_ = {};
};

} // namespace tidemark
