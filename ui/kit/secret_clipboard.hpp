// Secrets in the clipboard: for half a minute, and in no history.
#pragma once

#include <QString>

namespace tidemark::ui {

/// Copies a secret. Histories and clouds that heed the usual hints (Plasma, Windows) do not keep
/// it. The clipboard is emptied after 30 s and when the program ends, unless something else was
/// copied meanwhile.
void copySecret(const QString& text);

/// Empties the clipboard now if it still holds a secret of ours; for locking and signing out.
void dropCopiedSecret();

/// "Copied. The clipboard is emptied after 30 seconds."
[[nodiscard]] QString copiedSecretWords();

} // namespace tidemark::ui
