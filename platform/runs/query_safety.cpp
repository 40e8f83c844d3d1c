#include "platform/runs/query_safety.hpp"

#include "platform/runs/sql_words.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace tidemark::platform {
namespace {

using Kind = SqlWord::Kind;
using Words = std::span<const SqlWord>;

/// As bare words they have no place in a query. Commands that cannot stand inside one are left to
/// the rule that it is a single statement, so that a column may be called "comment".
constexpr std::array<std::string_view, 12> writingWords = {
    "drop",
    "truncate",
    "delete",
    "alter",
    "create",
    "grant",
    "revoke",
    "insert",
    "update",
    "merge",
    "copy",
    "call",
};

/// Functions that run the text of another query, reach beyond the database, hold it up, or change
/// its settings; by how their names begin.
constexpr std::array<std::string_view, 42> badFunctions = {
    "query_to_xml",    "cursor_to_xml",
    "table_to_xml",    "schema_to_xml",
    "database_to_xml", "ts_stat",
    "ts_rewrite",      "xpath_table",
    "crosstab",        "connectby",
    "pg_read_",        "pg_file_",
    "pg_execute_",     "pg_try_advisory_",
    "pg_backup_",      "pg_start_backup",
    "pg_stop_backup",  "pg_replication_",
    "pg_create_",      "pg_drop_",
    "pg_copy_",        "pg_export_",
    "pg_import_",      "pg_log_",
    "loread",          "lowrite",
    "pg_ls_",          "pg_stat_file",
    "pg_sleep",        "pg_terminate_",
    "pg_cancel_",      "pg_reload_",
    "pg_rotate_",      "pg_advisory_",
    "pg_promote",      "pg_switch_",
    "set_config",      "lo_",
    "dblink",          "pg_notify",
    "pg_logical_",     "postgres_fdw_",
};

bool isWord(const SqlWord& word, std::string_view value)
{
    return word.kind == Kind::word && word.value == value;
}

bool isSymbol(const SqlWord& word, std::string_view value)
{
    return word.kind == Kind::symbol && word.value == value;
}

/// Position of the first place where all of `sequence` stand in a row, or the end.
std::size_t findSequence(Words words, std::initializer_list<std::string_view> sequence)
{
    const auto found = std::search(
        words.begin(),
        words.end(),
        sequence.begin(),
        sequence.end(),
        [](const SqlWord& word, std::string_view value) {
            return (word.kind == Kind::word || word.kind == Kind::symbol) && word.value == value;
        }
    );
    return static_cast<std::size_t>(found - words.begin());
}

bool hasSequence(Words words, std::initializer_list<std::string_view> sequence)
{
    return findSequence(words, sequence) < words.size();
}

class Inspector {
public:
    explicit Inspector(Words words)
        : words_(words)
    {
    }

    QueryVerdict inspect()
    {
        lookForWrites();
        lookForTricks();
        lookForHabits();
        QueryVerdict verdict{.findings = std::move(findings_)};
        const auto blocking = [](const QueryFinding& finding) { return finding.blocks; };
        if (std::any_of(verdict.findings.begin(), verdict.findings.end(), blocking))
            verdict.risk = QueryRisk::blocked;
        else if (verdict.findings.size() > 1 || isOdd_)
            verdict.risk = QueryRisk::high;
        else if (verdict.findings.size() == 1)
            verdict.risk = QueryRisk::medium;
        return verdict;
    }

private:
    void block(std::string reason, std::string cause)
    {
        findings_.push_back({true, std::move(reason), std::move(cause)});
    }
    void warn(std::string reason, std::string cause)
    {
        findings_.push_back({false, std::move(reason), std::move(cause)});
    }

    void lookForWrites()
    {
        if (words_.empty() || !(isWord(words_[0], "select") || isWord(words_[0], "with")))
            block("not_a_select", "The query does not begin with SELECT or WITH.");
        for (std::size_t i = 0; i < words_.size(); ++i) {
            const SqlWord& word = words_[i];
            const bool isColumn = i > 0 && isSymbol(words_[i - 1], ".");
            if (word.kind == Kind::word && !isColumn &&
                std::find(writingWords.begin(), writingWords.end(), word.value) !=
                    writingWords.end())
                block(
                    "writes", "The query contains " + word.value + ", which does more than read."
                );
            if (isWord(word, "into") && !isColumn)
                block("writes", "SELECT INTO writes a table.");
            // Its escapes would have to be read to know which function it names.
            if (isWord(word, "u") && i + 2 < words_.size() && isSymbol(words_[i + 1], "&") &&
                words_[i + 2].kind == Kind::quotedName)
                block("escaped_name", "A name is written with Unicode escapes.");
            if (word.kind != Kind::word && word.kind != Kind::quotedName)
                continue;
            for (const auto prefix : badFunctions) {
                if (word.value.starts_with(prefix) && i + 1 < words_.size() &&
                    isSymbol(words_[i + 1], "("))
                    block("bad_function", "The function " + word.value + " is not allowed.");
            }
        }
    }

    void lookForTricks()
    {
        const auto end = std::find_if(words_.begin(), words_.end(), [](const SqlWord& word) {
            return isSymbol(word, ";");
        });
        if (end != words_.end() && std::next(end) != words_.end())
            block("several_statements", "The query is more than one statement.");
        if (hasSequence(words_, {"union", "all", "select"}))
            block("union_all", "UNION ALL SELECT is not allowed; read a view instead.");
        for (const auto lock : {"update", "share", "no", "key"}) {
            if (hasSequence(words_, {"for", lock}))
                block("locks_rows", "The query locks rows of the source.");
        }
        for (std::size_t i = 0; i + 3 < words_.size(); ++i) {
            const bool isSame = isWord(words_[i], "or") && isSymbol(words_[i + 2], "=") &&
                                words_[i + 1].kind == words_[i + 3].kind &&
                                words_[i + 1].value == words_[i + 3].value;
            if (isSame && words_[i + 1].kind == Kind::text)
                block("always_true", "A condition compares a text with itself.");
            if (isSame && words_[i + 1].kind == Kind::number) {
                warn("always_true", "A condition compares a number with itself.");
                isOdd_ = true;
            }
        }
    }

    void lookForHabits()
    {
        if (hasSequence(words_, {"select", "*"}))
            warn("select_star", "SELECT * breaks when the source gets a new column.");
        if (hasSequence(words_, {"cross", "join"}))
            warn("cross_join", "CROSS JOIN multiplies rows.");
        for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
            const bool isLike = isWord(words_[i], "like") || isWord(words_[i], "ilike");
            if (isLike && words_[i + 1].kind == Kind::text && words_[i + 1].value.starts_with('%'))
                warn("leading_wildcard", "LIKE '%…' cannot use an index.");
        }
        for (const auto name : {"information_schema", "pg_catalog"}) {
            const auto isIt = [name](const SqlWord& word) {
                return (word.kind == Kind::word || word.kind == Kind::quotedName) &&
                       word.value == name;
            };
            if (std::any_of(words_.begin(), words_.end(), isIt)) {
                warn("system_catalog", "The query reads " + std::string(name) + ".");
                isOdd_ = true;
            }
        }
    }

    Words words_;
    std::vector<QueryFinding> findings_;
    bool isOdd_ = false;
};

} // namespace

QueryVerdict inspectQuery(std::string_view query)
{
    const auto words = sqlWords(query);
    if (!words)
        return {
            QueryRisk::blocked,
            {{true, "unfinished", "A quote or a comment in the query is open."}}};
    return Inspector(*words).inspect();
}

Result<QueryVerdict> allowQuery(std::string_view query)
{
    QueryVerdict verdict = inspectQuery(query);
    for (const QueryFinding& finding : verdict.findings) {
        if (finding.blocks)
            return Fault{
                FaultCode::invalid,
                "unsafe_query",
                finding.cause,
                "Change the definition's query so that it only reads."};
    }
    return verdict;
}

std::string_view nameOf(QueryRisk risk)
{
    switch (risk) {
    case QueryRisk::low:
        return "low";
    case QueryRisk::medium:
        return "medium";
    case QueryRisk::high:
        return "high";
    case QueryRisk::blocked:
        return "blocked";
    }
    return "blocked";
}

} // namespace tidemark::platform
