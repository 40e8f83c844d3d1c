#include "models/runs/cell_check.hpp"

#include "models/core/decimal.hpp"

#include <algorithm>
#include <regex>
#include <unordered_set>
#include <utility>

namespace tidemark {
namespace {

namespace json = boost::json;

/// std::regex recurses once per character of the value: longer ones fail instead of overflowing.
constexpr std::size_t regexBytesMost = 4096;

/// Checks that need no argument, or have read it into their function.
template <class Passes>
class SimpleCheck final : public CellCheck {
public:
    SimpleCheck(std::string cause, Passes passes)
        : cause_(std::move(cause))
        , passes_(std::move(passes))
    {
    }
    bool passes(const Cell& cell) const override { return !cell || passes_(*cell); }
    std::string cause() const override { return cause_; }

private:
    std::string cause_;
    Passes passes_;
};

template <class Passes>
std::unique_ptr<CellCheck> simple(std::string cause, Passes passes)
{
    return std::make_unique<SimpleCheck<Passes>>(std::move(cause), std::move(passes));
}

class NotNullCheck final : public CellCheck {
public:
    bool passes(const Cell& cell) const override { return cell && !cell->empty(); }
    std::string cause() const override { return "The value is missing."; }
};

std::unique_ptr<CellCheck> regexCheck(const json::string& pattern)
{
    std::regex compiled(pattern.begin(), pattern.end());
    return simple(
        "The value does not have the wanted form.",
        [compiled = std::move(compiled)](const std::string& text) {
            if (text.size() > regexBytesMost)
                return false;
            try {
                return std::regex_match(text, compiled);
            } catch (const std::regex_error&) { // Too complex for this value.
                return false;
            }
        }
    );
}

std::optional<Decimal> boundOf(const json::object& bounds, std::string_view key)
{
    const json::value* value = bounds.if_contains(key);
    if (value == nullptr || value->is_null())
        return std::nullopt;
    if (value->is_int64())
        return Decimal(value->get_int64());
    const json::string& text = value->as_string();
    const auto parsed = Decimal::parse({text.data(), text.size()});
    return parsed ? std::optional(*parsed) : std::nullopt;
}

std::unique_ptr<CellCheck> rangeCheck(const json::object& bounds)
{
    const auto least = boundOf(bounds, "least");
    const auto most = boundOf(bounds, "most");
    std::string cause = "The value is not a number";
    if (least)
        cause += " of at least " + least->toString();
    if (most)
        cause += std::string(least ? " and" : "") + " of at most " + most->toString();
    return simple(cause + ".", [least, most](const std::string& text) {
        const auto number = Decimal::parse(text);
        return number && (!least || *number >= *least) && (!most || *number <= *most);
    });
}

std::unique_ptr<CellCheck> oneOfCheck(const json::array& choices)
{
    std::unordered_set<std::string> allowed;
    for (const json::value& choice : choices)
        allowed.emplace(choice.as_string().data(), choice.as_string().size());
    return simple(
        "The value is not one of the choices.",
        [allowed = std::move(allowed)](const std::string& text) { return allowed.contains(text); }
    );
}

/// Characters of UTF-8 text: bytes that do not continue one.
std::size_t characters(const std::string& text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U;
    }));
}

} // namespace

std::unique_ptr<CellCheck> cellCheckFor(const CheckRule& rule)
{
    switch (rule.check) {
    case CheckKind::notNull:
        break;
    case CheckKind::regex:
        return regexCheck(rule.argument.as_string());
    case CheckKind::range:
        return rangeCheck(rule.argument.as_object());
    case CheckKind::oneOf:
        return oneOfCheck(rule.argument.as_array());
    case CheckKind::lengthMax: {
        const auto most = static_cast<std::size_t>(rule.argument.as_int64());
        return simple(
            "The value is longer than " + std::to_string(most) + " characters.",
            [most](const std::string& text) { return characters(text) <= most; }
        );
    }
    case CheckKind::unique:
        return simple("The value occurs more than once.", [](const std::string&) { return true; });
    case CheckKind::lei:
        return simple("The value is not a legal entity identifier.", [](const std::string& text) {
            return isLei(text);
        });
    case CheckKind::currency:
        return simple("The value is not a currency code.", [](const std::string& text) {
            return isCurrencyCode(text);
        });
    }
    return std::make_unique<NotNullCheck>();
}

bool isLei(std::string_view text)
{
    if (text.size() != 20)
        return false;
    // MOD 97-10: letters count as 10 to 35; the whole number leaves 1. The last two are digits.
    unsigned rest = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c >= '0' && c <= '9')
            rest = (rest * 10 + static_cast<unsigned>(c - '0')) % 97;
        else if (c >= 'A' && c <= 'Z' && i < 18)
            rest = (rest * 100 + static_cast<unsigned>(c - 'A') + 10) % 97;
        else
            return false;
    }
    return rest == 1;
}

bool isCurrencyCode(std::string_view text)
{
    // ISO 4217, active codes, in groups of three letters.
    static constexpr std::string_view codes =
        "AEDAFNALLAMDAOAARSAUDAWGAZNBAMBBDBDTBHDBIFBMDBNDBOBBOVBRLBSDBTNBWPBYNBZDCADCDFCHECHFCHWCLF"
        "CLPCNYCOPCOUCRCCUPCVECZKDJFDKKDOPDZDEGPERNETBEURFJDFKPGBPGELGHSGIPGMDGNFGTQGYDHKDHNLHTGHUF"
        "IDRILSINRIQDIRRISKJMDJODJPYKESKGSKHRKMFKPWKRWKWDKYDKZTLAKLBPLKRLRDLSLLYDMADMDLMGAMKDMMKMNT"
        "MOPMRUMURMVRMWKMXNMXVMYRMZNNADNGNNIONOKNPRNZDOMRPABPENPGKPHPPKRPLNPYGQARRONRSDRUBRWFSARSBD"
        "SCRSDGSEKSGDSHPSLESOSSRDSSPSTNSVCSYPSZLTHBTJSTMTTNDTOPTRYTTDTWDTZSUAHUGXUSDUSNUYIUYUUYWUZS"
        "VEDVESVNDVUVWSTXAFXAGXAUXBAXBBXBCXBDXCDXDRXOFXPDXPFXPTXSUXTSXUAXXXYERZARZMWZWG";
    if (text.size() != 3)
        return false;
    for (std::size_t at = 0; at < codes.size(); at += 3) {
        if (codes.substr(at, 3) == text)
            return true;
    }
    return false;
}

} // namespace tidemark
