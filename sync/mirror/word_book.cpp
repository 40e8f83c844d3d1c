#include "sync/mirror/word_book.hpp"

#include "sync/mirror/fold.hpp"
#include "sync/mirror/mirror_schema.hpp"

namespace tidemark::sync {
namespace {

constexpr char between = '\n'; // No search crosses from one field into the next.
constexpr std::size_t knownMost = 20'000;

void appendSearchable(std::string& text, const SqlValue& value)
{
    if (value.type == SqlValue::Type::text)
        text += value.text;
    text += between;
}

} // namespace

WordBook::WordBook(Database& db, const EntityInfo& entity)
    : db_(&db)
    , entity_(&entity)
{
    for (std::size_t i = 0; i < entity.fields.size(); ++i) {
        if (entity.fields[i].searchable)
            searchable_.push_back(i);
    }
}

std::string WordBook::folded(const EntityInfo& entity, const std::vector<SqlValue>& fields)
{
    std::string text;
    for (std::size_t i = 0; i < entity.fields.size(); ++i) {
        if (entity.fields[i].searchable)
            appendSearchable(text, fields[i]);
    }
    return foldCase(text);
}

Result<std::optional<std::int64_t>> WordBook::wordOf(const RowBuffer& row)
{
    if (searchable_.empty())
        return std::optional<std::int64_t>();
    raw_.clear();
    for (const std::size_t field : searchable_)
        appendSearchable(raw_, row.fields[field]);
    if (const auto known = known_.find(raw_); known != known_.end())
        return std::optional(known->second);

    const auto word = find(foldCase(raw_));
    if (!word)
        return word.error();
    if (known_.size() >= knownMost)
        known_.clear();
    known_.emplace(raw_, *word);
    return std::optional(*word);
}

Result<std::int64_t> WordBook::find(const std::string& folded)
{
    auto stored = db_->prepare("SELECT word FROM " + wordsOf(*entity_) + " WHERE text=?");
    if (!stored)
        return stored.error();
    const auto isThere = stored->bind(1, std::string_view(folded)).step();
    if (!isThere)
        return isThere.error();
    if (*isThere)
        return stored->integer(0);
    auto added = db_->prepare(
        "INSERT INTO " + wordsOf(*entity_) + "(text, rows) VALUES(?, 0) RETURNING word"
    );
    if (!added)
        return added.error();
    const auto row = added->bind(1, std::string_view(folded)).step();
    if (!row)
        return row.error();
    const std::int64_t word = added->integer(0);
    if (const auto rest = added->step(); !rest) // Runs the insert to its end.
        return rest.error();
    return word;
}

void WordBook::count(std::optional<std::int64_t> word, std::int64_t delta)
{
    if (word)
        deltas_[*word] += delta;
}

Result<void> WordBook::flush()
{
    if (deltas_.empty())
        return {};
    auto statement = db_->prepare("UPDATE " + wordsOf(*entity_) + " SET rows=rows+? WHERE word=?");
    if (!statement)
        return statement.error();
    for (const auto& [word, delta] : deltas_) {
        if (delta == 0)
            continue;
        if (auto done = statement->bind(1, delta).bind(2, word).run(); !done)
            return done;
    }
    deltas_.clear();
    return {};
}

void WordBook::forget()
{
    known_.clear();
    deltas_.clear();
}

} // namespace tidemark::sync
