// Tables are what the descriptions say, and show nothing without their tenant. The rules of
// tenancy themselves are in tests/platform/access/tenancy_test.
#include "models/entities/entities.hpp"
#include "platform/entities/entity_table.hpp"
#include "tests/platform/served_platform.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

std::string typeOf(const FieldInfo& field)
{
    switch (field.kind) {
    case FieldKind::text:
    case FieldKind::enumeration:
        return "text";
    case FieldKind::integer:
        return "bigint";
    case FieldKind::decimal:
        return "numeric(38," + std::to_string(field.scale) + ")";
    case FieldKind::boolean:
        return "boolean";
    case FieldKind::timestamp:
        return "timestamp with time zone";
    case FieldKind::date:
        return "date";
    case FieldKind::uuid:
        return "uuid";
    case FieldKind::json:
        return "jsonb";
    }
    return {};
}

} // namespace

class CatalogueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
    }

    void withoutATenantOrInAnotherNothingIsSeen()
    {
        const auto tables = rows("SELECT n.nspname || '.' || quote_ident(c.relname) FROM pg_class c"
                                 " JOIN pg_namespace n ON n.oid = c.relnamespace"
                                 " WHERE n.nspname IN ('app', 'sync') AND c.relkind = 'r'"
                                 " AND c.relrowsecurity"
                                 " AND has_table_privilege('tidemark_app', c.oid, 'SELECT')");
        QVERIFY(tables.size() > 25);
        for (const auto& table : tables) {
            const std::string count = "SELECT count(*) FROM " + table[0];
            QCOMPARE(asApp("", count), std::string("0"));
            QCOMPARE(asApp("3", count), std::string("0"));
            QCOMPARE(asApp("2", count + " WHERE tenant_id <> 2"), std::string("0"));
        }
        QCOMPARE(asApp("2", "SELECT count(*) FROM app.organization"), std::string("1"));
        const std::string foreign = asApp(
            "2",
            "INSERT INTO app.end_use (tenant_id, id, name, intended_use)"
            " VALUES (1, gen_random_uuid(), 'x', true)"
        );
        QVERIFY(foreign.find("row-level security") != std::string::npos);
    }

    void everyEntityHasItsTable_data()
    {
        QTest::addColumn<int>("code");
        for (const EntityInfo& info : allEntities())
            QTest::newRow(info.name.c_str()) << info.code;
    }

    void everyEntityHasItsTable()
    {
        QFETCH(int, code);
        const EntityInfo& info = *findEntityByCode(code);
        const auto columns = columnsOf(info.table);
        const std::map<std::string, std::string> common = {
            {"tenant_id", "integer not null"},
            {"id", "uuid not null"},
            {"rv", "bigint not null"},
            {"scope_id", "bigint not null"},
            {"created_at", "timestamp with time zone not null"},
            {"updated_at", "timestamp with time zone not null"}};
        std::map<std::string, std::string> expected = common;
        if (info.name == "organization")
            expected["own_scope"] = "bigint not null";
        for (const FieldInfo& field : info.fields)
            expected[field.column] = typeOf(field) + (field.nullable ? "" : " not null");
        for (const auto& [name, type] : expected)
            QVERIFY2(
                columns.contains(name) && columns.at(name) == type,
                (info.table + '.' + name + " should be " + type).c_str()
            );
        QCOMPARE(columns.size(), expected.size());
        for (const FieldInfo& field : info.fields)
            checkField(info, field);
    }

    void everyMirroredTableTellsTheFeed_data() { everyEntityHasItsTable_data(); }

    void everyMirroredTableTellsTheFeed()
    {
        QFETCH(int, code);
        const EntityInfo& info = *findEntityByCode(code);
        const std::string triggers = list(
            "SELECT DISTINCT encode(tgargs, 'escape') FROM pg_trigger WHERE tgrelid = 'app." +
            quoted(info.table) + "'::regclass AND tgfoid = 'sync.record_rows'::regproc"
        );
        const std::string count = list(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'app." + quoted(info.table) +
            "'::regclass AND tgfoid = 'sync.record_rows'::regproc"
        );
        const bool isMirrored = info.sync == SyncPolicy::mirrored;
        QCOMPARE(triggers, isMirrored ? std::to_string(code) + "\\000" : std::string());
        QCOMPARE(count, std::string(isMirrored ? "3" : "0"));
    }

private:
    using Rows = std::vector<std::vector<std::string>>;

    static std::string quoted(const std::string& name) { return '"' + name + '"'; }

    static Rows query(const std::string& connection, const std::string& sql, std::string* error)
    {
        const std::unique_ptr<PGconn, decltype(&PQfinish)> session(
            PQconnectdb(connection.c_str()), &PQfinish
        );
        const std::unique_ptr<PGresult, decltype(&PQclear)> result(
            PQexec(session.get(), sql.c_str()), &PQclear
        );
        if (error != nullptr)
            *error = PQerrorMessage(session.get());
        Rows rows;
        for (int row = 0; row < PQntuples(result.get()); ++row) {
            auto& values = rows.emplace_back();
            for (int column = 0; column < PQnfields(result.get()); ++column)
                values.emplace_back(PQgetvalue(result.get(), row, column));
        }
        return rows;
    }

    Rows rows(const std::string& sql) const
    {
        std::string error;
        Rows found = query(postgres_->adminConnection(), sql, &error);
        if (!error.empty())
            qFatal("%s: %s", sql.c_str(), error.c_str());
        return found;
    }

    /// The first values, one per line: empty when there is none.
    std::string list(const std::string& sql) const
    {
        std::string text;
        for (const auto& row : rows(sql))
            text += (text.empty() ? "" : "\n") + row[0];
        return text;
    }

    /// The first value as the application sees it in a tenant, or the error.
    std::string asApp(const std::string& tenant, const std::string& sql) const
    {
        std::string error;
        const std::string set = tenant.empty() ? "" : "SET app.tenant = '" + tenant + "';";
        const Rows found = query(postgres_->appConnection(), set + sql, &error);
        return found.empty() ? error : found[0][0];
    }

    std::map<std::string, std::string> columnsOf(const std::string& table) const
    {
        std::map<std::string, std::string> columns;
        for (const auto& row : rows(
                 "SELECT attname, format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN"
                 " ' not null' ELSE '' END FROM pg_attribute WHERE attrelid = 'app." +
                 quoted(table) + "'::regclass AND attnum > 0 AND NOT attisdropped"
             ))
            columns[row[0]] = row[1];
        return columns;
    }

    void checkField(const EntityInfo& info, const FieldInfo& field) const
    {
        const std::string where = "app." + info.table + '.' + field.column;
        const std::string constraints = list(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'app." +
            quoted(info.table) + "'::regclass AND contype IN ('c', 'u', 'f')"
        );
        if (field.kind == FieldKind::enumeration) {
            std::string check = "CHECK ((" + columnIn(field) + " = ";
            if (field.choices.size() == 1) {
                check += "'" + field.choices[0] + "'::text))";
            } else {
                check += "ANY (ARRAY[";
                for (const std::string& choice : field.choices)
                    check += (choice == field.choices[0] ? "'" : ", '") + choice + "'::text";
                check += "])))";
            }
            QVERIFY2(constraints.find(check) != std::string::npos, (where + ' ' + check).c_str());
        }
        if (field.unique)
            QVERIFY2(
                constraints.find("UNIQUE (tenant_id, " + columnIn(field) + ")") !=
                    std::string::npos,
                (where + " is not unique").c_str()
            );
        if (!field.references.empty()) {
            const std::string key = "FOREIGN KEY (tenant_id, " + columnIn(field) + ") REFERENCES ";
            const std::string table = findEntity(field.references)->table;
            const bool isThere =
                constraints.find(key + "app." + table + "(tenant_id, id)") != std::string::npos ||
                constraints.find(key + "app.\"" + table + "\"(tenant_id, id)") != std::string::npos;
            QVERIFY2(isThere, (where + " has no foreign key").c_str());
        }
    }

    /// As PostgreSQL writes it.
    std::string columnIn(const FieldInfo& field) const
    {
        return list("SELECT quote_ident('" + field.column + "')");
    }

    std::unique_ptr<PostgresFixture> postgres_;
};

QTEST_GUILESS_MAIN(CatalogueTest)
#include "catalogue_test.moc"
