// Lengths and words that the house does not take. Numbers of agreed excess may only go down.
#include "tests/house/source_tree.hpp"

#include <QtTest>

#include <map>
#include <regex>

namespace {

using tidemark::house::SourceFile;

constexpr std::size_t fileLinesMax = 400;
constexpr std::size_t lineColumnsMax = 100;

const std::map<std::string, std::size_t> agreedFileLines = {};

// Split so that this file does not find itself.
const std::map<std::string, std::string> banned = {
    {"FIX"
     "ME",
     "finish it, or open an issue"},
    {"TO"
     "DO",
     "finish it, or open an issue"},
    {"SIG"
     "NAL(",
     "connect with a member function pointer"},
    {"QEvent"
     "Loop",
     "pass a continuation instead of waiting"},
    {"std::this_"
     "thread::sleep",
     "wait for an event, or move the test's clock"},
    {"using name"
     "space std;",
     "name what is used"},
    {"std::thr"
     "ead(",
     "use a thread pool or a QThread object"},
};

/// Columns as a reader counts them: UTF-8 continuation bytes take no room.
std::size_t columns(const std::string& line)
{
    return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    }));
}

} // namespace

class TidyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void files_and_lines_keep_their_lengths();
    void banned_words_do_not_appear();
    void every_file_says_what_it_is_for();
    void a_name_is_defined_once_in_its_namespace();
};

void TidyTest::files_and_lines_keep_their_lengths()
{
    QStringList wrong;
    for (const SourceFile& file : tidemark::house::sourceFiles({".cpp", ".hpp", ".qml", ".sql"})) {
        const auto agreed = agreedFileLines.find(file.path);
        const auto most = agreed == agreedFileLines.end() ? fileLinesMax : agreed->second;
        if (file.lines.size() > most)
            wrong << QStringLiteral("%1 has %2 lines")
                         .arg(QString::fromStdString(file.path))
                         .arg(file.lines.size());
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            if (columns(file.lines[i]) > lineColumnsMax && !file.path.ends_with(".sql"))
                wrong << QStringLiteral("%1:%2 is longer than 100 columns")
                             .arg(QString::fromStdString(file.path))
                             .arg(i + 1);
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TidyTest::banned_words_do_not_appear()
{
    QStringList wrong;
    for (const SourceFile& file : tidemark::house::sourceFiles({".cpp", ".hpp", ".qml"})) {
        for (const auto& line : file.lines) {
            for (const auto& [word, instead] : banned) {
                // Waiting for another program is no test's business; the platform waits for
                // PostgreSQL.
                if (word.starts_with("std::this_") && !file.path.starts_with("tests/"))
                    continue;
                if (line.find(word) != std::string::npos)
                    wrong << QString::fromStdString(file.path + ": " + word + ": " + instead);
            }
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TidyTest::every_file_says_what_it_is_for()
{
    QStringList wrong;
    for (const SourceFile& file : tidemark::house::sourceFiles({".hpp"})) {
        if (file.lines.empty() || !file.lines.front().starts_with("// "))
            wrong << QString::fromStdString(file.path + " does not open with what it is for");
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

/// Two definitions of one name link without a word and corrupt memory when their layouts differ.
void TidyTest::a_name_is_defined_once_in_its_namespace()
{
    const std::regex scope("^namespace ([a-z:]+) \\{");
    const std::regex definition(
        "^(?:struct|class|enum class) ([A-Z]\\w*)(?: final)?(?: :.*)?(?: \\{|$)"
    );
    std::map<std::string, std::string> definedIn;
    QStringList wrong;
    for (const SourceFile& file : tidemark::house::sourceFiles({".hpp"})) {
        std::string space;
        for (const auto& line : file.lines) {
            std::smatch match;
            if (std::regex_search(line, match, scope))
                space = match[1];
            if (!std::regex_search(line, match, definition))
                continue;
            const std::string name = space + "::" + match[1].str();
            const auto [first, isNew] = definedIn.emplace(name, file.path);
            if (!isNew && first->second != file.path)
                wrong << QString::fromStdString(name + ": " + first->second + ", " + file.path);
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

QTEST_APPLESS_MAIN(TidyTest)
#include "tidy_test.moc"
