#include "sync/engine/blob_methods.hpp"

#include "models/entities/attachment_rules.hpp"
#include "sync/engine/blob_driver.hpp"
#include "sync/engine/params.hpp"

#include <QFileInfo>

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::size_t dataBytesMost = 7 * 1024 * 1024; // As base64; a message has 8 MiB.

Result<AnswerText> emptyOr(const Result<void>& outcome)
{
    if (!outcome)
        return outcome.error();
    return AnswerText("{}");
}

/// What waits of an attachment that the platform never heard of, the newest first; none when it may
/// have heard.
Result<std::vector<Mid>> onlyHere(DeskStore& desk, const Uuid& id)
{
    const auto pending = desk.vault.pending();
    if (!pending)
        return pending.error();
    std::vector<Mid> mids;
    bool isMadeHere = false;
    for (const PendingMutation& one : *pending) {
        for (const PushOp& op : one.mutation.ops) {
            if (op.id != id)
                continue;
            const bool isNew = one.attempts == 0 && one.state == MutationState::queued;
            if (one.mutation.ops.size() > 1 || (!isNew && !one.error))
                return std::vector<Mid>();
            isMadeHere = isMadeHere || op.kind == PushOpKind::create;
            mids.insert(mids.begin(), one.mid);
        }
    }
    if (!isMadeHere)
        mids.clear();
    return mids;
}

json::object contentFields(const LocalBlob& blob)
{
    return {{"sha256", blob.sha256}, {"size", blob.size}, {"mime", blob.mime}};
}

/// What this device shows now is what the person replaces: with a change of theirs that is still on
/// its way, not what the platform has.
Result<PushOp> basedOnShown(DeskStore& desk, PushOp op)
{
    desk.windows.rebase(op);
    const auto shown = desk.windows.get(op.entity, op.id);
    boost::system::error_code failed;
    const auto row = shown ? json::parse(*shown, failed) : json::value();
    for (const auto& [field, value] : op.set) {
        const auto* now = row.is_object() ? row.get_object().if_contains(field) : nullptr;
        if (now != nullptr)
            op.base[field] = *now;
    }
    return op;
}

} // namespace

void BlobMethods::addTo(MethodTable& table)
{
    const auto method = [&](const char* name, Needs needs, Answer (BlobMethods::*member)(Call)) {
        table.add(name, needs, [this, member](Call call) {
            return (this->*member)(std::move(call));
        });
    };
    method("blobs.add", Needs::signedIn, &BlobMethods::add);
    method("blobs.status", Needs::openStore, &BlobMethods::status);
    method("blobs.open", Needs::openStore, &BlobMethods::open);
    method("blobs.save", Needs::openStore, &BlobMethods::save);
    method("blobs.fetch", Needs::openStore, &BlobMethods::fetch);
    method("blobs.cancel", Needs::openStore, &BlobMethods::cancel);
    method("blobs.pin", Needs::openStore, &BlobMethods::pin);
    method("blobs.budget", Needs::openStore, &BlobMethods::budget);
    method("blobs.remove", Needs::signedIn, &BlobMethods::remove);
}

BlobMethods::Answer BlobMethods::add(Call call)
{
    Params in(call.params);
    const Uuid report = in.id("report");
    const std::string file = in.optionalText("file", 4096);
    const std::string data = in.optionalText("data", dataBytesMost);
    std::string name = in.optionalText("name", 1000);
    const std::string replaced = in.optionalText("replaces", 36);
    if (file.empty() == data.empty())
        in.refuse("file", "either a file or data is needed");
    if (!data.empty() && name.empty())
        in.refuse("name", "data needs a name");
    if (in.fault())
        co_return *in.fault();
    const QString path = QString::fromStdString(file);
    if (name.empty())
        name = QFileInfo(path).fileName().toStdString();
    name = fileNameFrom(name);
    std::optional<AttachmentRow> before;
    if (!replaced.empty()) {
        const auto id = Uuid::parse(replaced);
        if (!id)
            co_return id.error();
        auto found = co_await engine_.blobs().row(*id);
        if (!found)
            co_return found.error();
        before = std::move(*found);
    }
    auto bytes = QByteArray::fromBase64(QByteArray::fromStdString(data));
    const auto blob = co_await engine_.blobs().take(report, path, std::move(bytes), name);
    if (!blob)
        co_return blob.error();

    NewMutation mutation;
    PushOp op;
    op.entity = "attachment";
    op.set = contentFields(**blob);
    if (before) {
        mutation.name = "attachment.replace";
        op.kind = PushOpKind::update;
        op.id = before->id;
        const auto base = [&op](DeskStore& desk) { return basedOnShown(desk, op); };
        auto based = co_await engine_.stores().desk(base);
        if (!based)
            co_return based.error();
        op = std::move(*based);
        name = before->name;
    } else {
        mutation.name = "attachment.add";
        op.kind = PushOpKind::create;
        op.id = Uuid::make();
        op.set["reportId"] = report.toString();
        op.set["name"] = name;
    }
    json::object answer = contentFields(**blob);
    answer["id"] = op.id.toString();
    answer["name"] = name;
    mutation.ops.push_back(std::move(op));
    const auto mid = co_await engine_.mutate(std::move(mutation));
    if (!mid)
        co_return mid.error();
    engine_.blobs().look();
    answer["mid"] = *mid;
    co_return json::serialize(answer);
}

BlobMethods::Answer BlobMethods::remove(Call call)
{
    Params in(call.params);
    const Uuid id = in.id("id");
    if (in.fault())
        co_return *in.fault();
    const auto look = [id](DeskStore& desk) { return onlyHere(desk, id); };
    const auto waiting = co_await engine_.stores().desk(look);
    if (!waiting)
        co_return waiting.error();
    json::object answer;
    answer["mid"] = nullptr;
    // It needs no platform to take back what never left.
    for (const Mid mid : *waiting) {
        if (auto gone = co_await engine_.discard(mid); !gone)
            co_return gone.error();
    }
    if (!waiting->empty())
        co_return json::serialize(answer);
    NewMutation mutation;
    mutation.name = "attachment.remove";
    PushOp op;
    op.kind = PushOpKind::remove;
    op.entity = "attachment";
    op.id = id;
    const auto base = [&op](DeskStore& desk) -> Result<PushOp> {
        PushOp based = op;
        desk.windows.rebase(based);
        return based;
    };
    auto based = co_await engine_.stores().desk(base);
    if (!based)
        co_return based.error();
    mutation.ops.push_back(std::move(*based));
    const auto mid = co_await engine_.mutate(std::move(mutation));
    if (!mid)
        co_return mid.error();
    answer["mid"] = *mid;
    co_return json::serialize(answer);
}

BlobMethods::Answer BlobMethods::status(Call call)
{
    Params in(call.params);
    const Uuid report = in.id("report");
    if (in.fault())
        co_return *in.fault();
    const auto overview = co_await engine_.blobs().ofReport(report);
    if (!overview)
        co_return overview.error();
    json::array items;
    for (const BlobProgress& item : overview->items)
        items.emplace_back(toJson(item));
    json::object answer;
    answer["items"] = std::move(items);
    answer["pinned"] = overview->isPinned;
    answer["usedBytes"] = overview->usedBytes;
    answer["budgetBytes"] = overview->budgetBytes;
    co_return json::serialize(answer);
}

BlobMethods::Answer BlobMethods::open(Call call)
{
    Params in(call.params);
    const Uuid id = in.id("id");
    if (in.fault())
        co_return *in.fault();
    const auto file = co_await engine_.blobs().openCopy(id);
    if (!file)
        co_return file.error();
    json::object answer;
    answer["file"] = file->toStdString();
    co_return json::serialize(answer);
}

BlobMethods::Answer BlobMethods::save(Call call)
{
    Params in(call.params);
    const Uuid id = in.id("id");
    const std::string file = in.text("file", 4096);
    if (in.fault())
        co_return *in.fault();
    co_return emptyOr(co_await engine_.blobs().saveAs(id, QString::fromStdString(file)));
}

BlobMethods::Answer BlobMethods::fetch(Call call)
{
    Params in(call.params);
    const Uuid id = in.id("id");
    if (in.fault())
        co_return *in.fault();
    co_return emptyOr(co_await engine_.blobs().fetch(id));
}

BlobMethods::Answer BlobMethods::cancel(Call call)
{
    Params in(call.params);
    const Uuid id = in.id("id");
    if (in.fault())
        co_return *in.fault();
    co_return emptyOr(co_await engine_.blobs().cancel(id));
}

BlobMethods::Answer BlobMethods::pin(Call call)
{
    Params in(call.params);
    const Uuid report = in.id("report");
    const bool isPinned = in.flag("pinned");
    if (in.fault())
        co_return *in.fault();
    co_return emptyOr(co_await engine_.blobs().pin(report, isPinned));
}

BlobMethods::Answer BlobMethods::budget(Call call)
{
    Params in(call.params);
    const bool isSet = call.params.contains("bytes");
    const std::int64_t bytes = isSet ? in.integer("bytes") : 1;
    if (bytes < 1)
        in.refuse("bytes", "at least one byte");
    if (in.fault())
        co_return *in.fault();
    if (isSet) {
        if (auto set = co_await engine_.blobs().setBudget(bytes); !set)
            co_return set.error();
    }
    const auto overview = co_await engine_.blobs().ofReport(Uuid());
    if (!overview)
        co_return overview.error();
    co_return json::serialize(json::object{
        {"usedBytes", overview->usedBytes},
        {"pinnedBytes", overview->pinnedBytes},
        {"budgetBytes", overview->budgetBytes}});
}

} // namespace tidemark::sync
