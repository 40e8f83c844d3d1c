// What is said of a report that is kept ready offline.
#pragma once

#include "ui/kit/tokens.hpp"

#include <QString>
#include <QStringList>

#include <boost/json/object.hpp>

namespace tidemark::ui {

/// One line, and what to do when it is not the good one.
struct FilingWords {
    Kind kind = Kind::info;
    QString line = {};
    QString nextStep = {};
};

/// `item` as of `filing.list`, in docs/protocol.md section 4.
[[nodiscard]] FilingWords filingWords(const boost::json::object& item);
/// Organization and year.
[[nodiscard]] QString filingTitle(const boost::json::object& item);
/// Every point in words, good ones too.
[[nodiscard]] QStringList filingPoints(const boost::json::object& item);
[[nodiscard]] QString filingReport(const boost::json::object& item);

} // namespace tidemark::ui
