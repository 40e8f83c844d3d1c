// What tells one mutation from another under the same number.
#include "models/protocol/push.hpp"
#include "models/protocol/sha_text.hpp"

#include <boost/json/serialize.hpp>

namespace tidemark {
namespace json = boost::json;

namespace {

constexpr std::size_t shaBeginLength = 16;

} // namespace

std::string shaOf(const PushMutation& mutation)
{
    std::string text = mutation.name + '\n' + std::string(nameOf(mutation.mergeMode));
    for (const PushOp& op : mutation.ops)
        text += '\n' + json::serialize(toJson(op));
    return shaText(text);
}

std::string shaBegin(const PushMutation& mutation)
{
    return shaOf(mutation).substr(0, shaBeginLength);
}

} // namespace tidemark
