// Rows that come in one answer, cut, searched and sorted here.
#pragma once

#include "sync/client/row_window_model.hpp"

#include <memory>

namespace tidemark::ui {

/// Asks `load` when rows are first wanted and keeps what came, so that searching and sorting ask
/// for nothing. For lists that one answer of the platform holds.
class HeldRows {
public:
    using Rows = std::vector<boost::json::object>;
    using Done = std::function<void(Result<Rows> rows)>;
    using Load = std::function<void(Done done)>;

    HeldRows();
    explicit HeldRows(Load load);
    /// Before rows are first wanted.
    void setLoad(Load load);

    /// For a RowWindowModel; holds what it needs by itself.
    [[nodiscard]] sync::RowSource source() const;
    /// The next time that rows are wanted they are asked for again.
    void forget();

private:
    struct State;

    std::shared_ptr<State> state_;
};

} // namespace tidemark::ui
