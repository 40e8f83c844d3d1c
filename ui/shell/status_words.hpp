// What the status strip says, computed from the agent's status and nothing else.
#pragma once

#include "sync/wire/status.hpp"
#include "ui/kit/page.hpp"

#include <QString>

#include <optional>
#include <vector>

namespace tidemark::ui {

/// One part of the strip. A click opens what is behind it.
struct StripPart {
    QString strong = {};       ///< The words that matter.
    QString text = {};         ///< What follows them, quieter.
    Kind kind = Kind::neutral; ///< Colour of `strong`, and of the dot.
    bool hasDot = false;
    bool isTrailing = false;
    int priority = 0; ///< The lowest goes first when there is no room.
    Place place = {};

    [[nodiscard]] QString words() const;
    friend bool operator==(const StripPart&, const StripPart&) = default;
};

/// The parts for a status; `status` is absent while the agent does not answer. Green is only said
/// when nothing is pending, refused, unverified or behind.
[[nodiscard]] std::vector<StripPart> stripParts(const std::optional<sync::Status>& status);

} // namespace tidemark::ui
