// A file that belongs to a report. The row syncs like any other; its bytes travel as a blob.
#pragma once

#include "models/entities/compliance_report.hpp"

namespace tidemark {

using AttachmentId = Id<struct AttachmentTag>;

/// What people see of a file, and which content it has. A replaced file is the same attachment
/// with other content, so that two people who replace it at once meet in a conflict.
struct Attachment {
    AttachmentId id = {};
    std::int64_t rv = 0;
    ComplianceReportId reportId = {};
    std::string name = {};           ///< A file name, never a path; see attachment_rules.hpp.
    std::string sha256 = {};         ///< Of the content, 64 lower-case hexadecimal digits.
    std::int64_t size = 0;           ///< Bytes of the content.
    std::string mime = {};           ///< As its first bytes and its name tell.
    std::optional<Uuid> blobId = {}; ///< Where the platform keeps the content.
    std::string addedBy = {};        ///< Who gave it the content that it has.
};

} // namespace tidemark
