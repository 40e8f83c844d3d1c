#include "tests/benchmarks/mirror_bench.hpp"

#include "models/entities/entities.hpp"
#include "sync/mirror/mirror_file.hpp"
#include "sync/mirror/mirror_schema.hpp"
#include "sync/mirror/wire_value.hpp"
#include "sync/sqlite/encrypted_file.hpp"
#include "sync/sqlite/transaction.hpp"
#include "tests/sync/mirror/wire_rows.hpp"

#include <chrono>

namespace tidemark::bench {
namespace {

using namespace tidemark::sync;
using Clock = std::chrono::steady_clock;

constexpr std::int64_t pageRows = 20'000;
constexpr std::int64_t scope = 1001;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

Secret benchKey()
{
    return Secret("0123456789abcdef0123456789abcdef");
}

std::string pullFrames()
{
    std::string out;
    appendFrame(out, HeadFrame{.history = "h", .epoch = 1, .from = 5, .to = 5, .salt = "s"});
    appendFrame(out, EndFrame{.to = 5, .salt = "s"});
    return out;
}

Result<double> applyAll(const std::filesystem::path& file, std::int64_t rows)
{
    auto mirror = openMirror(file, benchKey());
    if (!mirror)
        return mirror.error();
    const ScopeGrant grant{.scope = scope, .kind = ScopeKind::organization, .name = "Demo Fuels"};
    if (auto done = mirror->writer.begin({"h", 1, 5, "s"}, std::span(&grant, 1)); !done)
        return done.error();
    std::vector<std::string> pages;
    for (std::int64_t at = 0; at < rows; at += pageRows) {
        const bool isLast = at + pageRows >= rows;
        pages.push_back(test::supplyPage(
            scope,
            static_cast<std::uint64_t>(at),
            static_cast<std::uint64_t>(std::min(at + pageRows, rows)),
            isLast ? std::optional<std::int64_t>(5) : std::nullopt
        ));
    }
    const auto start = Clock::now();
    for (const std::string& page : pages) {
        if (auto applied = mirror->writer.applyPage(page); !applied)
            return applied.error();
    }
    auto pulled = mirror->writer.applyPull(pullFrames());
    if (!pulled)
        return pulled.error();
    if (auto done = mirror->writer.tidy(); !done)
        return done.error();
    const double seconds = secondsSince(start);
    if (auto done = mirror->writer.close(); !done)
        return done.error();
    return static_cast<double>(rows) / seconds;
}

struct RawRow {
    std::vector<SqlValue> values;
    std::vector<std::string> texts;
};

/// The next rows as they stand in the mirror, so that reading is not part of the figure.
Result<std::vector<RawRow>> readSome(Statement& select, const EntityInfo& entity, std::size_t most)
{
    std::vector<RawRow> rows;
    rows.reserve(most);
    const FieldInfo number{.kind = FieldKind::integer};
    while (rows.size() < most) {
        const auto more = select.step();
        if (!more)
            return more.error();
        if (!*more)
            break;
        RawRow row;
        row.texts.resize(entity.fields.size() + 6);
        for (std::size_t i = 0; i < entity.fields.size() + 6; ++i) {
            const FieldInfo& field = i < 4                          ? commonFields()[i]
                                     : i < entity.fields.size() + 4 ? entity.fields[i - 4]
                                                                    : number;
            SqlValue value = valueOf(select, static_cast<int>(i), field);
            if (value.type == SqlValue::Type::text) {
                row.texts[i] = value.text;
                value.text = row.texts[i];
            }
            row.values.push_back(value);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<void> insertSome(Statement& insert, const std::vector<RawRow>& rows)
{
    for (const RawRow& row : rows) {
        for (std::size_t i = 0; i < row.values.size(); ++i)
            bindValue(insert, static_cast<int>(i) + 1, row.values[i]);
        if (auto done = insert.run(); !done)
            return done;
    }
    return {};
}

Result<void> indexReferences(Database& db, const EntityInfo& entity)
{
    for (const FieldInfo& field : entity.fields) {
        if (field.references.empty())
            continue;
        if (auto done = db.execute(
                "CREATE INDEX " + indexOf(entity, field) + " ON " + tableOf(entity) + "(" +
                quotedName(field.column) + ")"
            );
            !done)
            return done;
    }
    return {};
}

Result<Statement> selectAll(Database& db, const EntityInfo& entity)
{
    return db.prepareOnce(
        "SELECT " + rowColumnNames(entity) + ", _scope, _word FROM " + tableOf(entity) +
        " ORDER BY id"
    );
}

Result<Statement> insertInto(Database& db, const EntityInfo& entity)
{
    std::string marks = "?";
    for (std::size_t i = 1; i < entity.fields.size() + 6; ++i)
        marks += ",?";
    return db.prepare("INSERT INTO " + tableOf(entity) + " VALUES(" + marks + ")");
}

Result<MirrorFigures> insertRaw(const std::filesystem::path& from, const std::filesystem::path& to)
{
    const EntityInfo& entity = *findEntity("fuelSupply");
    auto reader = openMirrorReader(from, benchKey());
    if (!reader)
        return reader.error();
    auto select = selectAll(reader->database(), entity);
    if (!select)
        return select.error();
    auto db = openEncrypted(
        to,
        benchKey(),
        {.kind = StoreKind::mirror, .durability = Durability::normal, .cacheMebibytes = 64}
    );
    if (!db)
        return db.error();
    if (auto done = ensureSchema(*db); !done)
        return done.error();
    auto insert = insertInto(*db, entity);
    if (!insert)
        return insert.error();
    auto transaction = Transaction::begin(*db);
    if (!transaction)
        return transaction.error();
    double seconds = 0;
    double count = 0;
    for (;;) {
        const auto rows = readSome(*select, entity, 20'000);
        if (!rows)
            return rows.error();
        if (rows->empty())
            break;
        const auto start = Clock::now();
        if (auto done = insertSome(*insert, *rows); !done)
            return done.error();
        seconds += secondsSince(start);
        count += static_cast<double>(rows->size());
    }
    const auto last = Clock::now();
    if (auto done = transaction->commit(); !done)
        return done.error();
    const double inserted = seconds + secondsSince(last);
    if (auto done = indexReferences(*db, entity); !done)
        return done.error();
    return MirrorFigures{.raw = count / (seconds + secondsSince(last)), .insert = count / inserted};
}

} // namespace

Result<MirrorFigures> benchMirror(const std::filesystem::path& folder, std::int64_t rows)
{
    const auto from = folder / "bench-mirror.db";
    const auto to = folder / "bench-raw.db";
    for (const auto& file : {from, to}) {
        for (const char* tail : {"", "-wal", "-shm", ".cipher"})
            std::filesystem::remove(std::filesystem::path(file) += tail);
    }
    const auto applied = applyAll(from, rows);
    if (!applied)
        return applied.error();
    auto raw = insertRaw(from, to);
    if (raw)
        raw->applied = *applied;
    return raw;
}

} // namespace tidemark::bench
