// The bodies of sync: what a client sends and what it is answered.
#include "models/core/json_reader.hpp"
#include "models/protocol/push.hpp"
#include "models/protocol/receipts.hpp"
#include "models/protocol/repair.hpp"
#include "models/protocol/session.hpp"
#include "tests/fuzz/target.hpp"

using namespace tidemark;

namespace {

/// What was read is written and read alike.
template <class Read>
void check(const Read& read, const boost::json::value& value)
{
    const auto once = read(value);
    if (!once)
        return;
    const boost::json::value written = toJson(*once);
    const auto again = read(written);
    fuzz::require(again && boost::json::value(toJson(*again)) == written, "written and read alike");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto value = parseJson(fuzz::textOf(data, size), 1024 * 1024);
    if (!value)
        return 0;
    check(readPushRequest, *value);
    check(readPushResult, *value);
    check(readPushAnswer, *value);
    check(readMutation, *value);
    check(readSessionRequest, *value);
    check(readSessionAnswer, *value);
    check(readPullRequest, *value);
    check(readDigestRequest, *value);
    check(readDigestAnswer, *value);
    check(readKeysRequest, *value);
    check(readKeysAnswer, *value);
    check(readReceiptsRequest, *value);
    check(readEscrowRequest, *value);
    check(readEscrowAnswer, *value);
    check(readEscrowKeysRequest, *value);
    check(readEscrowKeysAnswer, *value);
    (void)readFetchRequest(*value);
    return 0;
}
