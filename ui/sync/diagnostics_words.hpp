// What the checks of `diagnostics.run` say, in the language of the window.
#pragma once

#include "ui/kit/page.hpp"

#include <QStringList>

#include <string>

namespace tidemark::ui {

/// The words of one check; empty where this version does not know the check or its finding.
struct CheckWords {
    QString title = {};
    QString detail = {};
    QString nextStep = {};
};
[[nodiscard]] CheckWords
checkWords(const QString& id, const QString& finding, const QStringList& args);

/// What the next step of a check can be: somewhere to go, or a method of the agent.
struct CheckAct {
    QString label = {}; ///< Empty: nothing can be offered.
    Place place = {};
    std::string method = {};
};
[[nodiscard]] CheckAct checkAct(const QString& act);

} // namespace tidemark::ui
