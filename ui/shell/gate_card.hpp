// The frame of the screens before the shell: the mark, and a card in the middle.
#pragma once

#include "ui/kit/symbol.hpp"

class QVBoxLayout;

namespace tidemark::ui {

/// Fills `screen` with a scrolling ground, the mark and a card; the answer is the card's column.
/// The card is the parent of what is added.
[[nodiscard]] QVBoxLayout* makeGateCard(Pane* screen);

} // namespace tidemark::ui
