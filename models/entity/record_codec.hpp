// Typed records from rows and back.
#pragma once

#include "models/core/fault.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string_view>

namespace tidemark {

/// A record from a row. Unknown keys are ignored; a missing key is allowed only where the member is
/// optional; `rv` may be missing (0). Fault `corrupt`/`malformed_record` otherwise, naming the key.
///
/// Exists for the entities of models/entities (instantiated there).
template <class T>
[[nodiscard]] Result<T> readRecord(const boost::json::object& row);

/// All members, `rv` as string of digits, absent optionals as null.
template <class T>
[[nodiscard]] boost::json::object writeRecord(const T& record);

/// `analystAdjustment`: the enumerator's name, as in rows.
template <class Enum>
[[nodiscard]] std::string_view choiceName(Enum choice);

/// The enumerator of that name.
template <class Enum>
[[nodiscard]] std::optional<Enum> choiceOf(std::string_view name);

} // namespace tidemark
