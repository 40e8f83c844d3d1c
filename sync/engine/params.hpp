// Reading the parameters of local calls.
#pragma once

#include "sync/rows/row_query.hpp"
#include "sync/vault/vault_types.hpp"

#include <boost/json/object.hpp>

#include <span>
#include <string>

namespace tidemark::sync {

/// Reads one call's parameters; the first thing that is wrong is the fault, `invalid`/`bad_params`.
class Params {
public:
    explicit Params(const boost::json::object& object)
        : object_(object)
    {
    }

    /// Needed. Empty, with a fault, when it is missing or no text of at most `bytesMax`.
    [[nodiscard]] std::string text(std::string_view key, std::size_t bytesMax = 1000);
    [[nodiscard]] std::string optionalText(std::string_view key, std::size_t bytesMax = 1000);
    /// Needed, from 0.
    [[nodiscard]] std::int64_t integer(std::string_view key);
    [[nodiscard]] bool flag(std::string_view key);
    [[nodiscard]] boost::json::array optionalArray(std::string_view key, std::size_t most);
    [[nodiscard]] Uuid id(std::string_view key);
    /// Needed. Below zero for what the platform never heard of under its number.
    [[nodiscard]] Mid mid(std::string_view key);

    void refuse(std::string_view key, std::string_view what);
    [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }

private:
    const boost::json::object& object_;
    std::optional<Fault> fault_ = {};
};

/// `rows.window`, and `rows.sum` without its window.
[[nodiscard]] Result<MirrorQuery> rowQueryOf(const boost::json::object& params, bool hasWindow);

/// `mutate`, as it was said.
[[nodiscard]] Result<NewMutation> mutationOf(const boost::json::object& params);
/// Entities must be ones that may be written; their rules are the platform's business.
[[nodiscard]] Result<void> checkEntities(std::span<const PushOp> ops);

} // namespace tidemark::sync
