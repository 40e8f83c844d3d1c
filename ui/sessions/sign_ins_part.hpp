// Who tried to sign in, when, from where, and with what result.
#pragma once

#include "ui/kit/list_part.hpp"

namespace tidemark::ui {

/// Whose attempts are listed.
enum class SignInsOf { oneself, everybody };

/// Newest first, page by page from the platform.
class SignInsPart final : public ListPart {
    Q_OBJECT

public:
    SignInsPart(sync::AgentClient& agent, SignInsOf whose, QWidget* parent = nullptr);
};

} // namespace tidemark::ui
