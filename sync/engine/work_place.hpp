// Which report and which row a waiting change is about, so that a person recognizes it.
#pragma once

#include "sync/engine/stores.hpp"

#include <boost/json/object.hpp>

#include <map>

namespace tidemark::sync {

/// Looks up places for one list; a report is read once, however many of its rows wait.
class WorkPlaces {
public:
    explicit WorkPlaces(DeskStore& desk)
        : desk_(desk)
    {
    }

    /// `{report?:{id, year, organization}, row?}`, as the rows stand with all that waits on top;
    /// empty when the rows are not here or locked. `row` is the name that its fields give it.
    [[nodiscard]] boost::json::object of(const PushOp& op);

private:
    [[nodiscard]] boost::json::object read(const std::string& entity, const Uuid& id);
    [[nodiscard]] const boost::json::object& report(const std::string& id);

    DeskStore& desk_;
    std::map<std::string, boost::json::object> reports_ = {};
};

} // namespace tidemark::sync
