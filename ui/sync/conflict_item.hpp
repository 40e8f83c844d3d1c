// Conflicts as the agent lists them, and their values in words.
#pragma once

#include "models/core/timestamp.hpp"
#include "models/entity/entity_info.hpp"

#include <QString>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <vector>

namespace tidemark::ui {

/// One field with its three values.
struct ConflictValue {
    std::string field = {}; ///< Empty: the row as a whole.
    boost::json::value base = {};
    boost::json::value mine = {};
    boost::json::value theirs = {};
    std::optional<boost::json::value> both = {}; ///< Keeps both, where that means something.
};

/// Fields that are decided together.
struct ConflictChoiceGroup {
    std::string group = {};
    std::string kind = {};
    std::vector<ConflictValue> values = {};
    QString by = {};
    QString device = {}; ///< Empty: over the API.
    std::optional<Timestamp> at = {};
    boost::json::array rules = {};
    bool isChosen = false; ///< Decided; waits for other rows of its change.
};

/// One row that waits for a person: an item of `conflicts.list`.
struct ConflictItem {
    std::string entity = {};
    std::string id = {};
    std::optional<Timestamp> mineAt = {};
    std::vector<ConflictChoiceGroup> groups = {};
    boost::json::object row = {};    ///< As it is here; of a row that is gone, as it was.
    boost::json::object report = {}; ///< The report it belongs to; empty when that is not here.
    std::string mark = {};           ///< Changes when one of the values does.

    /// Whether everything is decided, and only other rows of the change are not.
    [[nodiscard]] bool isWaiting() const;
};

/// The report that the row belongs to, or is; empty for rows of other kinds.
[[nodiscard]] std::string reportIdOf(const ConflictItem& item);

/// "2025 compliance report, Demo Fuels"; what is of no report has a name of its own.
[[nodiscard]] QString reportWords(const ConflictItem& item);
/// Why a row that was deleted cannot be made anew; empty when it can.
[[nodiscard]] QString cannotRestoreBecause(const ConflictItem& item);

/// Items that cannot be read are left out.
[[nodiscard]] std::vector<ConflictItem> conflictItemsFrom(const boost::json::value& answer);

/// "2 fields differ", "you deleted it, they changed it".
[[nodiscard]] QString differWords(const ConflictItem& item);
/// `Electricity, Diesel, Battery bus`: what the row is called, as far as it says.
[[nodiscard]] QString rowTitle(const ConflictItem& item);
/// The value as a person reads it.
[[nodiscard]] QString valueWords(const FieldInfo* field, const boost::json::value& value);
/// `+6,200` from base to value; empty where that means nothing.
[[nodiscard]] QString changeWords(
    const FieldInfo* field, const boost::json::value& base, const boost::json::value& value
);
/// The text with what is new in it underlined, as escaped HTML.
[[nodiscard]] QString
newWordsMarked(const boost::json::value& base, const boost::json::value& value);
/// What a person typed, as a value of the field; none when it is no such value.
[[nodiscard]] std::optional<boost::json::value>
typedValue(const FieldInfo& field, const QString& text);
/// What of the group cannot go together, in one line; empty for other kinds.
[[nodiscard]] QString ruleWords(const ConflictChoiceGroup& group);

} // namespace tidemark::ui
