// Laws of merging texts by words, a hundred thousand cases each.
#include "models/merge/text_merge.hpp"
#include "models/merge/token_diff.hpp"
#include "tests/models/merge/cases.hpp"

#include <algorithm>

using namespace tidemark;
using tidemark::test::Dice;
using tidemark::test::forAll;
using tidemark::test::told;

namespace {

using Kind = TextRegion::Kind;
using Words = std::vector<std::string>;

/// Few words, so that they come again and again: that is where lining up goes wrong.
const Words vocabulary{"the", "report", "fell", "below", "1,200.50", ".", "a", "ü", "the"};

Words anyWords(Dice& dice)
{
    Words words(dice.below(10));
    for (std::string& word : words)
        word = dice.of(vocabulary);
    return words;
}

std::string spoken(const Words& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

/// Changes, adds or removes a word here and there.
Words edited(Dice& dice, Words words)
{
    for (std::size_t edits = dice.below(4); edits > 0; --edits) {
        const std::size_t at = dice.below(words.size() + 1);
        const auto place = words.begin() + static_cast<std::ptrdiff_t>(at);
        if (dice.chance(3) || place == words.end())
            words.insert(place, dice.of(vocabulary));
        else if (dice.chance(2))
            words.erase(place);
        else
            *place = dice.of(vocabulary);
    }
    return words;
}

struct Three {
    std::string base, mine, theirs;
};

Three anyThree(Dice& dice)
{
    const Words base = anyWords(dice);
    return {spoken(base), spoken(edited(dice, base)), spoken(edited(dice, base))};
}

std::string wrong(const char* what, const Three& t)
{
    return told(what, t.base.c_str(), t.mine.c_str(), t.theirs.c_str());
}

} // namespace

class TextMergeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tokens();
    void differentWordsMerge();
    void theSameWordsConflict();
    void bothWordingsAreOffered();
    void longTexts();
    void regionsGiveAllThreeTexts();
    void oneSidedChangesAreNeverLost();
    void disjointChangesAllArrive();
    void agreeingSidesMergeToThemselves();
    void conflictsDoNotDependOnTheSide();
    void cleanResultsDoNotDependOnTheSide();
    void mergingAgainChangesNothing();
};

void TextMergeTest::tokens()
{
    const std::vector<std::string_view> wanted{
        "It", " ", "fell", "\n", "1,200.50", ",", " ", "so", "."};
    QVERIFY(textTokens("It fell\n1,200.50, so.") == wanted);
    QVERIFY(textTokens("").empty());
    QCOMPARE(textTokens("größer").size(), 1U);
}

void TextMergeTest::differentWordsMerge()
{
    const auto merged = mergeTexts(
        "Supply fell in March.", "Supply rose in March.", "Supply fell in March, as planned."
    );
    QVERIFY(merged.isClean());
    QCOMPARE(merged.text(), std::string("Supply rose in March, as planned."));
}

void TextMergeTest::theSameWordsConflict()
{
    const auto merged = mergeTexts("It fell below.", "It dropped below.", "It rose below.");
    QVERIFY(!merged.isClean());
    QCOMPARE(merged.text(), std::string("It rose below."));
    const TextRegion wanted{Kind::conflict, "fell", "dropped", "rose"};
    QVERIFY(std::count(merged.regions.begin(), merged.regions.end(), wanted) == 1);
}

void TextMergeTest::bothWordingsAreOffered()
{
    const auto merged = mergeTexts("It fell today.", "It dropped today.", "It rose today, sadly.");
    QCOMPARE(merged.withBoth(), std::string("It rose dropped today, sadly."));
}

void TextMergeTest::longTexts()
{
    std::string base;
    std::string other;
    for (int i = 0; i < 2000; ++i) {
        base += "a" + std::to_string(i) + ' ';
        other += "b" + std::to_string(i) + ' ';
    }
    QCOMPARE(mergeTexts(base, base + "end", base).text(), base + "end");
    QVERIFY(!mergeTexts(base, other, base + "end").isClean());
    QCOMPARE(diffTokens(textTokens(base), textTokens(other)).size(), 1U);
}

void TextMergeTest::regionsGiveAllThreeTexts()
{
    forAll("regions joined are the three texts", [](Dice& dice) -> std::string {
        const Three t = anyThree(dice);
        Three again;
        for (const TextRegion& region : mergeTexts(t.base, t.mine, t.theirs).regions) {
            again.base += region.base;
            again.mine += region.mine;
            again.theirs += region.theirs;
        }
        const bool isWhole =
            again.base == t.base && again.mine == t.mine && again.theirs == t.theirs;
        return isWhole ? "" : wrong("something is missing", t);
    });
}

void TextMergeTest::oneSidedChangesAreNeverLost()
{
    forAll("a side that left the text alone gets the other's", [](Dice& dice) -> std::string {
        const Three t = anyThree(dice);
        const auto mine = mergeTexts(t.base, t.mine, t.base);
        const auto theirs = mergeTexts(t.base, t.base, t.theirs);
        if (!mine.isClean() || mine.text() != t.mine)
            return wrong("mine is lost", t);
        return theirs.isClean() && theirs.text() == t.theirs ? "" : wrong("theirs is lost", t);
    });
}

void TextMergeTest::disjointChangesAllArrive()
{
    forAll("words that only one side changed all arrive", [](Dice& dice) -> std::string {
        // Every word is another one, so it is known which change belongs where.
        const std::size_t count = 3 + dice.below(8);
        Words base, mine, theirs, both;
        for (std::size_t i = 0; i < count; ++i) {
            const std::string word = "w" + std::to_string(i);
            const std::size_t who = dice.below(3);
            base.push_back(word);
            mine.push_back(who == 1 ? "m" + word : word);
            theirs.push_back(who == 2 ? "t" + word : word);
            both.push_back(who == 1 ? mine.back() : theirs.back());
        }
        const Three t{spoken(base), spoken(mine), spoken(theirs)};
        const auto merged = mergeTexts(t.base, t.mine, t.theirs);
        return merged.isClean() && merged.text() == spoken(both) ? "" : wrong("lost", t);
    });
}

void TextMergeTest::agreeingSidesMergeToThemselves()
{
    forAll("merge(b, x, x) is x", [](Dice& dice) -> std::string {
        const Three t = anyThree(dice);
        const auto merged = mergeTexts(t.base, t.mine, t.mine);
        return merged.isClean() && merged.text() == t.mine ? "" : wrong("not x", t);
    });
}

void TextMergeTest::conflictsDoNotDependOnTheSide()
{
    forAll("both sides meet the same conflicts", [](Dice& dice) -> std::string {
        const Three t = anyThree(dice);
        const auto one = mergeTexts(t.base, t.mine, t.theirs);
        const auto other = mergeTexts(t.base, t.theirs, t.mine);
        if (one.regions.size() != other.regions.size())
            return wrong("other regions", t);
        for (std::size_t i = 0; i < one.regions.size(); ++i) {
            const bool here = one.regions[i].kind == Kind::conflict;
            const bool there = other.regions[i].kind == Kind::conflict;
            if (here != there || one.regions[i].mine != other.regions[i].theirs)
                return wrong("another conflict", t);
        }
        return "";
    });
}

void TextMergeTest::cleanResultsDoNotDependOnTheSide()
{
    forAll("without a conflict both sides arrive at the same text", [](Dice& dice) -> std::string {
        const Three t = anyThree(dice);
        const auto one = mergeTexts(t.base, t.mine, t.theirs);
        const auto other = mergeTexts(t.base, t.theirs, t.mine);
        return !one.isClean() || one.text() == other.text() ? "" : wrong("different", t);
    });
}

void TextMergeTest::mergingAgainChangesNothing()
{
    forAll("what was merged is not merged twice", [](Dice& dice) -> std::string {
        const Three t = anyThree(dice);
        const auto once = mergeTexts(t.base, t.mine, t.theirs);
        if (!once.isClean())
            return ""; // Nothing was written.
        const auto twice = mergeTexts(t.base, t.mine, once.text());
        const bool isSame = twice.isClean() && twice.text() == once.text();
        return isSame ? "" : wrong("changed again", t);
    });
}

QTEST_GUILESS_MAIN(TextMergeTest)
#include "text_merge_test.moc"
