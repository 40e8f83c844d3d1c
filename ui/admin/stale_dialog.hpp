// Somebody else changed a record while it was being edited.
#pragma once

#include "ui/kit/form_dialog.hpp"

#include <boost/json/object.hpp>

#include <functional>
#include <string>
#include <vector>

namespace tidemark::ui {

/// A field of a record with its name and how its values read.
struct FieldWords {
    std::string field = {};
    QString title = {};
    std::function<QString(const boost::json::value& value)> words = {}; ///< Empty: as plain text.
};

/// What a person edited, and what the record was and is.
struct StaleEdit {
    boost::json::object before = {}; ///< The record when the form was opened.
    boost::json::object mine = {};   ///< The fields that were changed, with their new values.
    boost::json::object now = {};    ///< The record as it is on the platform.
};

/// Says field by field what changed, and lets the person write their values over it. `agreed` means
/// that; leaving it keeps the form open as it is.
class StaleDialog final : public FormDialog {
    Q_OBJECT

public:
    StaleDialog(const StaleEdit& edit, const std::vector<FieldWords>& fields, QWidget* parent);
};

/// A value as plain text.
[[nodiscard]] QString plainWords(const boost::json::value& value);

} // namespace tidemark::ui
