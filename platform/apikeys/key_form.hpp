// What somebody wants a key to be, read from a request and checked.
#pragma once

#include "platform/http/response.hpp"
#include "platform/identity/actor.hpp"
#include "platform/identity/address_range.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <vector>

namespace tidemark::platform {

/// Members that are not given stay as they are.
struct KeyForm {
    std::optional<std::string> name = {};
    std::optional<std::vector<std::string>> scopes = {};
    std::optional<std::vector<std::string>> allowedAddresses = {}; ///< In their shortest form.
    bool hasExpiry = false;
    std::optional<std::string> expiresAt = {}; ///< None with `hasExpiry`: it never ends.
    std::optional<int> ratePerMinute = {};
};

/// A form, or why each field was refused.
struct ReadForm {
    KeyForm form = {};
    std::vector<FieldFault> faults = {};
};

/// `isNew`: name and scopes must be there. Scopes are judged for `owner`; with none they only have
/// to be permissions.
[[nodiscard]] ReadForm readKeyForm(const boost::json::object& body, bool isNew, const Actor* owner);

} // namespace tidemark::platform
