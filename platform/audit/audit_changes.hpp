// The changes of an audit entry, field by field, with the names of the rows that ids stand for.
#pragma once

#include "platform/database/database.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <string_view>

namespace tidemark::platform {

/// `[{field, before, after, beforeName, afterName}]`, in the order of the entity's fields. A field
/// that one side does not have is null there; names are null unless the field is a reference.
[[nodiscard]] asio::awaitable<Result<boost::json::array>> changesByName(
    Database& database,
    const Tenancy& tenancy,
    std::string_view entity,
    const boost::json::value& before,
    const boost::json::value& after
);

} // namespace tidemark::platform
