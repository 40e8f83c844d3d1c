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

/// The rows as they stand in the mirror, in memory, so that reading is not part of the figure.
Result<std::vector<RawRow>> readAll(Database& db, const EntityInfo& entity)
{
    auto select = db.prepareOnce(
        "SELECT " + rowColumnNames(entity) + ", _scope, _word FROM " + tableOf(entity) +
        " ORDER BY id"
    );
    if (!select)
        return select.error();
    std::vector<RawRow> rows;
    const FieldInfo number{.kind = FieldKind::integer};
    auto more = select->step();
    for (; more && *more; more = select->step()) {
        RawRow row;
        row.texts.resize(entity.fields.size() + 6);
        for (std::size_t i = 0; i < entity.fields.size() + 6; ++i) {
            const FieldInfo& field = i < 4                          ? commonFields()[i]
                                     : i < entity.fields.size() + 4 ? entity.fields[i - 4]
                                                                    : number;
            SqlValue value = valueOf(*select, static_cast<int>(i), field);
            if (value.type == SqlValue::Type::text)
                row.texts[i] = value.text;
            row.values.push_back(value);
        }
        rows.push_back(std::move(row));
        for (std::size_t i = 0; i < rows.back().values.size(); ++i)
            rows.back().values[i].text = rows.back().texts[i];
    }
    if (!more)
        return more.error();
    return rows;
}

Result<double> insertRaw(const std::filesystem::path& from, const std::filesystem::path& to)
{
    const EntityInfo& entity = *findEntity("fuelSupply");
    std::vector<RawRow> rows;
    {
        auto reader = openMirrorReader(from, benchKey());
        if (!reader)
            return reader.error();
        auto all = readAll(reader->database(), entity);
        if (!all)
            return all.error();
        rows = *std::move(all);
    }
    auto db = openEncrypted(
        to,
        benchKey(),
        {.kind = StoreKind::mirror, .durability = Durability::normal, .cacheMebibytes = 64}
    );
    if (!db)
        return db.error();
    if (auto done = ensureSchema(*db); !done)
        return done.error();
    std::string marks = "?";
    for (std::size_t i = 1; i < entity.fields.size() + 6; ++i)
        marks += ",?";
    auto insert = db->prepare("INSERT INTO " + tableOf(entity) + " VALUES(" + marks + ")");
    if (!insert)
        return insert.error();
    const auto start = Clock::now();
    auto transaction = Transaction::begin(*db);
    if (!transaction)
        return transaction.error();
    for (const RawRow& row : rows) {
        for (std::size_t i = 0; i < row.values.size(); ++i)
            bindValue(*insert, static_cast<int>(i) + 1, row.values[i]);
        if (auto done = insert->run(); !done)
            return done.error();
    }
    if (auto done = transaction->commit(); !done)
        return done.error();
    for (const FieldInfo& field : entity.fields) {
        if (field.references.empty())
            continue;
        if (auto done = db->execute(
                "CREATE INDEX " + indexOf(entity, field) + " ON " + tableOf(entity) + "(" +
                quotedName(field.column) + ")"
            );
            !done)
            return done.error();
    }
    return static_cast<double>(rows.size()) / secondsSince(start);
}

} // namespace

Result<MirrorFigures> benchMirror(const std::filesystem::path& folder, std::int64_t rows)
{
    const auto applied = applyAll(folder / "bench-mirror.db", rows);
    if (!applied)
        return applied.error();
    const auto raw = insertRaw(folder / "bench-mirror.db", folder / "bench-raw.db");
    if (!raw)
        return raw.error();
    return MirrorFigures{*applied, *raw};
}

} // namespace tidemark::bench
