// What the browser shows when it came back: that it can be closed.
#pragma once

#include <QByteArray>

namespace tidemark::sync {

enum class LoopbackOutcome { goesOn, notSignedIn };

/// A whole HTTP answer, in the language that the request prefers. It loads nothing, runs nothing,
/// and tells no other page where it came from.
[[nodiscard]] QByteArray loopbackPage(LoopbackOutcome outcome, bool isGerman);

/// A refusal without a page.
[[nodiscard]] QByteArray loopbackRefusal(int status);

} // namespace tidemark::sync
