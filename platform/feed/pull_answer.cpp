#include "platform/feed/pull_answer.hpp"

#include "models/entities/entities.hpp"
#include "platform/feed/image_row.hpp"

#include <algorithm>

namespace tidemark::platform {

std::string PullAnswer::begin(
    const PullRange& range,
    const PullRequest& request,
    const std::vector<HeldScope>& held,
    const GrantNews& news,
    const Projection& projection
)
{
    HeadFrame head{
        range.history,
        range.epoch,
        request.cursor.cut,
        range.to,
        range.salt,
        Timestamp::now(),
        range.to < range.head,
        projection.mark};
    if (projection.mark != request.projection)
        head.reads = projection.reads;
    std::string out;
    appendFrame(out, head);
    std::set<std::int64_t> now;
    for (const HeldScope& scope : held) {
        if (news.isGrantedLater(scope.id))
            continue;
        now.insert(scope.id);
        if (news.granted.contains(scope.id))
            appendFrame(
                out,
                GrantFrame{scope.id, scope.kind, scope.name, scope.leaseSeconds, scope.dataClass}
            );
    }
    // A scope that is granted again later was lost all the same: nothing of it came meanwhile.
    auto lost = news.revoked;
    for (const std::int64_t scope : request.scopes) {
        const auto isIt = [scope](const HeldScope& one) { return one.id == scope; };
        if (std::none_of(held.begin(), held.end(), isIt))
            lost.try_emplace(scope, GrantNews::Loss{"not_granted", 0});
    }
    for (const auto& [scope, loss] : lost) {
        if (!now.contains(scope))
            appendFrame(out, RevokeFrame{scope, loss.reason, loss.rv});
    }
    for (const std::int64_t scope : request.scopes) {
        if (now.contains(scope))
            scopes.push_back(scope);
    }
    return out;
}

std::string PullAnswer::more(int most)
{
    std::string out;
    const int last = std::min(at_ + most, rows.rowCount());
    while (at_ < last)
        appendGroup(out, last);
    return out;
}

std::string PullAnswer::end(const PullRange& range)
{
    std::string out;
    for (int row = 0; row < results.rowCount(); ++row) {
        out += R"({"f":"result",)";
        out += results.text(row, 0).substr(1);
        out += '\n';
    }
    appendFrame(out, EndFrame{range.to, range.salt, rows.rowCount(), std::move(digests)});
    return out;
}

/// Rows of one entity, scope and kind, up to `last`.
void PullAnswer::appendGroup(std::string& out, int last)
{
    const EntityInfo& info = *findEntityByCode(static_cast<int>(rows.integer(at_, 0)));
    const std::int64_t scope = rows.integer(at_, 1);
    const char op = rows.text(at_, 2).front();
    int stop = at_;
    while (stop < last && rows.integer(stop, 0) == info.code && rows.integer(stop, 1) == scope &&
           rows.text(stop, 2).front() == op)
        ++stop;
    if (op == 'U') {
        RowsFrameWriter frame(out, info.name, scope, frameColumns(info));
        ImageReader reader(info);
        for (; at_ < stop; ++at_)
            reader.append(frame, rows.text(at_, 5));
        frame.finish();
        return;
    }
    GoneFrame gone{info.name, scope, op == 'D' ? GoneOp::remove : GoneOp::leave, {}};
    for (; at_ < stop; ++at_) {
        if (const auto id = Uuid::parse(rows.text(at_, 3)))
            gone.keys.push_back({*id, rows.integer(at_, 4)});
    }
    appendFrame(out, gone);
}

} // namespace tidemark::platform
