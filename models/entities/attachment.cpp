#include "models/entities/attachment.hpp"

#include "models/entities/attachment_rules.hpp"
#include "models/entities/descriptions.hpp"
#include "models/entity/describe.hpp"

namespace tidemark {

BOOST_DESCRIBE_STRUCT(Attachment, (), (id, rv, reportId, name, sha256, size, mime, blobId, addedBy))

TIDEMARK_RECORD(Attachment)

std::vector<EntityInfo> describeAttachments()
{
    return {
        describeEntity<Attachment>(
            {.name = "attachment",
             .plural = "attachments",
             .code = 22,
             .permission = "document",
             .scope = Scope::organization,
             .search = {"name"},
             .list = {"name", "size", "addedBy"},
             .rules =
                 {references("reportId", "complianceReport"),
                  fixed({"reportId"}),
                  length("name", 1, fileNameMost),
                  length("sha256", 64, 64),
                  length("mime", 1, 120),
                  range("size", 0, attachmentBytesMost),
                  mergeGroup({"sha256", "size", "mime"}),
                  platformSet({"blobId", "addedBy"})}}
        ),
    };
}

} // namespace tidemark
