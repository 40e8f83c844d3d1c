// A secret that is shown once.
#pragma once

#include "models/core/secret.hpp"
#include "ui/kit/form_dialog.hpp"

namespace tidemark::ui {

/// Shows a secret that nobody can see again, to be copied as `copySecret` does it.
class OnceDialog final : public FormDialog {
    Q_OBJECT

public:
    /// `name` is what the secret is: "Password of Maya Lindqvist".
    OnceDialog(
        const QString& heading,
        const QString& explanation,
        const QString& name,
        Secret secret,
        QWidget* parent
    );

private:
    void copy();

    Secret secret_;
};

/// A password that is easy to read out and hard to guess: about 100 bits.
[[nodiscard]] Secret makePassword();

} // namespace tidemark::ui
