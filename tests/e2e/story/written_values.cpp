#include "tests/e2e/story/written_values.hpp"

#include "tests/e2e/story/platform_program.hpp"

#include <boost/json.hpp>

namespace tidemark::e2e {
namespace {

constexpr std::size_t pageRows = 200;

} // namespace

std::map<std::string, int>
writtenValues(const QString& host, int port, const std::string& id, const char* field)
{
    std::map<std::string, int> times;
    const std::string token = tokenAt(host, port, "ada@demo.example");
    const QByteArray filter = "[{\"field\":\"entityId\",\"op\":\"eq\",\"value\":\"" +
                              QByteArray::fromStdString(id) + "\"}]";
    for (int page = 1;; ++page) {
        const auto answer = request(
            port,
            "GET",
            "/api/v1/audit-entries?size=" + QByteArray::number(pageRows) +
                "&page=" + QByteArray::number(page) + "&filter=" + filter.toPercentEncoding(),
            token,
            nullptr,
            {},
            host
        );
        const auto* body = answer.body.if_object();
        if (body == nullptr || !body->contains("items"))
            return times;
        const auto& items = body->at("items").as_array();
        for (const auto& item : items) {
            const auto* after = item.at("after").if_object();
            if (after != nullptr && after->contains(field))
                ++times[std::string(after->at(field).as_string())];
        }
        if (items.size() < pageRows)
            return times;
    }
}

} // namespace tidemark::e2e
