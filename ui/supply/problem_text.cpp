#include "ui/supply/problem_text.hpp"

#include "ui/grid/number_text.hpp"
#include "ui/supply/supply_choices.hpp"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace tidemark::ui {

namespace {

struct Words {
    std::string_view key;
    const char* text;
};

constexpr std::array titles{
    Words{"fuelType", QT_TRANSLATE_NOOP("Supply", "Fuel type")},
    Words{"fuelCategory", QT_TRANSLATE_NOOP("Supply", "Category")},
    Words{"provision", QT_TRANSLATE_NOOP("Supply", "Provision")},
    Words{"endUse", QT_TRANSLATE_NOOP("Supply", "End use")},
    Words{"fuelCode", QT_TRANSLATE_NOOP("Supply", "Fuel code")},
    Words{"quantity", QT_TRANSLATE_NOOP("Supply", "Quantity")},
    Words{"unit", QT_TRANSLATE_NOOP("Supply", "Unit")},
    Words{"fuelTypeOther", QT_TRANSLATE_NOOP("Supply", "Name of other fuel")},
    Words{"energyDensity", QT_TRANSLATE_NOOP("Supply", "Energy density")},
    Words{"recordedIntensity", QT_TRANSLATE_NOOP("Supply", "CI")},
    Words{"effectivenessRatio", QT_TRANSLATE_NOOP("Supply", "EER")},
    Words{"complianceUnits", QT_TRANSLATE_NOOP("Supply", "Compliance units")},
    Words{"isCanadaProduced", QT_TRANSLATE_NOOP("Supply", "Made in Canada")},
    Words{"isQ1Supplied", QT_TRANSLATE_NOOP("Supply", "Supplied in Q1")},
};

/// What is missing, by field; the reason `required` says no more than that.
constexpr std::array missing{
    Words{"fuelType", QT_TRANSLATE_NOOP("Supply", "a fuel type is required")},
    Words{"fuelCategory", QT_TRANSLATE_NOOP("Supply", "a category is required")},
    Words{"provision", QT_TRANSLATE_NOOP("Supply", "a provision is required")},
    Words{"endUse", QT_TRANSLATE_NOOP("Supply", "an end use is required")},
    Words{"fuelCode", QT_TRANSLATE_NOOP("Supply", "this provision needs a fuel code")},
    Words{"quantity", QT_TRANSLATE_NOOP("Supply", "a quantity above 0 is required")},
    Words{"fuelTypeOther", QT_TRANSLATE_NOOP("Supply", "the other fuel needs a name")},
    Words{"energyDensity", QT_TRANSLATE_NOOP("Supply", "the other fuel needs an energy density")},
};

constexpr std::array sentences{
    Words{"unknown_fuel_type", QT_TRANSLATE_NOOP("Supply", "“%1” is not a fuel type")},
    Words{"unknown_fuel_code", QT_TRANSLATE_NOOP("Supply", "there is no fuel code “%1”")},
    Words{"not_in_period", QT_TRANSLATE_NOOP("Supply", "%1 cannot be reported for %2")},
    Words{"not_allowed", QT_TRANSLATE_NOOP("Supply", "“%1” does not go with %2")},
    Words{"wrong_fuel_code", QT_TRANSLATE_NOOP("Supply", "%1 is not a code of %2")},
    Words{"fuel_code_not_in_effect", QT_TRANSLATE_NOOP("Supply", "%1 is not in effect in %2")},
    Words{"fuel_code_not_approved", QT_TRANSLATE_NOOP("Supply", "%1 is not approved")},
    Words{
        "fuel_code_unused",
        QT_TRANSLATE_NOOP("Supply", "the provision “%1” does not use a fuel code")},
    Words{"not_positive", QT_TRANSLATE_NOOP("Supply", "must be above 0, not %1")},
    Words{"not_whole", QT_TRANSLATE_NOOP("Supply", "must be a whole number, not %1")},
    Words{"too_large", QT_TRANSLATE_NOOP("Supply", "%1 is over the limit of %2")},
    Words{
        "duplicate",
        QT_TRANSLATE_NOOP("Supply", "says the same as row %1; add the quantities into one row")},
    Words{"no_target", QT_TRANSLATE_NOOP("Supply", "%1 has no target for %2")},
    Words{"unusual_quantity", QT_TRANSLATE_NOOP("Supply", "%1 is unusually large; check the unit")},
    Words{
        "no_units",
        QT_TRANSLATE_NOOP("Supply", "no compliance units can be calculated for this row")},
};

template <std::size_t n>
const char* find(const std::array<Words, n>& table, std::string_view key)
{
    for (const Words& words : table) {
        if (words.key == key)
            return words.text;
    }
    return nullptr;
}

QString said(const char* text)
{
    return QCoreApplication::translate("Supply", text);
}

/// Numbers in the reader's locale, provisions by their short names, years as they are.
QString shown(const std::string& argument, const SupplyProblem& problem)
{
    const bool isYear = argument.size() == 4;
    const Result<Decimal> number = Decimal::parse(argument);
    if (number && !isYear)
        return writeNumber(*number, QLocale());
    return problem.field == "provision" || problem.reason == "fuel_code_unused"
               ? shortProvision(argument)
               : QString::fromStdString(argument);
}

} // namespace

QString fieldTitle(std::string_view field)
{
    const char* title = find(titles, field);
    return title == nullptr ? QString::fromUtf8(field.data(), static_cast<qsizetype>(field.size()))
                            : said(title);
}

QString englishTitle(std::string_view field)
{
    const char* title = find(titles, field);
    return QString::fromUtf8(title == nullptr ? "" : title);
}

QString problemSentence(const SupplyProblem& problem)
{
    const char* text = problem.reason == "required" ? find(missing, problem.field)
                                                    : find(sentences, problem.reason);
    if (text == nullptr)
        return QString::fromStdString(plainText(problem));
    QString sentence = said(text);
    for (const std::string& argument : problem.args) {
        if (sentence.contains(u'%'))
            sentence = sentence.arg(shown(argument, problem));
    }
    return sentence;
}

QString problemLine(const SupplyProblem& problem, int row)
{
    return said(QT_TRANSLATE_NOOP("Supply", "Row %1, %2: %3."))
        .arg(QLocale().toString(row + 1), fieldTitle(problem.field), problemSentence(problem));
}

} // namespace tidemark::ui
