// One check of one cell; internal to models/runs.
#pragma once

#include "models/runs/row_check.hpp"

#include <memory>
#include <string>

namespace tidemark {

/// A rule made ready: patterns compiled, bounds read.
class CellCheck {
public:
    virtual ~CellCheck() = default;
    /// Null cells pass everything but notNull.
    [[nodiscard]] virtual bool passes(const Cell& cell) const = 0;
    /// What is wrong with a cell that does not pass.
    [[nodiscard]] virtual std::string cause() const = 0;
};

/// The check of a rule that `readCheckRules` accepted. For `unique` only the words are of use.
[[nodiscard]] std::unique_ptr<CellCheck> cellCheckFor(const CheckRule& rule);

} // namespace tidemark
