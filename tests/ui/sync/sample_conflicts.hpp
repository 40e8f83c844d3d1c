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
              "position":"k","quantity":"486200",
              "reportId":"01900000-0000-7000-8000-000000000009"},
       "report":{"id":"01900000-0000-7000-8000-000000000009","year":2025,"version":0,
                 "organizationName":"Demo Fuels"},
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
       "report":{"id":"01900000-0000-7000-8000-000000000009","year":2025,"version":0,
                 "organizationName":"Demo Fuels"},
       "groups":[
         {"group":"supplementalNote","kind":"text","rules":[],"chosen":null,
          "by":{"name":"Jon Tarvainen","device":"drafting-2","at":"2026-11-22T04:31:00Z"},
          "fields":[{"field":"supplementalNote",
            "base":"Supply fell below the plan in March.",
            "mine":"Supply dropped under the plan in March, see page 4.",
            "theirs":"Supply rose above the plan in March.",
            "both":"Supply rose above dropped under the plan in March, see page 4."}]}]}]})");
}

/// A row that was deleted here and changed there, one that was changed here and deleted there, and
/// two fields of another row that are decided together; of a second report.
inline boost::json::value sampleRowConflicts()
{
    return boost::json::parse(R"({"items":[
      {"entity":"fuelSupply","id":"01900000-0000-7000-8000-000000000011","mids":[51],
       "mineAt":"2026-11-22T04:22:00Z",
       "row":{"fuelType":"Ethanol","fuelCategory":"Gasoline","quantity":"7",
              "reportId":"01900000-0000-7000-8000-000000000010"},
       "report":{"id":"01900000-0000-7000-8000-000000000010","year":2024,"version":1,
                 "organizationName":"Demo Fuels"},
       "groups":[{"group":"","kind":"removed","rules":[],"chosen":null,
         "by":{"name":"Jon Tarvainen","device":"drafting-2","at":"2026-11-22T04:31:00Z"},
         "fields":[{"field":"","mine":null,
           "base":{"fuelType":"Ethanol","fuelCategory":"Gasoline","quantity":"480000"},
           "theirs":{"fuelType":"Ethanol","fuelCategory":"Gasoline","quantity":"491050"}}]}]},
      {"entity":"fuelSupply","id":"01900000-0000-7000-8000-000000000012","mids":[52],
       "mineAt":"2026-11-22T04:23:00Z","row":null,
       "report":{"id":"01900000-0000-7000-8000-000000000010","year":2024,"version":1,
                 "organizationName":"Demo Fuels"},
       "groups":[{"group":"","kind":"gone","rules":[],"chosen":null,
         "by":{"name":"Ada Keller","device":"","at":"2026-11-22T04:33:00Z"},
         "fields":[{"field":"","theirs":null,
           "base":{"fuelType":"Propane","quantity":"5",
                   "reportId":"01900000-0000-7000-8000-000000000010"},
           "mine":{"fuelType":"Propane","quantity":"8",
                   "reportId":"01900000-0000-7000-8000-000000000010"}}]}]},
      {"entity":"fuelSupply","id":"01900000-0000-7000-8000-000000000013","mids":[53],
       "mineAt":"2026-11-22T04:24:00Z",
       "row":{"fuelType":"HDRD","fuelCategory":"Diesel","position":"m",
              "reportId":"01900000-0000-7000-8000-000000000010"},
       "report":{"id":"01900000-0000-7000-8000-000000000010","year":2024,"version":1,
                 "organizationName":"Demo Fuels"},
       "groups":[{"group":"provision","kind":"values","rules":[],"chosen":null,
         "by":{"name":"Jon Tarvainen","device":"drafting-2","at":"2026-11-22T04:31:00Z"},
         "fields":[{"field":"provision","base":"Old","mine":"Mine","theirs":"Theirs"},
                   {"field":"fuelCode","base":null,"mine":"BCLCF 214.3","theirs":null}]},
        {"group":"isQ1Supplied","kind":"values","rules":[],"chosen":null,
         "by":{"name":"Ada Keller","device":"drafting-9","at":"2026-11-22T04:35:00Z"},
         "fields":[{"field":"isQ1Supplied","base":false,"mine":true,"theirs":false}]}]}]})");
}

inline boost::json::value sampleDecisions()
{
    return boost::json::parse(R"({"items":[
      {"batch":7,"at":"2026-11-22T04:50:00Z","fields":3,"entity":"fuelSupply",
       "id":"01900000-0000-7000-8000-000000000021",
       "row":{"fuelType":"Biodiesel","fuelCategory":"Diesel"}}]})");
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
    give(
        "conflicts.previewBulk",
        boost::json::parse(R"({"items":[
      {"entity":"fuelSupply","id":"01900000-0000-7000-8000-000000000004","changes":[],
       "problems":[{"field":"quantity","reason":"not_positive","severity":"error",
                    "args":["0"]}]}]})"
        )
    );
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
