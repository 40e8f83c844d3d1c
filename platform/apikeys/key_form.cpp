#include "platform/apikeys/key_form.hpp"

#include "models/access/granted_permission.hpp"
#include "models/core/timestamp.hpp"
#include "platform/apikeys/key_scopes.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <cctype>

namespace tidemark::platform {
namespace {

constexpr std::size_t longestName = 120;
constexpr std::size_t mostScopes = 100;
constexpr std::size_t mostAddresses = 50;
constexpr std::int64_t highestRate = 6000;
constexpr std::int64_t tenYears = std::int64_t{3653} * 24 * 3600 * 1'000'000;

class FormReader {
public:
    FormReader(const boost::json::object& body, const Actor* owner)
        : body_(body)
        , owner_(owner)
    {
    }

    ReadForm read(bool isNew)
    {
        readName(isNew);
        readScopes(isNew);
        readAddresses();
        readExpiry();
        readRate();
        return std::move(read_);
    }

private:
    void refuse(std::string field, std::string reason, std::string detail)
    {
        read_.faults.push_back({std::move(field), std::move(reason), std::move(detail)});
    }

    void readName(bool isNew)
    {
        const auto* given = body_.if_contains("name");
        if (!given && !isNew)
            return;
        std::string name =
            given && given->is_string() ? std::string(given->get_string()) : std::string();
        const auto isBlank = [](unsigned char letter) { return std::isspace(letter) != 0; };
        const bool isControl =
            std::any_of(name.begin(), name.end(), [](unsigned char c) { return c < 32; });
        if (name.empty() || std::all_of(name.begin(), name.end(), isBlank))
            return refuse("name", "too_short", "Give the key a name that says what it is for.");
        if (name.size() > longestName || isControl)
            return refuse("name", "too_long", "A name has at most 120 bytes, on one line.");
        read_.form.name = std::move(name);
    }

    /// The texts of a list; a fault is noted for anything else.
    std::optional<std::vector<std::string>> listOf(const char* field, std::size_t most)
    {
        const auto* given = body_.if_contains(field);
        std::vector<std::string> texts;
        const bool isList = given && given->is_array();
        if (isList && given->get_array().size() > most) {
            refuse(field, "too_many", "There are at most " + std::to_string(most) + " of them.");
            return std::nullopt;
        }
        bool isGood = isList;
        for (const auto& one : isList ? given->get_array() : boost::json::array()) {
            isGood = isGood && one.is_string();
            if (one.is_string())
                texts.emplace_back(one.get_string());
        }
        if (!isGood) {
            refuse(field, "malformed", "Send a list of texts.");
            return std::nullopt;
        }
        std::sort(texts.begin(), texts.end());
        texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
        return texts;
    }

    void readScopes(bool isNew)
    {
        if (!body_.contains("scopes") && !isNew)
            return;
        auto scopes = listOf("scopes", mostScopes);
        if (!scopes)
            return;
        if (scopes->empty())
            refuse("scopes", "empty_list", "A key without a scope could do nothing.");
        for (const std::string& scope : *scopes) {
            Result<void> judged;
            if (owner_)
                judged = judgeScope(scope, *owner_);
            else if (const auto permission = readPermission(scope); !permission)
                judged = permission.error();
            if (!judged)
                refuse("scopes", judged.error().reason, judged.error().cause);
        }
        read_.form.scopes = std::move(*scopes);
    }

    void readAddresses()
    {
        const auto* given = body_.if_contains("allowedAddresses");
        if (!given)
            return;
        auto texts = listOf("allowedAddresses", mostAddresses);
        if (!texts)
            return;
        for (std::string& text : *texts) {
            const auto range = AddressRange::parse(text);
            if (range)
                text = range->toString();
            else
                refuse("allowedAddresses", "bad_address", range.error().cause);
        }
        read_.form.allowedAddresses = std::move(*texts);
    }

    void readExpiry()
    {
        const auto* given = body_.if_contains("expiresAt");
        if (!given)
            return;
        read_.form.hasExpiry = true;
        if (given->is_null())
            return;
        const auto end = given->is_string() ? Timestamp::parse(given->get_string())
                                            : Result<Timestamp>(Fault{FaultCode::invalid});
        if (!end)
            return refuse("expiresAt", "malformed", "Write it as 2027-03-31T23:59:59Z.");
        const std::int64_t now = Timestamp::now().micros;
        if (end->micros <= now)
            return refuse("expiresAt", "in_the_past", "The key would be over before it is used.");
        if (end->micros > now + tenYears)
            return refuse("expiresAt", "too_large", "A key lasts ten years at most.");
        read_.form.expiresAt = end->toString();
    }

    void readRate()
    {
        const auto* given = body_.if_contains("ratePerMinute");
        if (!given)
            return;
        const std::int64_t rate = given->is_int64() ? given->get_int64() : 0;
        if (rate < 1)
            return refuse("ratePerMinute", "too_small", "Allow at least one request a minute.");
        if (rate > highestRate)
            return refuse("ratePerMinute", "too_large", "A key has at most 6000 a minute.");
        read_.form.ratePerMinute = static_cast<int>(rate);
    }

    const boost::json::object& body_;
    const Actor* owner_;
    ReadForm read_;
};

} // namespace

ReadForm readKeyForm(const boost::json::object& body, bool isNew, const Actor* owner)
{
    return FormReader(body, owner).read(isNew);
}

} // namespace tidemark::platform
