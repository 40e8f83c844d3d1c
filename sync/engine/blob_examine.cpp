// Whether the files of a report are here, and are what their names say.
#include "sync/engine/blob_driver.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

/// An attachment, and the file that is known of its content.
struct Attached {
    Uuid id = {};
    std::string sha256 = {};
    std::int64_t size = 0;
    std::shared_ptr<LocalBlob> blob = {};
};

std::string textIn(const json::object& row, std::string_view key)
{
    const auto* value = row.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

Result<std::vector<Attached>> attachedTo(DeskStore& desk, const Uuid& report)
{
    MirrorQuery query{.entity = "attachment", .limit = windowRowsMax};
    query.filter.emplace_back(json::object{
        {"field", "reportId"}, {"op", "eq"}, {"value", report.toString()}});
    const auto window = desk.windows.window(query);
    if (!window)
        return window.error();
    boost::system::error_code failed;
    const auto rows = json::parse(window->rows, failed);
    std::vector<Attached> all;
    for (const json::value& value : rows.is_array() ? rows.get_array() : json::array()) {
        const auto* row = value.if_object();
        const auto id = row != nullptr ? Uuid::parse(textIn(*row, "id")) : Result<Uuid>(Fault{});
        if (!id)
            continue;
        Attached one{.id = *id, .sha256 = textIn(*row, "sha256")};
        const auto* size = row->if_contains("size");
        one.size = size != nullptr && size->is_int64() ? size->get_int64() : 0;
        auto known = desk.vault.blobs().find({one.sha256, report});
        if (!known)
            return known.error();
        if (*known)
            one.blob = std::make_shared<LocalBlob>(*std::move(*known));
        all.push_back(std::move(one));
    }
    return all;
}

/// `fetching` has not got all of it yet.
bool isComplete(const LocalBlob& blob)
{
    return blob.state == BlobPlaceState::here || blob.state == BlobPlaceState::local;
}

} // namespace

QCoro::Task<Result<ReportFiles>> BlobDriver::examine(Uuid report, bool isThorough)
{
    const auto read = [report](DeskStore& desk) { return attachedTo(desk, report); };
    auto attached = co_await stores_.desk(read);
    if (!attached)
        co_return attached.error();
    ReportFiles files{.total = std::ssize(*attached)};
    for (const Attached& one : *attached) {
        const auto blob = one.blob;
        const bool isHere = blob && isComplete(*blob) && folder_.has(blob->file);
        if (!isHere) {
            files.bytesMissing += one.size;
            files.failed += blob && blob->nextTry.micros == waitsForPerson.micros ? 1 : 0;
            continue;
        }
        const auto look = [this, blob]() -> bool { return folder_.verify(*blob).has_value(); };
        const bool isSound = !isThorough || co_await files_.run(look);
        files.here += isSound ? 1 : 0;
        if (isSound)
            continue;
        ++files.damaged;
        files.bytesMissing += one.size;
        if (blob->remoteId.empty()) { // Here alone: nothing is thrown away, a person has to look.
            ++files.failed;
            continue;
        }
        folder_.remove(blob->file);
        (void)co_await fetch(one.id);
    }
    co_return files;
}

} // namespace tidemark::sync
