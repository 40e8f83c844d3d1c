// Attachments: a name that is one, and content that has arrived.
#include "models/entities/attachment_rules.hpp"
#include "platform/entities/client_writer.hpp"

namespace tidemark::platform {
namespace {

constexpr std::string_view contentSql =
    "SELECT id, size, mime FROM app.blob WHERE state = 'stored' AND scope_id = $1::bigint"
    " AND sha256 = $2";

std::string textOf(const boost::json::object& row, std::string_view field)
{
    const auto* value = row.if_contains(field);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

} // namespace

ClientWriter::Done
ClientWriter::prepareAttachment(const std::string& report, boost::json::object& values)
{
    auto facts = co_await editableReport(report);
    if (!facts)
        co_return facts.error();
    if (values.contains("name")) {
        if (auto named = checkFileName(textOf(values, "name")); !named)
            co_return named.error();
    }
    if (!values.contains("sha256")) { // What else tells of the content follows from it.
        values.erase("size");
        values.erase("mime");
        co_return Result<void>();
    }
    const std::string sha256 = textOf(values, "sha256");
    if (!isSha256(sha256))
        co_return Fault{
            FaultCode::invalid,
            "bad_hash",
            "The content is not named by its SHA-256.",
            "Attach the file again."};
    Params key = {std::to_string(facts->scope), sha256};
    auto rows = co_await transaction_.run(contentSql, std::move(key));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return Fault{
            FaultCode::conflict,
            "blob_missing",
            "The content of the file is not on the platform.",
            "Try again: the file is then sent once more, from a device that has it."};
    values["blobId"] = rows->text(0, 0);
    values["size"] = rows->integer(0, 1);
    values["mime"] = rows->text(0, 2);
    values["addedBy"] = actor_->displayName;
    co_return Result<void>();
}

} // namespace tidemark::platform
