// Asking a provider whether it answers.
#pragma once

#include <boost/json/object.hpp>

namespace tidemark::sync {
class AgentClient;
} // namespace tidemark::sync

namespace tidemark::ui {

class Banner;

/// Lets the platform ask the provider for its metadata, as a sign-in would, and says in the banner
/// what came of it.
void testProvider(sync::AgentClient& agent, const boost::json::object& provider, Banner& banner);

} // namespace tidemark::ui
