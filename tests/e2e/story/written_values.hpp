// What the platform's audit says was written to a row.
#pragma once

#include <QString>

#include <map>
#include <string>

namespace tidemark::e2e {

/// How often each value of a text or decimal field was written to the row, by the audit that `ada`
/// of the demonstration may read at this address.
[[nodiscard]] std::map<std::string, int>
writtenValues(const QString& host, int port, const std::string& id, const char* field);

} // namespace tidemark::e2e
