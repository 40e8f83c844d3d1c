// Two rows in conflict, checks and a support bundle, as an agent would list them.
#pragma once

#include "tests/ui/fake_agent.hpp"

#include <boost/json.hpp>

namespace tidemark::tests {

inline boost::json::value sampleConflicts()
{
    return boost::json::parse(R"({"items":[
      {"entity":"fuelSupply","id":"01900000-0000-7000-8000-000000000004","mids":[43],
       "openedAt":"2026-11-22T05:00:00Z","mineAt":"2026-11-22T04:22:00Z",
       "row":{"fuelType":"Electricity","fuelCategory":"Diesel","endUse":"Battery bus","unit":"kWh",
              "position":"k","quantity":"486200"},
       "groups":[
         {"group":"quantity","kind":"values","rules":[],"chosen":null,
          "by":{"name":"Jon Tarvainen","device":"drafting-2","at":"2026-11-22T04:31:00Z"},
          "fields":[{"field":"quantity","base":"480000","mine":"486200","theirs":"491050"}]},
         {"group":"endUse","kind":"rule","chosen":null,
          "rules":[{"field":"endUse","reason":"not_allowed","args":[]}],
          "by":{"name":"Jon Tarvainen","device":"","at":"2026-11-22T04:31:00Z"},
          "fields":[{"field":"endUse","base":"Trolley bus","mine":"Battery bus",
                     "theirs":"Cargo handling"}]}]},
      {"entity":"complianceReport","id":"01900000-0000-7000-8000-000000000009","mids":[44],
       "openedAt":"2026-11-22T05:00:00Z","mineAt":"2026-11-22T04:25:00Z",
       "row":{"nickname":"Annual report 2025"},
       "groups":[
         {"group":"supplementalNote","kind":"text","rules":[],"chosen":null,
          "by":{"name":"Jon Tarvainen","device":"drafting-2","at":"2026-11-22T04:31:00Z"},
          "fields":[{"field":"supplementalNote",
            "base":"Supply fell below the plan in March.",
            "mine":"Supply dropped under the plan in March, see page 4.",
            "theirs":"Supply rose above the plan in March.",
            "both":"Supply rose above dropped under the plan in March, see page 4."}]}]}]})");
}

inline boost::json::value sampleChecks()
{
    return boost::json::parse(R"({"at":"2026-11-22T05:00:00Z","checks":[
      {"id":"server","title":"Platform","state":"ok","detail":"Reached in 14 ms.","nextStep":""},
      {"id":"clock","title":"Clock","state":"warn","detail":"Three minutes behind the platform.",
       "nextStep":"Let this computer set its time by itself."},
      {"id":"disk","title":"Disk space","state":"bad","detail":"90 MB are left.",
       "nextStep":"Delete files that you do not need; new attachments wait until then."}]})");
}

inline void answerConflicts(FakeAgent& fake)
{
    const auto give = [&fake](const char* method, boost::json::value value) {
        fake.handlers[method] = [value](const boost::json::object&) -> Result<boost::json::value> {
            return value;
        };
    };
    give("conflicts.list", sampleConflicts());
    give("conflicts.resolve", {{"batch", 3}, {"made", boost::json::array{51}}});
    give("conflicts.undo", boost::json::object());
    give("diagnostics.run", sampleChecks());
    fake.handlers["support.bundle"] = [](const boost::json::object& params
                                      ) -> Result<boost::json::value> {
        const bool isRedacted = params.at("redact").as_bool();
        return boost::json::value{
            {"text", isRedacted ? "user: person-1\nstate: online" : "user: maya\nstate: online"},
            {"bytes", 26}};
    };
}

} // namespace tidemark::tests
