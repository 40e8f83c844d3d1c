#include "sync/mirror/scope_repair.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <map>

namespace tidemark::sync {
namespace {

/// Listed together: few round trips, and never the keys of a million rows in memory.
constexpr std::size_t bucketsAtOnce = 8;
constexpr std::size_t rowsMost = 50'000;
constexpr std::size_t bytesMost = 64U << 20U;

using KeyMap = std::map<std::pair<std::string, Uuid>, std::int64_t>;

Fault tooMuch()
{
    return {
        FaultCode::tooLarge,
        "repair_too_large",
        "Too much of the local copy differs to mend it piece by piece.",
        "Tidemark fetches that part again by itself."};
}

Fault unreadable()
{
    return {
        FaultCode::corrupt,
        "malformed_answer",
        "The platform's answer to a repair cannot be read.",
        "Tidemark tries again by itself."};
}

Result<boost::json::value> jsonOf(std::string_view text)
{
    boost::system::error_code failed;
    auto value = boost::json::parse(text, failed);
    if (failed)
        return unreadable();
    return value;
}

KeyMap mapOf(const std::vector<VersionedKey>& keys)
{
    KeyMap map;
    for (const VersionedKey& key : keys)
        map.emplace(std::pair(key.entity, key.key.id), key.key.rv);
    return map;
}

} // namespace

std::vector<int> ScopeRepair::bucketGroup() const
{
    const auto from = differing_.begin() + static_cast<std::ptrdiff_t>(bucketsDone_);
    const std::size_t left = differing_.size() - bucketsDone_;
    return {from, from + static_cast<std::ptrdiff_t>(std::min(left, bucketsAtOnce))};
}

RepairAsk ScopeRepair::ask() const
{
    switch (step_) {
    case Step::buckets:
        return DigestRequest{scope_};
    case Step::keys:
        return KeysRequest{scope_, bucketGroup(), after_};
    case Step::rows: {
        FetchRequest request{scope_, {}};
        const std::size_t end = std::min(wanted_.size(), wantedDone_ + limits::keysPerFetch);
        for (std::size_t i = wantedDone_; i < end; ++i)
            request.keys.push_back(wanted_[i]);
        return request;
    }
    case Step::done:
        break;
    }
    return std::monostate{};
}

Result<void> ScopeRepair::take(MirrorWriter& mirror, std::string_view answer)
{
    switch (step_) {
    case Step::buckets:
        return takeBuckets(mirror, answer);
    case Step::keys:
        return takeKeys(mirror, answer);
    case Step::rows:
        return takeRows(answer);
    case Step::done:
        break;
    }
    return {};
}

Result<void> ScopeRepair::takeBuckets(MirrorWriter& mirror, std::string_view answer)
{
    const auto value = jsonOf(answer);
    const auto theirs = value ? readDigestAnswer(*value) : Result<DigestAnswer>(value.error());
    if (!theirs)
        return theirs.error();
    const auto ours = mirror.bucketSums(scope_);
    if (!ours)
        return ours.error();
    for (std::size_t bucket = 0; bucket < ours->size(); ++bucket) {
        if (!((*ours)[bucket] == theirs->buckets[bucket]))
            differing_.push_back(static_cast<int>(bucket));
    }
    readyCut_ = theirs->cut;
    step_ = differing_.empty() ? Step::done : Step::keys;
    return {};
}

Result<void> ScopeRepair::takeKeys(MirrorWriter& mirror, std::string_view answer)
{
    const auto value = jsonOf(answer);
    auto theirs = value ? readKeysAnswer(*value) : Result<KeysAnswer>(value.error());
    if (!theirs)
        return theirs.error();
    readyCut_ = std::max(readyCut_, theirs->cut);
    theirs_.insert(
        theirs_.end(),
        std::make_move_iterator(theirs->keys.begin()),
        std::make_move_iterator(theirs->keys.end())
    );
    after_ = theirs->next;
    if (after_)
        return {};
    if (auto done = compare(mirror); !done)
        return done;
    theirs_.clear();
    bucketsDone_ += bucketGroup().size();
    if (bucketsDone_ >= differing_.size())
        toRows();
    return {};
}

Result<void> ScopeRepair::compare(MirrorWriter& mirror)
{
    const auto group = bucketGroup();
    const auto ours = mirror.keysIn(scope_, group);
    if (!ours)
        return ours.error();
    const KeyMap here = mapOf(*ours);
    const KeyMap there = mapOf(theirs_);
    for (const auto& [key, rv] : there) {
        const auto found = here.find(key);
        if (found == here.end() || found->second != rv)
            wanted_.push_back({key.first, key.second});
    }
    for (const auto& [key, rv] : here) {
        if (!there.contains(key))
            extra_.push_back({key.first, {key.second, rv}});
    }
    return wanted_.size() + extra_.size() > rowsMost ? Result<void>(tooMuch()) : Result<void>();
}

void ScopeRepair::toRows()
{
    step_ = wantedDone_ < wanted_.size() ? Step::rows : Step::done;
}

Result<void> ScopeRepair::takeRows(std::string_view answer)
{
    while (answer.ends_with('\n'))
        answer.remove_suffix(1);
    const auto frame = parseFrame(answer.substr(answer.rfind('\n') + 1));
    const auto* page = frame ? std::get_if<PageFrame>(&*frame) : nullptr;
    if (page == nullptr || page->scope != scope_ || !page->readyCut)
        return unreadable();
    readyCut_ = std::max(readyCut_, *page->readyCut);
    bytes_ += answer.size();
    if (bytes_ > bytesMost)
        return tooMuch();
    pages_.emplace_back(answer);
    wantedDone_ = std::min(wanted_.size(), wantedDone_ + limits::keysPerFetch);
    toRows();
    return {};
}

} // namespace tidemark::sync
