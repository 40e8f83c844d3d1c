// What was being typed when Tidemark was locked, given back.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/kit/form_dialog.hpp"

#include <boost/json/array.hpp>

namespace tidemark::ui {

/// Shows the texts, to be copied from. They stay with the agent until the person says that they
/// have them.
class TypedDialog final : public FormDialog {
    Q_OBJECT

public:
    /// `items` as of `typing.list`.
    TypedDialog(const boost::json::array& items, sync::AgentClient& agent, QWidget* parent);

private:
    sync::AgentClient& agent_;
};

/// Opens it over `shell` when the agent kept something, and the shell is still there to be seen.
void offerTyped(sync::AgentClient& agent, QWidget& shell);

} // namespace tidemark::ui
