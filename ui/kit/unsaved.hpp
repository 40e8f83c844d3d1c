// Pages that can hold what the agent does not have yet.
#pragma once

namespace tidemark::ui {

/// Implemented by a page beside `Page`. While it holds something unsaved it outlives even a lock,
/// hidden.
class HoldsUnsaved {
public:
    virtual ~HoldsUnsaved() = default;

    [[nodiscard]] virtual bool hasUnsaved() = 0;
};

} // namespace tidemark::ui
