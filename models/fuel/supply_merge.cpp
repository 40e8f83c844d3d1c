#include "models/fuel/supply_merge.hpp"

#include "models/entity/record_codec.hpp"
#include "models/fuel/supply_rules.hpp"

namespace tidemark {

RuleCheck supplyRuleCheck(const ReferenceData& reference, std::int64_t year)
{
    return [&reference, year](const boost::json::object& row) {
        std::vector<BrokenRule> broken;
        auto supply = readRecord<FuelSupply>(row);
        if (!supply)
            return broken;
        derive(*supply, reference, year);
        for (SupplyProblem& problem : checkSupplyRow(*supply, reference, year)) {
            if (problem.severity == ProblemSeverity::error)
                broken.push_back(
                    {std::move(problem.field), std::move(problem.reason), std::move(problem.args)}
                );
        }
        return broken;
    };
}

} // namespace tidemark
